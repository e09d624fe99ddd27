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
        @{ Line = 'Test-MaccorWatchdog 4 -WithinSeconds 0.1'; Id = 'WrongState'; Itself = 'Refused' }
    )
}

BeforeAll {
    Import-Module $env:MACNET_MODULE -Force
    $simulator = Start-MaccorSimulator -ChannelCount 4 -TransitionTimeMs 0
    $simulator.Tester.System.Options.DirectModeReadyAfter = [timespan]::Zero
    $session = $simulator | Connect-Maccor
    $limits = @{ VoltageMin = 2.5; VoltageMax = 4.2; ChargeCurrentMax = 1; DischargeCurrentMax = 1 }
    $null = Start-MaccorDirectControl 2 @limits -Confirm:$false -WarningAction Ignore
    $null = Start-MaccorTest 3 Rest @limits
}

AfterAll {
    Disconnect-Maccor -Session $session
    Stop-MaccorSimulator $simulator
}

Describe 'With -WhatIf' {
    It '<Line> is refused as it is without' -ForEach $cases {
        $simulator.Tester.Requests.Clear()
        $dry = . ([scriptblock]::Create("$Line -WhatIf -ErrorAction SilentlyContinue -ErrorVariable problem"))
        $dry | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $simulator.Tester.Requests.All.Function | Where-Object { $_.Class -notin 1, 3, 4, 7 } | Should -BeNullOrEmpty
        $null = . ([scriptblock]::Create("$Line -Confirm:`$false -ErrorAction SilentlyContinue -ErrorVariable problem"))
        $problem[0].FullyQualifiedErrorId | Should -BeLike "$(if ($Itself) { $Itself } else { $Id }),*"
    }
}
