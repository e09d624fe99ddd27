BeforeAll {
    . "$PSScriptRoot/Shell.ps1"
    Import-Module $env:MACNET_MODULE -Force
    $simulator = Start-MaccorSimulator -Name rehearsal -ChannelCount 4 -Speed 0
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
