#!/usr/bin/env pwsh
<#
.SYNOPSIS
Measures Import-Module of MacNet against binary modules with one empty cmdlet, side by side, each time in a PowerShell of its own.
.DESCRIPTION
One empty module has MacNet's manifest, as the PowerShell Gallery wants one; the other has the smallest manifest that there can be.
Fresh is a PowerShell in which nothing has run yet, as in a scheduled script. In a warm one modules have been imported before.
.EXAMPLE
./benchmarks/ImportTime.ps1 -Count 21
#>
param(
    # How often each module is imported. What is told is the median.
    [int] $Count = 15,
    [string] $ModulePath = (Join-Path $PSScriptRoot '../out/MacNet/MacNet.psd1')
)

$ErrorActionPreference = 'Stop'
. "$PSScriptRoot/../tests/Pester/Shell.ps1"
$ours = (Resolve-Path $ModulePath).Path
$folder = Join-Path ([IO.Path]::GetTempPath()) "macnet-import-$PID"
# PowerShell tells its makers of each import, on a thread that would take its time from what is measured.
$env:POWERSHELL_TELEMETRY_OPTOUT = 1

function Write-EmptyModule {
    param([string] $Name, [string] $Manifest)
    $path = Join-Path $folder $Name
    $null = New-Item -ItemType Directory -Path $path
    $code = 'using System.Management.Automation; [Cmdlet("Get", "Empty")] public class GetEmpty : PSCmdlet { }'
    Add-Type -TypeDefinition $code -OutputAssembly (Join-Path $path 'Empty.dll')
    Set-Content -LiteralPath (Join-Path $path "$Name.psd1") -Value $Manifest
    Join-Path $path "$Name.psd1"
}

function Get-EmptiedManifest {
    $manifest = (Get-Content -Raw -LiteralPath $ours) -replace "'lib/[^']+'", '''Empty.dll'''
    $manifest -replace '(?s)CmdletsToExport\s+= @\(.*?\)', 'CmdletsToExport = @(''Get-Empty'')'
}

# In ms. Measure-Command comes from a module, so that nothing is fresh any more where it is used.
function Measure-Import {
    param([string] $Path, [switch] $Warm)
    $import = "`$watch = [Diagnostics.Stopwatch]::StartNew(); Import-Module '$Path'; `$watch.Elapsed.TotalMilliseconds"
    if ($Warm) {
        $import = "(Measure-Command { Import-Module '$Path' }).TotalMilliseconds"
    }
    [double] (& $powerShell @powerShellArguments -NonInteractive -Command "[cultureinfo]::CurrentCulture = ''; $import")
}

function Get-Median {
    param([double[]] $Number)
    ($Number | Sort-Object)[[int][math]::Floor($Number.Count / 2)]
}

try {
    $modules = [ordered]@{
        'the same manifest'     = Write-EmptyModule -Name Empty -Manifest (Get-EmptiedManifest)
        'the smallest manifest' = Write-EmptyModule -Name Emptier -Manifest "@{ RootModule = 'Empty.dll'; ModuleVersion = '1.0' }"
        'MacNet'                = $ours
    }
    $times = foreach ($round in 1..$Count) {
        foreach ($warm in $false, $true) {
            foreach ($module in $modules.Keys) {
                [pscustomobject]@{ Warm = $warm; Module = $module; Time = Measure-Import $modules[$module] -Warm:$warm }
            }
        }
    }
    foreach ($warm in $false, $true) {
        $median = @{}
        $times | Where-Object Warm -EQ $warm | Group-Object Module | ForEach-Object { $median[$_.Name] = Get-Median $_.Group.Time }
        foreach ($module in @($modules.Keys) -ne 'MacNet') {
            [pscustomobject]@{
                'PowerShell'        = if ($warm) { 'warm' } else { 'fresh' }
                'Empty module with' = $module
                'Empty (ms)'        = [math]::Round($median[$module], 1)
                'MacNet (ms)'       = [math]::Round($median['MacNet'], 1)
                'Ratio'             = [math]::Round($median['MacNet'] / $median[$module], 2)
                'Runs of each'      = $Count
            }
        }
    }
}
finally {
    Remove-Item -LiteralPath $folder -Recurse -Force -ErrorAction SilentlyContinue
}
