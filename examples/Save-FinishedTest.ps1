<#
.SYNOPSIS
For a scheduled task at night: archives every test that is complete and brings its data file here.
.EXAMPLE
pwsh -NoProfile -File Save-FinishedTest.ps1 -ComputerName tester1, tester2 -Destination D:\Data
#>
param(
    [Parameter(Mandatory)]
    [string[]] $ComputerName,

    [Parameter(Mandatory)]
    [string] $Destination,

    # Passed on to Connect-Maccor: ports, a credential, a timeout.
    [hashtable] $Connection = @{}
)

$sessions = Connect-Maccor -ComputerName $ComputerName @Connection
try {
    $tests = Get-MaccorReading -Session $sessions | Where-Object State -EQ Completed | Get-MaccorTest
    $tests | Clear-MaccorChannel -Confirm:$false
    foreach ($test in $tests) {
        # The data file carries the test's name, and its channel as extension.
        Receive-MaccorFile Archive "$($test.TestName).*" -Session $test.Session -Destination $Destination
    }
}
finally {
    $sessions | Disconnect-Maccor
}
