BeforeAll {
    Import-Module $env:MACNET_MODULE -Force
    $simulator = Start-MaccorSimulator -Name rehearsal -ChannelCount 4 -TransitionTimeMs 0 -Speed 0
    $session = $simulator | Connect-Maccor
}

AfterAll {
    Disconnect-Maccor -Session $session
    $simulator | Stop-MaccorSimulator
}

Describe 'Set-MaccorSimulatorChannel' {
    It 'heats a cell, and no other' {
        Set-MaccorSimulatorChannel 3 -Temperature 60
        $simulator.Tester.Channels[3].Cell.Temperature | Should -Be 60
        $simulator.Tester.Channels[2].Cell.Temperature | Should -Be 25
    }

    It 'takes a thermometer off and puts it on again' {
        Set-MaccorSimulatorChannel 1 -NoThermometer
        [float]::IsNaN((Get-MaccorAuxiliary 1)[0].Value) | Should -BeTrue
        Set-MaccorSimulatorChannel 1 -NoThermometer:$false
        (Get-MaccorAuxiliary 1)[0].Value | Should -Be 25
    }

    It 'fills a cell' {
        1..2 | Set-MaccorSimulatorChannel -StateOfCharge 0.8
        $simulator.Tester.Channels[2].Cell.StateOfCharge | Should -Be 0.8
    }

    It 'ends a test as a problem, with the reason' {
        $null = Start-MaccorTest 4 'CCCV charge'
        Set-MaccorSimulatorChannel 4 -Fault OverchargeSafety
        $status = Get-MaccorChannelStatus 4
        "$($status.State) $($status.Reason)" | Should -Be 'Problem OverchargeSafety'
        Reset-MaccorChannel 4 -Confirm:$false
    }

    It 'changes nothing with -WhatIf' {
        Set-MaccorSimulatorChannel 1 -Temperature 90 -Fault VoltageSafety -WhatIf
        $simulator.Tester.Channels[1].Cell.Temperature | Should -Be 25
        (Get-MaccorChannelStatus 1).State | Should -Be Available
    }

    It 'says which channel there is not, and sets the others' {
        Set-MaccorSimulatorChannel 9, 1 -StateOfCharge 0.3 -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem.Count | Should -Be 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'NoSuchSimulatorChannel,*'
        $simulator.Tester.Channels[1].Cell.StateOfCharge | Should -Be 0.3
    }
}

Describe 'Start-MaccorSimulator' {
    It 'has channels stand in states for a moment, which the cmdlets wait for' {
        $slow = Start-MaccorSimulator -ChannelCount 2
        $null = $slow | Connect-Maccor
        try {
            $null = Start-MaccorTest 1 'CCCV charge' -Session $slow.Name
            (Get-MaccorReading 1 -Session $slow.Name).State | Should -BeIn 'Start', 'Starting', 'Waiting'
            Suspend-MaccorTest 1 -Session $slow.Name
            (Get-MaccorReading 1 -Session $slow.Name).State | Should -Be Suspended
            Reset-MaccorChannel 1 -Session $slow.Name -Confirm:$false
            (Start-MaccorTest 1 'CCCV charge' -TestName again -Session $slow.Name).TestName | Should -Be again
        }
        finally {
            Disconnect-Maccor -Session $slow.Name
            $slow | Stop-MaccorSimulator
        }
    }
}

Describe 'Restart-MaccorSimulator' {
    It 'leaves a test that ran in PowerFail, undriven, with a file that has no end' {
        $null = Start-MaccorTest 2 'CCCV charge' -TestName interrupted
        Restart-MaccorSimulator rehearsal
        $status = Get-MaccorChannelStatus 2
        $status.State | Should -Be PowerFail
        $status.Current | Should -Be 0
        (Get-MaccorChannelStatus 1).State | Should -Be Available
        { Resume-MaccorTest 2 -Confirm:$false -ErrorAction Stop } | Should -Throw
        Reset-MaccorChannel 2 -Confirm:$false
        (Get-MaccorFile -Type Archive).Name | Should -Contain 'interrupted.002'
    }
}

Describe 'Get-MaccorInterruptedTest' {
    BeforeAll {
        $run = @{ CapacityAh = 0.5; VoltageMin = 2.5; VoltageMax = 4.25; ChargeCurrentMax = 1; DischargeCurrentMax = 1 }
        $record = 1, 3 | Start-MaccorTest -Procedure 'CCCV charge' -TestName 'Cell {channel}' @run
        $current = (Get-MaccorChannelStatus 3).Current
        $record | Export-Csv -LiteralPath "$TestDrive/started.csv" -NoTypeInformation
        Restart-MaccorSimulator rehearsal
    }

    It 'tells what a power failure has cut off, and how to go on' {
        $found = @(Get-MaccorInterruptedTest)
        $found.ArchivedTest | Should -Be 'Cell 1.001', 'Cell 3.003'
        $found.CapacityAh | Should -Be 0.5, 0.5
        $found.Step | Should -Be 1, 1
        { Start-MaccorTest 1 Rest -ErrorAction Stop } | Should -Throw -ErrorId 'TestInterrupted,*'
    }

    It 'goes down the pipeline to Restart-MaccorTest with all that the test had' {
        Get-MaccorInterruptedTest 3 | Restart-MaccorTest -WhatIf
        (Get-MaccorChannelStatus 3).State | Should -Be PowerFail
        $restarted = Get-MaccorInterruptedTest 3 | Restart-MaccorTest
        "$($restarted.TestName) $($restarted.CapacityAh) $($restarted.VoltageMax)" | Should -Be 'Cell 3 0.5 4.25'
        $status = Get-MaccorChannelStatus 3
        "$($status.State) $($status.Current)" | Should -Be "Active $current"
        $simulator.Tester.Channels[3].SafetyLimits.VoltageMax | Should -Be 4.25
    }

    It 'asks for what another session does not know, which the record of the start tells' {
        $other = $simulator | Connect-Maccor -Name other
        try {
            Get-MaccorInterruptedTest -Session other | Restart-MaccorTest -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'ArchivedTestNotKnown,*'
            $found = Get-MaccorInterruptedTest -Session other
            $found.IsKnown | Should -BeFalse
            $restarted = Import-Csv -LiteralPath "$TestDrive/started.csv" | Where-Object DataFile -EQ $found.ArchivedTest |
                Restart-MaccorTest -Session other
            "$($restarted.TestName) $($restarted.CapacityAh) $($restarted.VoltageMax)" | Should -Be 'Cell 1 0.5 4.25'
        }
        finally {
            Disconnect-Maccor -Session $other
        }
    }

    It 'is warned by Restart-MaccorTest of variables that are not as they were' {
        Set-MaccorVariable 4 VAR1 0.25
        $null = Start-MaccorTest 4 'VAR charge' -TestName Steered @run
        Restart-MaccorSimulator rehearsal
        $found = Get-MaccorInterruptedTest 4
        $found | Restart-MaccorTest -WhatIf -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike "*channel 4 of tester*'Steered.004'*VAR1 was 0.25*"
        $found.Variables | Set-MaccorVariable
        $null = $found | Restart-MaccorTest -WarningVariable warned
        $warned | Should -BeNullOrEmpty
        (Get-MaccorChannelStatus 4).Current | Should -BeGreaterThan 0.2
    }
}
