# Testers that are remembered under names.
BeforeAll {
    Import-Module $env:MACNET_MODULE -Force
    $before = $env:MACNET_TESTERS
    $simulator = Start-MaccorSimulator -ChannelCount 3
    $ports = @{ JsonPort = $simulator.JsonPort; BinaryPort = $simulator.BinaryPort; UdpPort = $simulator.UdpPort }

    function Completed {
        param([string] $Line)
        @((TabExpansion2 $Line $Line.Length).CompletionMatches | ForEach-Object CompletionText)
    }
}

AfterAll {
    $env:MACNET_TESTERS = $before
    Stop-MaccorSimulator $simulator
}

Describe 'A tester that is remembered' {
    BeforeEach {
        $env:MACNET_TESTERS = Join-Path $TestDrive "$([guid]::NewGuid())/testers.json"
    }

    AfterEach {
        Get-MaccorSession | Disconnect-Maccor
    }

    It 'is connected by its name, with the ports that are remembered' {
        Register-MaccorTester 'Lab 1' -ComputerName 127.0.0.1 @ports
        $session = Connect-Maccor 'lab 1'
        $session.Name, $session.ComputerName | Should -BeExactly 'Lab 1', '127.0.0.1'
        $session.JsonPort, $session.BinaryPort | Should -Be $simulator.JsonPort, $simulator.BinaryPort
        Connect-Maccor 'lab 1' | Should -Be $session
        (Get-MaccorTester | Connect-Maccor -Protocol Binary -TimeoutSeconds 9).Protocol | Should -Be 'Binary'
        Connect-Maccor 'Lab 1' -JsonPort 1 -Name other -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].CategoryInfo.Category | Should -Be 'ConnectionError'
    }

    It 'is completed' {
        Register-MaccorTester 'Lab 1' -ComputerName 127.0.0.1
        Completed 'Connect-Maccor ' | Should -Contain "'Lab 1'"
        Completed 'Unregister-MaccorTester l' | Should -Be "'Lab 1'"
    }

    It 'is replaced with -Force alone, and forgotten' {
        Register-MaccorTester a one
        Register-MaccorTester A two -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'TesterExists,*'
        (Get-MaccorTester a).ComputerName | Should -Be 'one'
        (Register-MaccorTester A two -Force -PassThru).ComputerName | Should -Be 'two'
        Register-MaccorTester b -WhatIf
        Unregister-MaccorTester b, * -WhatIf -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'NoSuchTester,*'
        @(Get-MaccorTester).Count | Should -Be 1
        Get-MaccorTester a | Unregister-MaccorTester
        Get-MaccorTester | Should -BeNullOrEmpty
    }

    It 'is no name that means several, and no address with a port in it' {
        foreach ($wrong in @{ Name = 'a*' }, @{ Name = 'a'; ComputerName = '10.0.0.1:57570' }, @{ Name = ' ' }) {
            Register-MaccorTester @wrong -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'InvalidAddress,*'
        }
        Test-Path $env:MACNET_TESTERS | Should -BeFalse
    }

    It 'is said to be unknown where the file is none, which stays as it is' {
        $null = New-Item -ItemType File -Force $env:MACNET_TESTERS -Value 'no json'
        Register-MaccorTester a -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'TestersFile,*'
        Get-MaccorTester -ErrorAction SilentlyContinue -ErrorVariable problem | Should -BeNullOrEmpty
        $problem[0].TargetObject | Should -Be $env:MACNET_TESTERS
        (Connect-Maccor 127.0.0.1 @ports).IsConnected | Should -BeTrue
        Get-Content $env:MACNET_TESTERS | Should -Be 'no json'
    }
}
