<#
.SYNOPSIS
Starts the tests of a CSV file: a row for each channel, with the columns that Start-MaccorTest's parameters are called.
.DESCRIPTION
Session, Channel, TestName, Procedure, and as many more as are wanted: Comment, CRate, VoltageMax, VoltageMin, ChargeCurrentMax ...
All rows are checked first. If one could not start, nothing is started.
.EXAMPLE
./Start-Batch.ps1 -Path batch.csv
#>
param(
    [Parameter(Mandatory)]
    [string] $Path
)

$rows = Import-Csv $Path
$failed = @($rows | Test-MaccorTestStart | Where-Object CanStart -EQ $false)
if ($failed) {
    $failed | ForEach-Object { Write-Warning "$($_.Session), channel $($_.Channel): $($_.Reason)" }
    throw "$($failed.Count) of $(@($rows).Count) tests could not start; none was started."
}

$rows | Start-MaccorTest -Confirm:$false
