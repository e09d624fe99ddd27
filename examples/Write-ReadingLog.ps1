<#
.SYNOPSIS
Writes the readings of all channels that run a test to a CSV file, a row for each channel and turn, until it is stopped.
.EXAMPLE
./Write-ReadingLog.ps1 -Path readings.csv -IntervalSeconds 60
#>
param(
    [Parameter(Mandatory)]
    [string] $Path,

    [double] $IntervalSeconds = 10,

    # How long; without end, unless given.
    [double] $DurationSeconds
)

$watch = @{ Session = '*'; IntervalSeconds = $IntervalSeconds }
if ($DurationSeconds) {
    $watch.DurationSeconds = $DurationSeconds
}

Watch-MaccorChannel @watch |
    Where-Object State -EQ Active |
    Select-Object ReadAt, Session, Channel, State, Activity, Voltage, SignedCurrent, TestTime |
    Export-Csv -Path $Path -NoTypeInformation -Append
