#!/usr/bin/env pwsh
<#
.SYNOPSIS
Measures what reading through the cmdlets allocates, less what PowerShell allocates to call a cmdlet that does nothing.
.DESCRIPTION
The tester is a virtual one in a process of its own, so that nothing of it is counted. All threads count.
.EXAMPLE
./benchmarks/Allocation.ps1 -ModulePath ./former/MacNet.psd1
#>
param(
    # How often each command is called.
    [int] $Count = 500,
    [string] $ModulePath = (Join-Path $PSScriptRoot '../out/MacNet/MacNet.psd1')
)

$ErrorActionPreference = 'Stop'
. "$PSScriptRoot/../tests/Pester/Shell.ps1"
$module = (Resolve-Path $ModulePath).Path
Add-Type -PassThru -TypeDefinition @'
using System.Management.Automation;
[Cmdlet("Get", "Nothing")] public class GetNothing : PSCmdlet { [Parameter(Position = 0)] public int[] Channel { get; set; } }
'@ | ForEach-Object { Import-Module $_.Assembly }
Import-Module $module

# In kB for each call.
function Measure-Allocation {
    param([int] $Times, [scriptblock] $Command)
    foreach ($round in 1..2) {
        [GC]::Collect()
        $before = [GC]::GetTotalAllocatedBytes($true)
        foreach ($null in 1..$Times) { $null = & $Command }
        $taken = [GC]::GetTotalAllocatedBytes($true) - $before
    }
    $taken / $Times / 1000
}

$command = "Import-Module '$module'; `$t = Start-MaccorSimulator -ChannelCount 128; " +
'"$($t.JsonPort) $($t.BinaryPort)"; [Console]::In.ReadToEnd()'
$tester = [Diagnostics.ProcessStartInfo]::new($powerShell)
$powerShellArguments + '-Command' + $command | ForEach-Object { $tester.ArgumentList.Add($_) }
$tester.RedirectStandardInput = $tester.RedirectStandardOutput = $true
$process = [Diagnostics.Process]::Start($tester)
try {
    $json, $binary = $process.StandardOutput.ReadLine().Split(' ')
    foreach ($protocol in 'Json', 'Binary') {
        $session = Connect-Maccor 127.0.0.1 -Name $protocol -JsonPort $json -BinaryPort $binary -Protocol $protocol
        $nothing = Measure-Allocation $Count { Get-Nothing 1 }
        [pscustomobject]@{
            Protocol     = $protocol
            'Nothing kB' = [math]::Round($nothing, 1)
            'Status kB'  = [math]::Round((Measure-Allocation $Count { Get-MaccorChannelStatus 1 }) - $nothing, 1)
            'Reading kB' = [math]::Round((Measure-Allocation $Count { Get-MaccorReading 1 }) - $nothing, 1)
            'Sweep kB'   = [math]::Round((Measure-Allocation $Count { Get-MaccorReading }) - $nothing, 1)
        }
        Disconnect-Maccor $session
    }
}
finally {
    $process.StandardInput.Close()
    $process.WaitForExit()
}
