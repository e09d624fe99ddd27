<#
.SYNOPSIS
Charges a cell in a closed loop: full current while it is cool and low, less of it the warmer it is and the nearer to its voltage.
.DESCRIPTION
The tester watches the safety limits itself. However the script ends, the cell is at rest. It charges nothing whose temperature nobody
measures: a channel without a thermometer is refused, and while the thermometer gives nothing the cell rests.
.EXAMPLE
./Invoke-GentleCharge.ps1 -ComputerName tester1 -Channel 6 -Current 1 -Voltage 4.1 | Export-Csv charge.csv
#>
#Requires -Modules MacNet
param(
    [Parameter(Mandatory = $true, Position = 0)]
    [Alias('CN')]
    [ValidatePattern('^[^,]+$')]
    [string] $ComputerName,
    # `pwsh -File` gives texts, and as [double] PowerShell would read 3 of '0,3': numbers are read strictly.
    [Parameter(Mandatory = $true, Position = 1)]
    [ValidatePattern('^\d+$')]
    $Channel,
    # The largest current, in A.
    [ValidatePattern('^\d+(\.\d+)?$')]
    $Current = 1,
    # The voltage to charge to, in V.
    [ValidatePattern('^\d+(\.\d+)?$')]
    $Voltage = 4.1,
    # From this temperature on the current falls, to none 10 degrees C above it.
    [ValidatePattern('^\d+(\.\d+)?$')]
    $WarmFrom = 35,
    [ValidatePattern('^\d+(\.\d+)?$')]
    $IntervalSeconds = 1,
    # How long to charge at most, in s.
    [ValidatePattern('^\d+(\.\d+)?$')]
    $DurationSeconds = 7200
)

[double] $most, [double] $goal, [double] $warm = $Current, $Voltage, $WarmFrom

# The highest temperature around the cell, in degrees C; nothing where none is measured.
function Get-Warmest {
    $temperatures = Get-MaccorAuxiliary $Channel -Session $session | Where-Object { $_.Unit -eq 'C' -and $_.Value -gt -273.15 }
    $temperatures | ForEach-Object Value | Sort-Object | Select-Object -Last 1
}

$ErrorActionPreference = 'Stop'
$before = @(Get-MaccorSession)
$session = Connect-Maccor -ComputerName $ComputerName
$control = $null
try {
    if ($null -eq (Get-Warmest)) {
        throw "Channel $Channel of $ComputerName has no thermometer (see Get-MaccorAuxiliary $Channel); nothing was started."
    }

    $limits = @{ VoltageMin = 2.5; VoltageMax = $goal + 0.1; ChargeCurrentMax = $most * 1.1; DischargeCurrentMax = $most * 1.1 }
    $control = Start-MaccorDirectControl $Channel -Session $session @limits -Confirm:$false
    $tooWarmFrom = $warm + 10
    $control | Invoke-MaccorControlLoop -IntervalSeconds $IntervalSeconds -DurationSeconds $DurationSeconds -ScriptBlock {
        $warmest = Get-Warmest
        $share = if ($null -eq $warmest) { 0 } else { [math]::Min(1.0, [math]::Max(0.0, ($tooWarmFrom - $warmest) / 10.0)) }
        @{ Current = $most * $share; Voltage = $goal }
    } -Until { $_.Voltage -ge $goal - 0.005 -and $_.Current -gt 0 -and $_.Current -lt $most / 20 }
    $control | Stop-MaccorDirectControl -Reset
}
finally {
    # Whatever happened: the cell is at rest. What was connected before stays so.
    if ($control) {
        $control | Set-MaccorDirectOutput -Current 0 -ErrorAction SilentlyContinue
    }
    $session | Where-Object { $_ -notin $before } | Disconnect-Maccor
}
