<#
.SYNOPSIS
Starts a batch of tests from a CSV file, a row for each channel, and adds to a file beside it what was started.
.DESCRIPTION
The columns are the names of Start-MaccorTest's parameters: Session (the tester) and Channel, Procedure and TestName, and if wanted
Comment, CapacityAh, Chamber, VoltageMin, VoltageMax, ChargeCurrentMax and DischargeCurrentMax. Nothing is started where there is a column
of another name, or unless the testers would take all of it. A row that fails all the same is an error; the
others start, and the script ends with an error.

    Session,Channel,Procedure,TestName,VoltageMin,VoltageMax,ChargeCurrentMax,DischargeCurrentMax
    tester1,1,CCCV charge,Batch 12 cell 1,2.5,4.25,2,2
.EXAMPLE
./Start-Batch.ps1 -Path batch12.csv
.EXAMPLE
./Start-Batch.ps1 -Path batch12.csv -WhatIf
#>
#Requires -Modules MacNet
[CmdletBinding(SupportsShouldProcess = $true)]
param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Path,
    # What stands between the cells; a semicolon where Excel has a decimal comma. Numbers have a decimal point all the same.
    [char] $Delimiter = ','
)

$ErrorActionPreference = 'Stop'
$rows = @(Import-Csv -LiteralPath $Path -Delimiter $Delimiter)
# Spreadsheets leave blanks around what they write.
$rows | ForEach-Object { $_.PSObject.Properties } | Where-Object Value | ForEach-Object { $_.Value = $_.Value.Trim() }
foreach ($column in 'Session', 'Channel', 'Procedure') {
    $blank = @($rows | Where-Object { -not $_.$column })
    if ($blank -or -not $rows) {
        throw "$Path has no $column in $($blank.Count) of $($rows.Count) rows. Is the -Delimiter right? None was started."
    }
}

# A column that nobody reads, as C-Rate, would be a wish that nobody hears: another current would flow.
# So would one that Start-MaccorTest does not take from a row.
$parameters = (Get-Command Start-MaccorTest).Parameters.Values |
    Where-Object { $_.Attributes.ValueFromPipelineByPropertyName -contains $true }
$unknown = @($rows[0].PSObject.Properties.Name | Where-Object { $_ -notin @($parameters.Name) + @($parameters.Aliases) })
if ($unknown) {
    throw "Start-MaccorTest takes nothing from a column '$($unknown -join "', '")'. None was started."
}

if ($wrong = @($rows | Where-Object Channel -NotMatch '^\s*\d+\s*$')) {
    throw "A row is for one channel, counted from 1, not for '$($wrong[0].Channel)'. None was started."
}

# A channel runs one test at a time, and a name stands for one test of a tester.
$channels = $rows | Group-Object Session, { [int] $_.Channel }
$names = $rows | Where-Object { $_.TestName -and $_.TestName -cne 'Random' } |
    Group-Object Session, { $_.TestName -replace '\{channel\}|\{0\}', $_.Channel }
$twice = @(@($channels) + @($names) | Where-Object Count -GT 1)
if ($twice) {
    throw "More than one row is for: $($twice.Name -join '; '). None was started."
}

# Limits go together: all four, or none.
function Test-Partial {
    param($Row)
    $given = $Row.VoltageMin, $Row.VoltageMax, $Row.ChargeCurrentMax, $Row.DischargeCurrentMax | Where-Object { $_ }
    @($given).Count -in 1..3
}

$partial = @($rows | Where-Object { Test-Partial $_ })
if ($partial) {
    throw "Limits are missing for: $(($partial | ForEach-Object { "$($_.Session), $($_.Channel)" }) -join '; '). None was started."
}

$unlimited = @($rows | Where-Object { -not $_.VoltageMax })
if ($unlimited) {
    $channels = ($unlimited | ForEach-Object { "$($_.Session), $($_.Channel)" }) -join '; '
    Write-Warning "The channels keep the safety limits that they have: $channels."
}

$before = @(Get-MaccorSession)
$sessions = Connect-Maccor -ComputerName @($rows.Session | Sort-Object -Unique)
try {
    $refused = @($rows | Test-MaccorTestStart | Where-Object { -not $_.CanStart })
    if ($refused) {
        $refused | ForEach-Object { Write-Warning "Channel $($_.Channel) of $($_.Session): $($_.Reason)" }
        $why = @($refused | ForEach-Object { "channel $($_.Channel) of $($_.Session): $($_.Reason)" }) -join '; '
        throw "$($refused.Count) of $($rows.Count) tests could not start ($why). None was started."
    }

    # The testers' check knows nothing of the limits, so all of them are set before the first start; -WhatIf tells of them with it.
    if (-not $WhatIfPreference) {
        $rows | Where-Object { $_.VoltageMin -or $_.VoltageMax -or $_.ChargeCurrentMax -or $_.DischargeCurrentMax } | Set-MaccorSafetyLimit
    }

    try {
        $rows | Start-MaccorTest -OutVariable started -ErrorAction Continue -ErrorVariable failed
    }
    finally {
        # However it ends: what runs is written down.
        if ($started) {
            $started | Export-Csv -LiteralPath "$Path.started.csv" -Append -NoTypeInformation
        }
    }

    if ($failed) {
        throw "$($failed.Count) of $($rows.Count) tests did not start as they should. What started is in $Path.started.csv."
    }
}
finally {
    # What was there before stays.
    $sessions | Where-Object { $_ -notin $before } | Disconnect-Maccor -WhatIf:$false -Confirm:$false
}
