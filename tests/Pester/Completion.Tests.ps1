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

    It 'knows the logs of this process' {
        $log = Start-MaccorLog -Name 'night log' -ScriptBlock { }
        try {
            'Get-MaccorLog n', 'Stop-MaccorLog n', 'Get-MaccorLogReading -Name n', 'Register-MaccorAlert -LogName n' |
                ForEach-Object { Completed $_ } | Should -Be (, "'night log'" * 4)
        }
        finally {
            $log | Stop-MaccorLog
        }
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

    It 'completes files where a path is asked for, and nowhere else' {
        $common = [System.Management.Automation.PSCmdlet]::CommonParameters + 'WhatIf', 'Confirm'
        $null = New-Item (Join-Path $TestDrive 'here.txt')
        Push-Location $TestDrive
        try {
            foreach ($cmdlet in Get-Command -Module MacNet -CommandType Cmdlet) {
                foreach ($parameter in $cmdlet.Parameters.Values | Where-Object { $_.Name -notin $common -and -not $_.SwitchParameter }) {
                    $isFile = @(Completed "$cmdlet -$($parameter.Name) here") -like '*here.txt'
                    [bool] $isFile | Should -Be ($parameter.Name -match 'Path$|^Destination$') -Because "$cmdlet -$($parameter.Name)"
                }
            }
        }
        finally {
            Pop-Location
        }
    }

    It 'gives names alone where an argument may be that of several parameters, before a prompt that ends of anything else' {
        $null = CompletedAtLast 'Start-MaccorTest 1 -Procedure cc'
        Completed 'Start-MaccorTest r' | Should -Be 'Rest'
        Completed '1 | Start-MaccorTest r' | Should -Be 'Rest'
        Completed '1 | Set-MaccorVariable VAR15' | Should -Be 'VAR15'
        foreach ($cmdlet in Get-Command -Module MacNet -CommandType Cmdlet) {
            foreach ($line in "$cmdlet", "1 | $cmdlet", "$cmdlet 1", "1 | $cmdlet VAR1") {
                '', ' ', ' 1', ' R', ' VAR1' | Where-Object { $null -in @(Completed "$line$_") } | Should -BeNullOrEmpty -Because $line
            }
        }
    }

    It 'completes one word of a line after another, as an editor asks' {
        $tokens = $null
        $line = 'Get-MaccorReading 12 -Session bench'
        $read = [System.Management.Automation.Language.Parser]::ParseInput($line, [ref] $tokens, [ref] $null)
        $start = $read.Extent.StartScriptPosition
        $moved = $start.GetType().GetMethod('CloneWithNewOffset', [Reflection.BindingFlags] 'Instance, NonPublic')
        $found = foreach ($cursor in $line.Length, 20, $line.Length) {
            $position = $moved.Invoke($start, @($cursor))
            (TabExpansion2 -ast $read -tokens $tokens -positionOfCursor $position).CompletionMatches.CompletionText
        }
        $found | Should -Be 'bench', '12', 'bench'
    }

    It 'is silent where there is no session' {
        Disconnect-Maccor
        { Completed 'Start-MaccorTest 1 -Procedure cc' } | Should -Not -Throw
        { Completed 'Get-MaccorReading -Channel ' } | Should -Not -Throw
    }
}

Describe 'A name is text' {
    BeforeAll {
        $simulator = Start-MaccorSimulator -ChannelCount 4 -Name names
        $null = $simulator | Connect-Maccor
    }

    AfterAll {
        Disconnect-Maccor names
        Stop-MaccorSimulator names
    }

    It 'completes <_> to one string' -ForEach @(
        "x$([char]0x2019); calc; $([char]0x2018)y", "$([char]0x201A); calc", "$([char]0x201B)",
        '-Force', '@x', '$x', 'a`b', 'a,b', '(x)', '1e3', '007', '12345678901', "it's"
    ) {
        Connect-Maccor -ComputerName $simulator.ComputerName -JsonPort $simulator.JsonPort -BinaryPort $simulator.BinaryPort -Name $_ |
            Out-Null
        try {
            $found = @(Completed 'Get-MaccorReading -Session ' | Where-Object { $_ -ne 'names' })
            $found.Count | Should -Be 1
            $read = [System.Management.Automation.Language.Parser]::ParseInput($found[0], [ref] $null, [ref] $null)
            $read.EndBlock.Statements[0].PipelineElements[0].Expression.Value | Should -BeExactly $_
        }
        finally {
            Get-MaccorSession | Where-Object Name -NE names | Disconnect-Maccor
        }
    }

    It 'completes what MacNet has: classes, their functions, current ranges' {
        Completed 'Invoke-MaccorFunction ' | Should -Contain '6'
        Completed 'Invoke-MaccorFunction 8 ' | Should -Be '1', '2'
        Completed 'Set-MaccorDirectOutput 1 1 -CurrentRange ' | Should -Be '1', '2', '3', '4'
    }

    It 'shows an escape sequence as text' {
        $text = "red$([char] 27)[31m$([char] 0x202E)"
        Get-MaccorReading -Session $text -ErrorAction SilentlyContinue -ErrorVariable problem
        $shown = $problem[0] | Out-String
        $shown | Should -BeLike '*red\u001B*31m\u202E*'
        $problem[0].TargetObject | Should -BeExactly $text
        $test = Get-MaccorTest 1 -Session names
        $test.GetType().GetProperty('TestName').SetValue($test, $text)
        $test | Format-Table | Out-String | Should -BeLike '*red\u001B`[31m\u202E*'
        $test.TestName | Should -BeExactly $text
    }

    It 'passes each channel on before the next one is read' {
        Get-MaccorReading 1-3 -Session names -PipelineVariable reading | Get-MaccorTest -Session names |
            ForEach-Object { "$($reading.Channel)=$($_.Channel)" } | Should -Be '1=1', '2=2', '3=3'
        foreach ($one in @{ Stream = $true }, @{ Detail = $true }) {
            1..3 | ForEach-Object { $_ } -PipelineVariable asked | Get-MaccorReading -Session names @one |
                ForEach-Object { "$asked=$($_.Channel)" } | Should -Be '1=1', '2=2', '3=3'
        }
    }

    It 'refuses a channel that is null before anything is sent' {
        $before = $simulator.Tester.Requests.Count
        { Get-MaccorReading 1, $null -Session names } | Should -Throw '*is null*'
        $simulator.Tester.Requests.Count | Should -Be $before
    }

    It 'starts a virtual tester for each name that is piped in' {
        ('piped1', 'piped2' | Start-MaccorSimulator -ChannelCount 1).Name | Should -Be 'piped1', 'piped2'
        Stop-MaccorSimulator piped1, piped2
    }
}
