<#
.SYNOPSIS
Starts a batch of tests from a CSV file, a row for each channel, and writes beside it what was started.
.DESCRIPTION
The columns are the names of Start-MaccorTest's parameters: Session (the tester) and Channel, Procedure and TestName, and if wanted
Comment, CRate, Chamber, VoltageMin, VoltageMax, ChargeCurrentMax and DischargeCurrentMax. Nothing is started unless the testers would
take all of it.

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
    [string] $Path
)

$ErrorActionPreference = 'Stop'
$rows = @(Import-Csv -LiteralPath $Path)
$sessions = Connect-Maccor -ComputerName @($rows.Session | Select-Object -Unique)
try {
    $refused = @($rows | Test-MaccorTestStart | Where-Object { -not $_.CanStart })
    if ($refused) {
        $refused | ForEach-Object { Write-Warning "Channel $($_.Channel) of $($_.Session): $($_.Reason)" }
        throw "$($refused.Count) of $($rows.Count) tests could not start. None was started."
    }

    $started = $rows | Start-MaccorTest
    if ($started) {
        $started | Export-Csv -LiteralPath "$Path.started.csv" -NoTypeInformation
    }
    $started
}
finally {
    Disconnect-Maccor -Session $sessions
}
