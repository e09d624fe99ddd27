<#
.SYNOPSIS
Runs a script block for each channel that is stopped by a problem and for each cell that is too warm: send a mail, ring a bell.
.EXAMPLE
./Watch-Alarm.ps1 -MaximumCelsius 45 -Action { param($text) Send-MailMessage -To lab@example.org -Subject $text ... }
#>
param(
    # The temperature that is too much, in C.
    [double] $MaximumCelsius = 45,

    # What to do; it gets the text.
    [scriptblock] $Action = { param($text) Write-Warning $text },

    [double] $IntervalSeconds = 60,

    # How often to look; without end, unless given.
    [int] $Count = [int]::MaxValue
)

$told = @{}
for ($look = 1; $look -le $Count; $look++) {
    $readings = Get-MaccorReading -Session *
    $alarms = @(
        foreach ($stopped in $readings | Where-Object State -EQ Problem) {
            "$($stopped.Session), channel $($stopped.Channel): $($stopped.Reason)"
        }

        # Two messages for each channel: only where a test runs.
        $readings |
            Where-Object State -EQ Active |
            Get-MaccorAuxiliary |
            Where-Object { $_.Unit -eq 'C' -and $_.Value -gt $MaximumCelsius } |
            ForEach-Object { "$($_.Session), channel $($_.Channel), input $($_.Input): warmer than $MaximumCelsius C" }
    )

    # Once for each alarm, not once for each look.
    foreach ($alarm in $alarms | Where-Object { -not $told[$_] }) {
        $told[$alarm] = $true
        & $Action $alarm
    }

    if ($look -lt $Count) {
        Start-Sleep -Seconds $IntervalSeconds
    }
}
