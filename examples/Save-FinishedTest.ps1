<#
.SYNOPSIS
Archives the tests that have completed and fetches their data files: the job of a scheduled task, which asks nobody.
.DESCRIPTION
Tests that were stopped by a problem stay on their channels for a person to see. What was done is added to archive.csv in the folder.

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

$sessions = Connect-Maccor -ComputerName $ComputerName
try {
    $finished = Get-MaccorReading -Session $sessions | Where-Object State -EQ Completed | Get-MaccorTest
    foreach ($test in $finished) {
        $folder = New-Item -ItemType Directory -Force -Path (Join-Path $Destination $test.Session)
        $test | Clear-MaccorChannel -Confirm:$false
        # The data file has the test's name, and the channel for its extension.
        $name = '{0}.{1:000}' -f $test.TestName, $test.Channel
        $file = Receive-MaccorFile Archive $name -Session $test.Session -Destination $folder.FullName -Force -Confirm:$false
        $done = $test | Select-Object Session, Channel, TestName, Procedure, EndNumber, @{ n = 'File'; e = { $file.FullName } }
        $done | Export-Csv -LiteralPath (Join-Path $Destination 'archive.csv') -Append -NoTypeInformation
        $done
    }
}
finally {
    Disconnect-Maccor -Session $sessions
}
