<#
.SYNOPSIS
The main job of a cycler on a virtual tester: read channels, set safety limits, run a procedure on four channels, steer a running
test by a variable, control a cell directly.
.EXAMPLE
pwsh -NoProfile -File examples/QuickStart.ps1
#>
param(
    # The module; `dotnet build` leaves it here.
    [string] $ModulePath = (Join-Path $PSScriptRoot '../out/MacNet/MacNet.psd1')
)

$ErrorActionPreference = 'Stop'
Import-Module $ModulePath

$limits = @{ VoltageMin = 2.5; VoltageMax = 4.25; ChargeCurrentMax = 2; DischargeCurrentMax = 2 }
$simulator = Start-MaccorSimulator -Name lab1 -ChannelCount 16
try {
    $simulator | Connect-Maccor | Format-Table
    Get-MaccorSystem | Format-List SystemId, TestChannels, ExeVersion
    Get-MaccorReading | Format-Table

    'Charge the cells of channels 1 to 4'
    1..4 | Set-MaccorSafetyLimit @limits -PassThru | Format-Table
    1..4 | Test-MaccorTestStart -Procedure 'CCCV charge' | Format-Table
    1..4 | Start-MaccorTest -Procedure 'CCCV charge' -TestName 'quick {channel}' | Format-Table
    $simulator.Speed = 3000
    1..4 | Wait-MaccorChannel -IntervalSeconds 1 | Format-Table
    $simulator.Speed = 1

    'Steer a running test: the procedure on channel 5 charges with VAR1'
    Set-MaccorVariable 5 VAR1 0.25
    Start-MaccorTest 5 -Procedure 'VAR charge' @limits | Format-Table
    0.25, 0.5, 1 | ForEach-Object {
        Set-MaccorVariable 5 VAR1 $_
        Start-Sleep -Milliseconds 300
        Get-MaccorChannelStatus 5
    } | Format-Table

    'Control the cell of channel 6 directly: discharge, rest, charge'
    Start-MaccorDirectControl 6 @limits -Confirm:$false | Format-Table
    @{ Current = -0.2 }, @{ Current = 0 }, @{ Current = 0.2; Voltage = 4.2 } | ForEach-Object {
        $output = $_
        Set-MaccorDirectOutput 6 @output
        Start-Sleep -Milliseconds 500
        Get-MaccorChannelStatus 6
    } | Format-Table
    Stop-MaccorDirectControl 6
    Get-MaccorReading 6 | Format-Table
}
finally {
    # Sets what is still under direct control to rest before it closes.
    Disconnect-Maccor -Session lab1
    $simulator | Stop-MaccorSimulator
}
