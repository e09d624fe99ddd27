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
    [string] $ComputerName,
    [Parameter(Mandatory = $true, Position = 1)]
    [int] $Channel,
    # The largest current, in A.
    [double] $Current = 1,
    # The voltage to charge to, in V.
    [double] $Voltage = 4.1,
    # From this temperature on the current falls, to none 10 degrees C above it.
    [double] $WarmFrom = 35,
    [double] $IntervalSeconds = 1,
    # How long to charge at most, in s.
    [double] $DurationSeconds = 7200
)

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

    $limits = @{ VoltageMin = 2.5; VoltageMax = $Voltage + 0.1; ChargeCurrentMax = $Current * 1.1; DischargeCurrentMax = $Current * 1.1 }
    $control = Start-MaccorDirectControl $Channel -Session $session @limits -Confirm:$false
    $tooWarmFrom = $WarmFrom + 10
    $control | Invoke-MaccorControlLoop -IntervalSeconds $IntervalSeconds -DurationSeconds $DurationSeconds -ScriptBlock {
        $warmest = Get-Warmest
        $share = if ($null -eq $warmest) { 0 } else { [math]::Min(1.0, [math]::Max(0.0, ($tooWarmFrom - $warmest) / 10.0)) }
        @{ Current = $Current * $share; Voltage = $Voltage }
    } -Until { $_.Voltage -ge $Voltage - 0.005 -and $_.Current -gt 0 -and $_.Current -lt $Current / 20 }
    $control | Stop-MaccorDirectControl -Reset
}
finally {
    # Whatever happened: the cell is at rest. What was connected before stays so.
    if ($control) {
        $control | Set-MaccorDirectOutput -Current 0 -ErrorAction SilentlyContinue
    }
    $session | Where-Object { $_ -notin $before } | Disconnect-Maccor
}
