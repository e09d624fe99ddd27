#!/usr/bin/env pwsh
<#
.SYNOPSIS
Measures Import-Module of MacNet against a binary module with one empty cmdlet, side by side, each time in a fresh PowerShell.
.EXAMPLE
./benchmarks/ImportTime.ps1 -Count 21
#>
param(
    # How often each module is imported. What is told is the median.
    [int] $Count = 15,
    [string] $ModulePath = (Join-Path $PSScriptRoot '../out/MacNet/MacNet.psd1')
)

$ErrorActionPreference = 'Stop'
$powerShell = (Get-Process -Id $PID).Path

function New-EmptyModule {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param([string] $Path)
    if ($PSCmdlet.ShouldProcess($Path)) {
        $null = New-Item -ItemType Directory -Path $Path
        $code = 'using System.Management.Automation; [Cmdlet("Get", "Empty")] public class GetEmpty : PSCmdlet { }'
        Add-Type -TypeDefinition $code -OutputAssembly (Join-Path $Path 'Empty.dll')
        New-ModuleManifest -Path (Join-Path $Path 'Empty.psd1') -RootModule Empty.dll -CmdletsToExport Get-Empty
    }
    Join-Path $Path 'Empty.psd1'
}

function Measure-Import {
    param([string] $Path)
    $command = "(Measure-Command { Import-Module '$Path' }).TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)"
    [double] (& $powerShell -NoProfile -NonInteractive -Command $command)
}

function Get-Median {
    param([double[]] $Number)
    ($Number | Sort-Object)[[int][math]::Floor($Number.Count / 2)]
}

$folder = Join-Path ([IO.Path]::GetTempPath()) "macnet-import-$PID"
try {
    $empty = New-EmptyModule -Path $folder
    $ours = (Resolve-Path $ModulePath).Path
    $times = foreach ($round in 1..$Count) {
        [pscustomobject]@{ Empty = Measure-Import $empty; Ours = Measure-Import $ours }
    }
    $emptyMs = Get-Median $times.Empty
    $oursMs = Get-Median $times.Ours
    [pscustomobject]@{
        'Empty module (ms)' = [math]::Round($emptyMs, 1)
        'MacNet (ms)'       = [math]::Round($oursMs, 1)
        'Ratio'             = [math]::Round($oursMs / $emptyMs, 2)
        'Runs of each'      = $Count
    }
}
finally {
    Remove-Item -LiteralPath $folder -Recurse -Force -ErrorAction SilentlyContinue
}
