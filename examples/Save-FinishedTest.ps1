<#
.SYNOPSIS
Archives the tests that have completed and fetches their data files: the job of a scheduled task, which asks nobody.
.DESCRIPTION
Tests that were stopped by a problem stay on their channels for a person to see. What was done is added to archive.csv in the folder.
What could not be fetched stands in pending.csv: the next run fetches it, and the exit code is 1 until then. A file of the same name
that is in the folder already is never replaced: move it away.

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

$null = New-Item -ItemType Directory -Force -Path $Destination
$sessions = @(Connect-Maccor -ComputerName $ComputerName)
try {
    # Written down before it is archived, for then its channel tells of it no more.
    $finished = @(if ($sessions) { Get-MaccorReading -Session $sessions | Where-Object State -EQ Completed | Get-MaccorTest })
    $tests = @(
        if (Test-Path -LiteralPath $pending) { Import-Csv -LiteralPath $pending }
        $finished | Select-Object Session, Channel, TestName, Procedure, EndNumber
    ) | Sort-Object Session, { [int] $_.Channel }, TestName -Unique
    Export-Pending $tests
    $finished | Clear-MaccorChannel -Confirm:$false

    foreach ($test in $tests | Where-Object Session -In $sessions.Name) {
        $folder = New-Item -ItemType Directory -Force -Path (Join-Path $Destination $test.Session)
        # The data file has the test's name, and the channel for its extension.
        $name = '{0}.{1:000}' -f $test.TestName, [int] $test.Channel
        $file = Receive-MaccorFile Archive $name -Session $test.Session -Destination $folder.FullName -Confirm:$false
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
    if ($sessions) {
        Disconnect-Maccor -Session $sessions
    }
}

if ($tests -or $sessions.Count -lt $ComputerName.Count) {
    exit 1
}
