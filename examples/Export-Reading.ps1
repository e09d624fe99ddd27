<#
.SYNOPSIS
Logs all channels of some testers to a CSV file at an interval, over restarts of the testers, until Ctrl+C or the end of a time.
.DESCRIPTION
Each line is written as it is read, so that the file can be looked at meanwhile and nothing is lost when the computer stops. A tester
that restarts meanwhile is waited for; one that is away from the beginning is an error, and the others are logged.
.EXAMPLE
./Export-Reading.ps1 -ComputerName tester1, tester2 -Path readings.csv -IntervalSeconds 60
#>
#Requires -Modules MacNet
param(
    [Parameter(Mandatory = $true, Position = 0)]
    [Alias('CN')]
    [string[]] $ComputerName,
    [Parameter(Mandatory = $true, Position = 1)]
    [string] $Path,
    # Channels counted from 1, also as '1-8,12'; all, unless given.
    [object[]] $Channel,
    # A decimal comma is refused: as [double] PowerShell would read 5 of '0,5'.
    [ValidatePattern('^\d+(\.\d+)?$')]
    $IntervalSeconds = 60,
    # How long to log, in s; without end, unless given.
    [ValidatePattern('^\d+(\.\d+)?$')]
    $DurationSeconds
)

# `pwsh -File` gives several names as one text.
$ComputerName = @($ComputerName -split '\s*,\s*' | Where-Object { $_ })
$watch = @{ IntervalSeconds = $IntervalSeconds }
if ($Channel) {
    $watch.Channel = $Channel
}
if ($DurationSeconds) {
    $watch.DurationSeconds = $DurationSeconds
}

$before = @(Get-MaccorSession)
$sessions = @(Connect-Maccor -ComputerName $ComputerName)
if (-not $sessions) {
    throw 'No tester could be connected. Nothing was logged.'
}

try {
    Watch-MaccorChannel -Session $sessions @watch |
        Select-Object @{ n = 'ReadAt'; e = { $_.ReadAt.ToString('o') } }, Session, Channel, State, Activity, Voltage, SignedCurrent,
        @{ n = 'TestSeconds'; e = { $_.TestTime.TotalSeconds.ToString([cultureinfo]::InvariantCulture) } } |
        Export-Csv -LiteralPath $Path -Append -NoTypeInformation
}
finally {
    # What was there before stays.
    $sessions | Where-Object { $_ -notin $before } | Disconnect-Maccor
}
