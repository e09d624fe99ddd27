# A dry run refuses what the command itself would, and changes nothing.
BeforeDiscovery {
    $limits = '-VoltageMin 2.5 -VoltageMax 4.2 -ChargeCurrentMax 1 -DischargeCurrentMax 1'
    # Of what the command itself says, where that has another id: what it asked, and that it was refused.
    $cases = @(
        @{ Line = 'Set-MaccorDirectOutput 2 5'; Id = 'OutputBeyondLimits' }
        @{ Line = 'Set-MaccorDirectOutput 2 0.5 -Voltage 5'; Id = 'OutputBeyondLimits' }
        @{ Line = 'Set-MaccorDirectOutput 2 0.5 -CurrentRange 1'; Id = 'OutputBeyondSpecification' }
        @{ Line = 'Set-MaccorDirectOutput 2 0.5 -Power 3'; Id = 'QuantityNotActive' }
        @{ Line = 'Set-MaccorDirectOutput 4 0.5'; Id = 'VoltageRequired' }
        @{ Line = 'Set-MaccorDirectOutput 4 0'; Id = 'WrongState'; Itself = 'Refused' }
        @{ Line = "Start-MaccorDirectControl 3 $limits"; Id = 'ChannelBusy' }
        @{ Line = 'Start-MaccorTest 3 Rest'; Id = 'ChannelBusy' }
        @{ Line = "Set-MaccorSafetyLimit 1 $($limits -replace '4.2', '20')"; Id = 'LimitBeyondSpecification' }
        @{ Line = 'Resume-MaccorTest 3'; Id = 'WrongState'; Itself = 'Refused' }
        @{ Line = 'Suspend-MaccorTest 1'; Id = 'WrongState'; Itself = 'Refused' }
        @{ Line = 'Clear-MaccorChannel 3'; Id = 'TestRunning' }
        @{ Line = 'Select-MaccorChannel 3'; Id = 'WrongState'; Itself = 'ChannelNotSelectable' }
        @{ Line = 'Set-MaccorSmartBatterySetup 3 -DeviceAddress 22'; Id = 'WrongState'; Itself = 'Refused' }
        @{ Line = 'Receive-MaccorFile Procedure none.000 -Destination $TestDrive'; Id = 'TransferRefused' }
        @{ Line = "Receive-MaccorFile Procedure Rest.000 -Destination `$TestDrive/none/a.000"; Id = 'LocalFile' }
        @{ Line = 'Test-MaccorWatchdog 4 -WithinSeconds 0.1'; Id = 'WrongState'; Itself = 'Refused' }
        @{ Line = "Start-MaccorDirectControl 1 -TestName over $limits"; Id = 'Refused' }
        @{ Line = "Start-MaccorDirectControl 1 -TestName RUNS $limits"; Id = 'Refused' }
        @{ Line = 'Restart-MaccorTest 1 none.001 -CapacityAh 1 -KeepSafetyLimit'; Id = 'Refused' }
        @{ Line = 'Restart-MaccorTest 4 over.004 -CapacityAh 1 -KeepSafetyLimit -Procedure none'; Id = 'Refused' }
        @{ Line = 'Restart-MaccorTest 1 -Procedure none'; Id = 'Refused' }
        @{ Line = 'Restart-MaccorTest 1 -Procedure Rest -TestName over'; Id = 'Refused' }
        @{ Line = 'Restart-MaccorTest 1 -Procedure Rest -Chamber 99'; Id = 'Refused' }
        # Channel 3 runs a procedure: active, and not under direct control.
        @{ Line = 'Stop-MaccorDirectControl 3'; Id = 'WrongState'; Itself = 'Refused' }
        @{ Line = 'Stop-MaccorDirectControl 3 -Reset'; Id = 'WrongState'; Itself = 'Refused' }
        @{ Line = 'Set-MaccorDirectOutput 3 0.5 -Voltage 4'; Id = 'WrongState'; Itself = 'Refused' }
        @{ Line = 'Test-MaccorWatchdog 3 -WithinSeconds 0.1'; Id = 'WrongState'; Itself = 'Refused' }
        @{ Line = 'Invoke-MaccorControlLoop 3 { 0 } -DurationSeconds 60'; Id = 'WrongState'; Itself = 'Refused' }
        @{ Line = 'Invoke-MaccorControlLoop 4 { 0 } -DurationSeconds 60'; Id = 'WrongState'; Itself = 'DirectControlEnded' }
        @{ Line = 'Invoke-MaccorControlLoop 4 { 0 } -Variable VAR1 -SafeValue 0'; Id = 'WrongState'; Itself = 'TestNotActive' }
        @{ Line = 'Invoke-MaccorProfile 4 @{ Time = 0; Current = 0 }, @{ Time = 0.3 }'; Id = 'WrongState'; Itself = 'DirectControlEnded' }
        @{ Line = 'Clear-MaccorSmartBatteryScanList 3'; Id = 'WrongState'; Itself = 'Refused' }
        @{ Line = 'Save-MaccorSmartBatteryScanList 3'; Id = 'WrongState'; Itself = 'Refused' }
        @{ Line = 'Update-MaccorSmartBatteryHeader 3'; Id = 'WrongState'; Itself = 'Refused' }
        @{ Line = 'Set-MaccorSmartBatteryScanListEntry 3 0 -Name a'; Id = 'WrongState'; Itself = 'Refused' }
        @{ Line = 'Start-MaccorLog -Path $TestDrive/a.txt'; Id = 'UnknownLogFormat' }
        @{ Line = 'Start-MaccorLog -Path $TestDrive/none/a.csv'; Id = 'LogNotOpened' }
        @{ Line = 'Get-MaccorReading | Export-MaccorPlot $TestDrive/none/a.svg'; Id = 'PlotNotWritten' }
        @{ Line = 'Start-MaccorDashboard -Port $simulator.JsonPort'; Id = 'DashboardNotStarted' }
        @{ Line = 'Start-MaccorSimulator -BinaryPort $simulator.JsonPort'; Id = 'PortInUse' }
        @{ Line = 'Start-MaccorSimulator -JsonPort 45001 -BinaryPort 45001'; Id = 'PortInUse' }
        @{ Line = 'Start-MaccorSimulator -ProcedurePath $TestDrive/none'; Id = 'InvalidSimulator' }
        @{ Line = 'Start-MaccorSimulator -ReplayPath $TestDrive/none.txt'; Id = 'InvalidSimulator' }
        # The last, as one of them starts.
        @{ Line = '1, 1 | Start-MaccorTest Rest'; Id = 'ChannelBusy' }
    )
}

