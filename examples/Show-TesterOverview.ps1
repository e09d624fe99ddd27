<#
.SYNOPSIS
The morning's look at all testers: how many channels are in which state, and what needs somebody.
.EXAMPLE
./Show-TesterOverview.ps1 -ComputerName tester1, tester2
#>
param(
    [Parameter(Mandatory)]
    [string[]] $ComputerName,

    # Passed on to Connect-Maccor: ports, a credential, a timeout.
    [hashtable] $Connection = @{}
)

$sessions = Connect-Maccor -ComputerName $ComputerName @Connection
try {
    # A tester that is down costs an error, not the others' rows.
    $readings = Get-MaccorReading -Session $sessions

    $readings |
        Group-Object Session |
        ForEach-Object {
            [pscustomobject]@{
                Tester    = $_.Name
                Channels  = $_.Count
                Running   = @($_.Group | Where-Object State -EQ Active).Count
                Completed = @($_.Group | Where-Object State -EQ Completed).Count
                Free      = @($_.Group | Where-Object State -EQ Available).Count
                Problem   = @($_.Group | Where-Object State -EQ Problem).Count
            }
        }

    # What stopped by a problem, with the test that it stopped.
    foreach ($stopped in $readings | Where-Object State -EQ Problem) {
        $test = $stopped | Get-MaccorTest
        Write-Warning "$($stopped.Session), channel $($stopped.Channel): '$($test.TestName)' was stopped, $($stopped.Reason)."
    }
}
finally {
    $sessions | Disconnect-Maccor
}
