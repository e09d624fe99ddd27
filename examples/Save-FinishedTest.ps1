<#
.SYNOPSIS
Fetches the data files of the tests that have ended, and archives those that have completed: the job of a scheduled task, which asks nobody.
.DESCRIPTION
Tests that were stopped by a problem stay on their channels for a person to see; their files are fetched once all the same. What was done is
added to archive.csv in the folder. What could not be fetched stands in pending.csv: the next run fetches it, and the exit code is 1 until
then. A file of the same name that is in the folder already is never replaced: the new one gets a number, as in 'Cell 1 (2).001'.

Windows:

    $action = New-ScheduledTaskAction -Execute pwsh -Argument '-NoProfile -File C:\Lab\Save-FinishedTest.ps1 tester1 -Destination D:\Data'
    Register-ScheduledTask -TaskName 'Archive tests' -Action $action -Trigger (New-ScheduledTaskTrigger -Daily -At 6am)

Linux, in crontab: 0 6 * * * pwsh -NoProfile -File /lab/Save-FinishedTest.ps1 tester1 -Destination /data
.EXAMPLE
./Save-FinishedTest.ps1 -ComputerName tester1, tester2 -Destination D:\Data
#>
#Requires -Modules MacNet
param(
    [Parameter(Mandatory = $true, Position = 0)]
    [Alias('CN')]
    [string[]] $ComputerName,
    [Parameter(Mandatory = $true, Position = 1)]
    [string] $Destination
)

# `pwsh -File` gives several names as one text.
$ComputerName = @($ComputerName -split '\s*,\s*' | Where-Object { $_ })
$archive, $pending = 'archive.csv', 'pending.csv' | ForEach-Object { Join-Path $Destination $_ }

function Export-Pending {
    param($Test)
    if ($Test) {
        $Test | Export-Csv -LiteralPath $pending -NoTypeInformation
    }
    else {
        Remove-Item -LiteralPath $pending -ErrorAction Ignore
    }
}

# The data file has the test's name, and the channel for its extension.
function Get-DataFileName {
    param($Test, $Copy)
    '{0}{1}.{2:000}' -f $Test.TestName, $(if ($Copy -gt 1) { " ($Copy)" }), [int] $Test.Channel
}

# What tells a test, and where the tester has its file: one that was stopped by a problem is not archived.
$columns = 'Session', 'Channel', 'TestName', 'Procedure', 'EndNumber'
$archived, $active = 'Archive', 'Active' | ForEach-Object { @{ n = 'Type'; e = [scriptblock]::Create("'$_'") } }

function Test-Fetched {
    param($Test, $Known)
    $same = $Known | Where-Object { $_.Session -eq $Test.Session -and $_.Channel -eq $Test.Channel -and $_.TestName -ceq $Test.TestName }
    [bool] $same
}

$null = New-Item -ItemType Directory -Force -Path $Destination
$before = @(Get-MaccorSession)
$sessions = @(Connect-Maccor -ComputerName $ComputerName)
try {
    # Written down before it is archived, for then its channel tells of it no more.
    $ended = @(if ($sessions) { Get-MaccorReading -Session $sessions | Where-Object State -In Completed, Problem })
    $finished = @($ended | Where-Object State -EQ Completed | Get-MaccorTest)
    $known = @(if (Test-Path -LiteralPath $archive) { Import-Csv -LiteralPath $archive | Where-Object Type -EQ Active })
    $stopped = @($ended | Where-Object State -EQ Problem | Get-MaccorTest | Where-Object { $_.TestName -and -not (Test-Fetched $_ $known) })
    $tests = @(
        if (Test-Path -LiteralPath $pending) { Import-Csv -LiteralPath $pending }
        $finished | Select-Object @($columns + $archived)
        $stopped | Select-Object @($columns + $active)
    ) | Sort-Object Session, { [int] $_.Channel }, TestName, Type -Unique
    Export-Pending $tests
    $finished | Clear-MaccorChannel -Confirm:$false

    foreach ($test in $tests | Where-Object Session -In $sessions.Name) {
        $folder = New-Item -ItemType Directory -Force -Path (Join-Path $Destination $test.Session)
        $copy = 1
        while (Test-Path -LiteralPath ($path = Join-Path $folder.FullName (Get-DataFileName $test $copy))) {
            $copy++
        }
        $file = Receive-MaccorFile $test.Type (Get-DataFileName $test) -Session $test.Session -Destination $path -Confirm:$false
        if ($file) {
            $done = $test | Select-Object *, @{ n = 'File'; e = { $file.FullName } }
            $done | Export-Csv -LiteralPath $archive -Append -NoTypeInformation
            $done
            $tests = @($tests | Where-Object { $_ -ne $test })
            Export-Pending $tests
        }
    }
}
finally {
    # What was there before stays.
    $sessions | Where-Object { $_ -notin $before } | Disconnect-Maccor
}

if ($tests -or $sessions.Count -lt $ComputerName.Count) {
    exit 1
}