BeforeAll {
    Import-Module $env:MACNET_MODULE -Force
    $simulator = Start-MaccorSimulator -ChannelCount 4 -TransitionTimeMs 0
    $simulator.Tester.System.Options.DirectModeReadyAfter = [timespan]::Zero
    $session = $simulator | Connect-Maccor
    $limits = @{ VoltageMin = 2.5; VoltageMax = 4.2; ChargeCurrentMax = 1; DischargeCurrentMax = 1 }
    $null = Start-MaccorDirectControl 2 @limits -Confirm:$false -WarningAction Ignore
    $null = Start-MaccorTest 3 Rest @limits -TestName runs
    $null = Start-MaccorTest 4 Rest @limits -TestName over
    Suspend-MaccorTest 4
    Reset-MaccorChannel 4 -Confirm:$false

    # What the line gives, and its first error, one that ends it too.
    function Invoke-Line {
        param($Switch)
        try {
            $given = . ([scriptblock]::Create("$Line $Switch -ErrorAction SilentlyContinue -ErrorVariable problem"))
        }
        catch {
            $problem = $_
        }
        @{ Given = $given; Problem = @($problem)[0] }
    }
}

AfterAll {
    Disconnect-Maccor -Session $session
    Stop-MaccorSimulator $simulator
}

Describe 'With -WhatIf' {
    It '<Line> is refused as it is without' -ForEach $cases {
        $simulator.Tester.Requests.Clear()
        $dry = Invoke-Line '-WhatIf'
        $dry.Given | Should -BeNullOrEmpty
        $dry.Problem.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $changing = $simulator.Tester.Requests.All.Function | Where-Object { $_.Class -notin 1, 3, 4, 7 -and "$_" -notlike '(6, 1[12])*' }
        $changing | Should -BeNullOrEmpty
        (Invoke-Line '-Confirm:$false').Problem.FullyQualifiedErrorId | Should -BeLike "$(if ($Itself) { $Itself } else { $Id }),*"
    }
}
