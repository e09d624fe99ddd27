<#
.SYNOPSIS
Raises an alarm when a channel has a fault or a cell gets hot: once when it begins, not again while it lasts.
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

function Find-Alarm {
    param($Session, [double] $HotFrom)
    Get-MaccorReading -Session $Session | Where-Object State -In Problem, PowerFail, NoController |
        Select-Object @{ n = 'Key'; e = { "$($_.Session)/$($_.Channel)/$($_.State)" } },
        @{ n = 'Text'; e = { "Channel $($_.Channel) of $($_.Session): $($_.State), $($_.Reason)" } }
    Get-MaccorAuxiliary -Session $Session | Where-Object { $_.Unit -eq 'C' -and $_.Value -ge $HotFrom } |
        Select-Object @{ n = 'Key'; e = { "$($_.Session)/$($_.Channel)/$($_.Input)" } },
        @{ n = 'Text'; e = { "Channel $($_.Channel) of $($_.Session): $($_.Value) C" } }
}

$began = Get-Date
$known = @()
$sessions = Connect-Maccor -ComputerName $ComputerName
try {
    do {
        $alarms = @(Find-Alarm -Session $sessions -HotFrom $HotFrom)
        $alarms | Where-Object Key -NotIn $known | ForEach-Object $Action
        $known = @($alarms.Key)
        Start-Sleep -Milliseconds ($IntervalSeconds * 1000)
    } while (((Get-Date) - $began).TotalSeconds -lt $DurationSeconds)
}
finally {
    Disconnect-Maccor -Session $sessions
}
