BeforeAll {
    Import-Module $env:MACNET_MODULE -Force
}

Describe 'UDP' {
    BeforeEach {
        $simulator = Start-MaccorSimulator -ChannelCount 8 -TransitionTimeMs 0
        $session = $simulator | Connect-Maccor -Protocol Udp
        $faults = $simulator.Tester.Faults
        $requests = $simulator.Tester.Requests
    }

    AfterEach {
        Disconnect-Maccor -Session $session
        Stop-MaccorSimulator $simulator
    }

    It 'reads and commands as over any other way' {
        $session.Protocol | Should -Be 'Udp'
        $session.Port | Should -Be $simulator.UdpPort
        (Get-MaccorReading).Count | Should -Be 8
        (Get-MaccorChannelStatus 3).Channel | Should -Be 3
        (Get-MaccorAuxiliary 1).Unit | Should -Not -BeNullOrEmpty
        (Get-MaccorSystem).TestChannels | Should -Be 8
        (Test-MaccorConnection -Count 3).Returned | Should -Be 3
        $requests.All.Link | Sort-Object -Unique | Should -Be 'Udp'
    }

    It 'carries files' {
        $path = Join-Path $TestDrive 'w.mwf'
        [IO.File]::WriteAllBytes($path, [byte[]](1..250 * 5))
        Send-MaccorFile $path
        $back = Receive-MaccorFile Waveform w.mwf (Join-Path $TestDrive 'back.mwf')
        (Get-FileHash $back).Hash | Should -Be (Get-FileHash $path).Hash
        (Get-MaccorFile Waveform).Size | Should -Be 1250
    }

    It 'asks again what only reads' {
        $hasty = $simulator | Connect-Maccor -Name hasty -Protocol Udp -TimeoutSeconds 3
        $faults.Next([MacNet.VirtualTester.Faults.Fault]::Lost, [MacNet.Protocol.Messages.Functions]::Status)
        (Get-MaccorChannelStatus 2 -Session $hasty).Channel | Should -Be 2
        Disconnect-Maccor -Session $hasty
    }

    It 'does not give a command again' {
        $faults.Next([MacNet.VirtualTester.Faults.Fault]::Silence, [MacNet.Protocol.Messages.Functions]::SetVariable)
        $hasty = $simulator | Connect-Maccor -Name hasty -Protocol Udp -TimeoutSeconds 3
        Set-MaccorVariable 2 1 3.5 -Session $hasty -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'OutcomeUnknown,*'
        $requests.CountOf([MacNet.Protocol.Messages.Functions]::SetVariable) | Should -Be 1
        (Get-MaccorReading 2 -Session $hasty).State | Should -Be 'Available'
        Disconnect-Maccor -Session $hasty
    }

    It 'listens to nobody but the tester' {
        if ($IsMacOS) {
            Set-ItResult -Skipped -Because 'of 127.0.0.0/8 a Mac has only 127.0.0.1, unless told otherwise'
        }
        $faults.Always([MacNet.VirtualTester.Faults.Fault]::Stranger)
        (Get-MaccorReading).State | Sort-Object -Unique | Should -Be 'Available'
    }
}
