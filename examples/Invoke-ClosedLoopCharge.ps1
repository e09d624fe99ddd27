<#
.SYNOPSIS
A charge that a script closes the loop of: the current falls as the voltage rises. However it ends, the cell is set to rest.
.EXAMPLE
./Invoke-ClosedLoopCharge.ps1 -Channel 6 -MaximumCurrent 2
#>
param(
    [Parameter(Mandatory)]
    [int] $Channel,

    [string] $Session,

    # A: what the charge begins with.
    [double] $MaximumCurrent = 2,

    # A: what it ends with.
    [double] $EndCurrent = 0.1,

    # V: where it ends.
    [double] $EndVoltage = 4.2,

    [double] $IntervalSeconds = 1
)

$cell = @{ Channel = $Channel }
if ($Session) {
    $cell.Session = $Session
}

# The tester's own limits stand behind the script's.
$limits = @{
    VoltageMin          = 2.5
    VoltageMax          = $EndVoltage + 0.05
    ChargeCurrentMax    = $MaximumCurrent
    DischargeCurrentMax = 0.1
}
Start-MaccorDirectControl @cell @limits -Confirm:$false | Out-Null

# Full current up to 3.8 V, then in proportion to what is left.
function Get-ChargeCurrent {
    param([double] $Voltage)
    $left = ($EndVoltage - $Voltage) / ($EndVoltage - 3.8)
    $MaximumCurrent * [Math]::Max(0.0, [Math]::Min(1.0, $left))
}

# Where that comes down to the end current.
$endsAt = $EndVoltage - ($EndVoltage - 3.8) * $EndCurrent / $MaximumCurrent

try {
    Invoke-MaccorControlLoop @cell -IntervalSeconds $IntervalSeconds -Until { $_.Voltage -ge $endsAt } -ScriptBlock {
        param($status)
        @{ Current = Get-ChargeCurrent $status.Voltage; Voltage = $EndVoltage }
    }
}
finally {
    Stop-MaccorDirectControl @cell -Reset
}
