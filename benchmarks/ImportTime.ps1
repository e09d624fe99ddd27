#!/usr/bin/env pwsh
<#
.SYNOPSIS
Measures Import-Module of MacNet against binary modules with one empty cmdlet, side by side, each time in a fresh PowerShell.
.DESCRIPTION
One empty module has MacNet's manifest and nothing else. The other has a view and a type as well, since what PowerShell needs to begin
reading such files is most of what they cost.
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
$ours = (Resolve-Path $ModulePath).Path
$folder = Join-Path ([IO.Path]::GetTempPath()) "macnet-import-$PID"
$emptyView = @'
<Configuration><ViewDefinitions><View><Name>Empty</Name><ViewSelectedBy><TypeName>Empty</TypeName></ViewSelectedBy><TableControl>
<TableRowEntries><TableRowEntry><TableColumnItems><TableColumnItem><PropertyName>Name</PropertyName></TableColumnItem></TableColumnItems>
</TableRowEntry></TableRowEntries></TableControl></View></ViewDefinitions></Configuration>
'@
$emptyType = '<Types><Type><Name>Empty</Name><Members><NoteProperty><Name>A</Name><Value>1</Value></NoteProperty></Members></Type></Types>'

# A module beside ours, with its manifest but for what it would load.
function Write-EmptyModule {
    param([string] $Name, [switch] $WithView)
    $path = Join-Path $folder $Name
    $null = New-Item -ItemType Directory -Path $path
    $code = 'using System.Management.Automation; [Cmdlet("Get", "Empty")] public class GetEmpty : PSCmdlet { }'
    Add-Type -TypeDefinition $code -OutputAssembly (Join-Path $path 'Empty.dll')
    $manifest = (Get-Content -Raw -LiteralPath $ours) -replace "'lib/[^']+'", '''Empty.dll'''
    $manifest = $manifest -replace '(?s)CmdletsToExport\s+= @\(.*?\)', 'CmdletsToExport = @(''Get-Empty'')'
    if ($WithView) {
        Set-Content -LiteralPath (Join-Path $path 'MacNet.format.ps1xml') -Value $emptyView
        Set-Content -LiteralPath (Join-Path $path 'MacNet.types.ps1xml') -Value $emptyType
    }
    else {
        $manifest = $manifest -replace '(?m)^.*ToProcess.*$', ''
    }
    Set-Content -LiteralPath (Join-Path $path "$Name.psd1") -Value $manifest
    Join-Path $path "$Name.psd1"
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

try {
    $empty = Write-EmptyModule -Name Empty
    $emptyWithView = Write-EmptyModule -Name EmptyWithView -WithView
    $times = foreach ($round in 1..$Count) {
        [pscustomobject]@{ Empty = Measure-Import $empty; WithView = Measure-Import $emptyWithView; Ours = Measure-Import $ours }
    }
    $oursMs = Get-Median $times.Ours
    foreach ($other in 'Empty', 'WithView') {
        $otherMs = Get-Median $times.$other
        [pscustomobject]@{
            'Beside an empty module' = if ($other -eq 'Empty') { 'with the same manifest' } else { 'with a view and a type as well' }
            'Empty (ms)'             = [math]::Round($otherMs, 1)
            'MacNet (ms)'            = [math]::Round($oursMs, 1)
            'Ratio'                  = [math]::Round($oursMs / $otherMs, 2)
            'Runs of each'           = $Count
        }
    }
}
finally {
    Remove-Item -LiteralPath $folder -Recurse -Force -ErrorAction SilentlyContinue
}
