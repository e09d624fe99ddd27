<#
.SYNOPSIS
Raises an alarm when a channel has a fault, a cell gets hot or a tester is away: once when it begins, not again while it lasts.
.DESCRIPTION
An alarm is an object; -Action does with it what the lab wants: a mail, a message to a chat, a light. It gets the alarm as $_.
.EXAMPLE
./Watch-Alarm.ps1 -ComputerName tester1, tester2 -HotFrom 50 -Action {
    Invoke-RestMethod -Method Post -Uri https://chat.example/lab -Body (ConvertTo-Json @{ text = $_.Text })
}
#>
#Requires -Modules MacNet
param(
    [Parameter(Mandatory = $true, Position = 0)]
    [Alias('CN')]
    [string[]] $ComputerName,
    # From which temperature on a cell counts as hot, in degrees C.
    [double] $HotFrom = 45,
    [scriptblock] $Action = { Write-Warning $_.Text },
    [double] $IntervalSeconds = 30,
    # How long to watch, in s; without end, unless given.
    [double] $DurationSeconds = [double]::PositiveInfinity
)

# `pwsh -File` gives several names as one text.
$ComputerName = @($ComputerName -split '\s*,\s*' | Where-Object { $_ })
$before = @(Get-MaccorSession)

# Everything that is wrong now. What goes wrong with asking is an alarm too.
function Find-Alarm {
    param([string[]] $Tester, [double] $HotFrom)
    $problems = @()
    $quiet = @{ ErrorAction = 'SilentlyContinue'; ErrorVariable = '+problems' }
    $new = $Tester | Where-Object { $_ -notin (Get-MaccorSession).Name }
    if ($new) {
        $null = Connect-Maccor -ComputerName $new @quiet
    }

    $sessions = @(Get-MaccorSession | Where-Object Name -In $Tester)
    if ($sessions) {
        $readings = Get-MaccorReading -Session $sessions @quiet
        $readings | Where-Object State -In Problem, PowerFail, NoController |
            Select-Object Session, @{ n = 'Key'; e = { "$($_.Session)/$($_.Channel)/$($_.State)" } },
            @{ n = 'Text'; e = { "Channel $($_.Channel) of $($_.Session): $($_.State), $($_.Reason)" } }
    }

    $there = @($sessions | Where-Object Name -In $readings.Session)
    if ($there) {
        Get-MaccorAuxiliary -Session $there @quiet | Where-Object { $_.IsTemperature -and $_.Value -ge $HotFrom } |
            Select-Object Session, @{ n = 'Key'; e = { "$($_.Session)/$($_.Channel)/$($_.Input)" } },
            @{ n = 'Text'; e = { "Channel $($_.Channel) of $($_.Session): $($_.Value) C" } }
    }

    foreach ($problem in $problems) {
        $about = $problem.TargetObject
        $lost = $problem.CategoryInfo.Category -in 'ConnectionError', 'OperationTimeout'
        $what = if ($lost -or $about.Session -notin $there.Name) { 'away' } else { "$($about.Channel)/$($problem.FullyQualifiedErrorId)" }
        [pscustomobject]@{ Session = $about.Session; Key = "$($about.Session)/$what"; Text = $problem.Exception.Message }
    }
}

$began = Get-Date
$known = @()
try {
    do {
        $alarms = @(Find-Alarm -Tester $ComputerName -HotFrom $HotFrom | Sort-Object Key -Unique)
        # An alarm that could not be raised is new again the next time.
        $failed = @()
        foreach ($alarm in $alarms | Where-Object Key -NotIn $known.Key) {
            try {
                $alarm | ForEach-Object $Action
            }
            catch {
                $failed += $alarm.Key
                Write-Error "The alarm '$($alarm.Text)' could not be raised: $_"
            }
        }
        # While a tester is away, what was known of it stays known.
        $away = ($alarms | Where-Object Key -Like '*/away').Session
        $kept = $known | Where-Object { $_.Session -in $away -and $_.Key -notin $alarms.Key }
        $known = @($alarms | Where-Object Key -NotIn $failed) + @($kept)
        Start-Sleep -Milliseconds ($IntervalSeconds * 1000)
    } while (((Get-Date) - $began).TotalSeconds -lt $DurationSeconds)
}
finally {
    # What was there before stays.
    Get-MaccorSession | Where-Object { $_.Name -in $ComputerName -and $_ -notin $before } | Disconnect-Maccor
}
