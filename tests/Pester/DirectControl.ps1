# A tester whose channels are controlled directly: $simulator, its session 'direct', and $limits to start with. Dot-sourced by the tests.
Import-Module $env:MACNET_MODULE -Force
$simulator = Start-MaccorSimulator -ChannelCount 8 -TransitionTimeMs 0
$simulator.Tester.System.Options.DirectModeReadyAfter = [timespan]::Zero
$session = $simulator | Connect-Maccor -Name direct
$limits = @{ VoltageMax = 4.25; VoltageMin = 2.5; ChargeCurrentMax = 1; DischargeCurrentMax = 2; Confirm = $false }

# What the tester itself says, beside what the module reads.
function Get-Driven {
    param([int] $Channel)
    $simulator.Tester.Channels[$Channel].Read()
}

# Runs a script in a runspace of its own, which can be stopped as Ctrl+C does. It can wait there for what nothing stops.
function Elsewhere {
    param([string] $Script)
    $shell = [powershell]::Create()
    $release = [Threading.ManualResetEvent]::new($false)
    $null = $shell.AddScript('param($module, $release) Import-Module $module').AddArgument($env:MACNET_MODULE).AddArgument($release)
    $null = $shell.Invoke()
    $shell.Commands.Clear()
    $null = $shell.AddScript($Script)
    @{ Shell = $shell; Handle = $shell.BeginInvoke(); Release = $release }
}

function Clear-Bench {
    $simulator.Tester.Faults.Clear()
    Get-MaccorReading -Session direct | Where-Object State -NE Available | Reset-MaccorChannel -Confirm:$false
}
