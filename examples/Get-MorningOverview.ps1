<#
.SYNOPSIS
What happened overnight: for each tester how many channels are in which state, and what needs a person: faults, ended tests, hot cells.
.DESCRIPTION
Four messages for each 128 channels, a few more for each channel that needs a person, and two for each channel for temperatures.
.EXAMPLE
./Get-MorningOverview.ps1 -ComputerName tester1, tester2 | Format-Table -AutoSize
#>
#Requires -Modules MacNet
param(
    [Parameter(Mandatory = $true, Position = 0)]
    [Alias('CN')]
    [string[]] $ComputerName,
    # From which temperature on a cell counts as hot, in degrees C.
    # A decimal comma is refused: as [double] PowerShell would read 455 of '45,5'.
    [ValidatePattern('^\d+(\.\d+)?$')]
    $HotFrom = 45
)

# `pwsh -File` gives several names as one text.
$ComputerName = @($ComputerName -split '\s*,\s*' | Where-Object { $_ })
$before = @(Get-MaccorSession)
# A tester that is down is an error of its own, and the others are looked at all the same.
$sessions = @(Connect-Maccor -ComputerName $ComputerName)
try {
    $readings = Get-MaccorReading -Session $sessions
    $readings | Group-Object Session, State -NoElement | Sort-Object Name |
        Select-Object @{ n = 'What'; e = { $_.Name } }, @{ n = 'Channel'; e = { '' } }, @{ n = 'More'; e = { "$($_.Count) channels" } }

    foreach ($reading in $readings | Where-Object State -In Problem, PowerFail, NoController, Completed, Suspended) {
        $test = $reading | Get-MaccorTest
        [pscustomobject]@{
            What    = "$($reading.Session), $($reading.State)"
            Channel = $reading.Channel
            More    = "$($test.TestName): $($reading.Reason), $($reading.TestTime)"
        }
    }

    foreach ($hot in Get-MaccorAuxiliary -Session $sessions | Where-Object { $_.IsTemperature -and $_.Value -ge [double] $HotFrom }) {
        [pscustomobject]@{ What = "$($hot.Session), Hot"; Channel = $hot.Channel; More = "input $($hot.Input): $($hot.Value) C" }
    }
}
finally {
    # What was there before stays.
    $sessions | Where-Object { $_ -notin $before } | Disconnect-Maccor
}
