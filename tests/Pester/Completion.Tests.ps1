BeforeAll {
    Import-Module $env:MACNET_MODULE -Force

    function Completed {
        param([string] $Line)
        (TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches | ForEach-Object CompletionText
    }

    # The first answer of a tester may come after the prompt has gone on.
    function CompletedAtLast {
        param([string] $Line)
        foreach ($attempt in 1..1000) {
            $found = Completed $Line
            if ($found) {
                return $found
            }
            Start-Sleep -Milliseconds 50
        }
    }

    function Put {
        param([string] $Folder, [string] $Name)
        $simulator.Tester.Files.Write($Folder, $Name, [byte[]]::new(3))
    }
}

Describe 'Completion' {
    BeforeEach {
        $simulator = Start-MaccorSimulator -ChannelCount 12 -Name bench
        # So patient that a completion that waited for an answer would not end.
        $session = $simulator | Connect-Maccor -TimeoutSeconds 3600
    }

    AfterEach {
        $simulator.Tester.Faults.Clear()
        Disconnect-Maccor -Session $session
        Stop-MaccorSimulator $simulator
    }

    It 'knows the channels' {
        Completed 'Get-MaccorReading -Channel 1' | Should -Be '1', '10', '11', '12'
    }

    It 'knows the sessions and the virtual testers' {
        Completed 'Get-MaccorReading -Session be' | Should -Be 'bench'
        Completed 'Get-MaccorSimulator be' | Should -Be 'bench'
    }

    It 'knows the variables' {
        Completed 'Set-MaccorVariable 1 VAR1' | Should -Be 'VAR1', 'VAR10', 'VAR11', 'VAR12', 'VAR13', 'VAR14', 'VAR15'
        Completed 'Get-MaccorVariable 1 -Name VAR15' | Should -Be 'VAR15'
    }

    It 'asks the tester for its procedures, and quotes what needs it: <_>' -ForEach @(
        'Start-MaccorTest 1 -Procedure cc'
        'Start-MaccorTest 1 cc'
        "Test-MaccorTestStart 1 'cc"
        'Restart-MaccorTest 1 -Procedure cc'
        'Test-MaccorProcedure cc'
        'Start-MaccorTest 1 -Session bench -Procedure cc'
    ) {
        CompletedAtLast $_ | Sort-Object | Should -Be "'CC discharge'", "'CCCV charge'"
    }

    It 'asks a tester once for what it has just told' {
        $null = CompletedAtLast 'Start-MaccorTest 1 -Procedure cc'
        $asked = $session.MessagesSent
        Completed 'Start-MaccorTest 1 -Procedure full' | Should -Be "'Full cycle'"
        $session.MessagesSent | Should -Be $asked
    }

    It 'knows the tests that are archived' {
        Put Archive 'Cell 7.003'
        CompletedAtLast 'Restart-MaccorTest 3 -ArchivedTest Cell' | Should -Be "'Cell 7.003'"
        CompletedAtLast 'Test-MaccorTestName Cell' | Should -Be "'Cell 7'"
    }

    It 'knows the files of the type on the line' {
        Put Waveforms 'drive.mwf'
        Put Archive 'drive.001'
        CompletedAtLast 'Get-MaccorFile Waveform dri' | Should -Be 'drive.mwf'
        CompletedAtLast 'Receive-MaccorFile -Type Archive -Name dri' | Should -Be 'drive.001'
    }

    It 'does not wait for a tester that does not answer' {
        $simulator.Tester.Faults.Always([MacNet.VirtualTester.Faults.Fault]::Silence)
        Completed 'Start-MaccorTest 1 -Procedure cc' | Should -Not -Contain "'CCCV charge'"
    }

    It 'gives what it knew where the tester does not answer any more' {
        $null = CompletedAtLast 'Start-MaccorTest 1 -Procedure cc'
        $simulator.Tester.Faults.Always([MacNet.VirtualTester.Faults.Fault]::Silence)
        Completed 'Start-MaccorTest 1 -Procedure cccv' | Should -Be "'CCCV charge'"
    }

    It 'is silent where there is no session' {
        Disconnect-Maccor
        { Completed 'Start-MaccorTest 1 -Procedure cc' } | Should -Not -Throw
        { Completed 'Get-MaccorReading -Channel ' } | Should -Not -Throw
    }
}
