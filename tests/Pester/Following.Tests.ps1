BeforeAll {
    Import-Module $env:MACNET_MODULE -Force

    # A pipeline in a runspace of its own, that can be stopped as by Ctrl+C.
    function Invoke-InBackground {
        param([string] $Line)

        $shell = [powershell]::Create()
        $null = $shell.AddScript("Import-Module '$env:MACNET_MODULE'; $Line")
        $null = $shell.BeginInvoke()
        $shell
    }
}

Describe 'Following channels' {
    BeforeEach {
        $simulator = Start-MaccorSimulator -ChannelCount 8 -TransitionTimeMs 0 -Speed 0
        $session = $simulator | Connect-Maccor -Name bench
    }

    AfterEach {
        Disconnect-Maccor -Session $session
        $simulator | Stop-MaccorSimulator
    }

    Context 'Wait-MaccorChannel' {
        It 'emits each channel when its test has ended' {
            $started = 1..3 | Start-MaccorTest -Procedure Rest
            $simulator.Speed = 600
            $ended = $started | Wait-MaccorChannel -IntervalSeconds 0.1 -TimeoutSeconds 60
            $ended.Channel | Sort-Object | Should -Be 1, 2, 3
            $ended.State | Should -Be 'Completed', 'Completed', 'Completed'
        }

        It 'gives channels without a test at once' {
            (Wait-MaccorChannel -TimeoutSeconds 60).Channel | Should -Be (1..8)
        }

        It 'warns of a problem' {
            Start-MaccorTest 1 Rest | Out-Null
            $simulator.Tester.Channels[1].Fail('LostCurrentControl')
            $ended = Wait-MaccorChannel 1 -TimeoutSeconds 60 -WarningVariable warning -WarningAction SilentlyContinue
            $ended.State | Should -Be 'Problem'
            "$warning" | Should -BeLike '*channel 1 of tester *bench*Problem*LostCurrentControl*'
            $ended = Wait-MaccorChannel 1 -State Completed -TimeoutSeconds 60 -WarningVariable warning -WarningAction SilentlyContinue
            $warning.Count | Should -Be 1
            $null = Wait-MaccorChannel 1 -State Problem -TimeoutSeconds 60 -WarningVariable warning
            $warning.Count | Should -Be 0
        }

        It 'waits for the states that are given' {
            Start-MaccorTest 1 Rest | Out-Null
            (Wait-MaccorChannel 1 -State Active, Suspended -TimeoutSeconds 60).State | Should -Be 'Active'
        }

        It 'has an error for each channel that is not there in time' {
            1, 2 | Start-MaccorTest -Procedure Rest | Out-Null
            $ended = Wait-MaccorChannel 1, 2, 3 -TimeoutSeconds 0 -ErrorAction SilentlyContinue -ErrorVariable problem
            $ended.Channel | Should -Be 3
            $problem.Count | Should -Be 2
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'WaitTimeout,*'
            $problem[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
            $problem[0].TargetObject.Channel | Should -Be 1
            $problem[0].Exception.Message | Should -BeLike '*did not end its test within 0 s; its state is Active*'
        }

        It 'costs one error where a tester stays away' {
            $other = Start-MaccorSimulator -ChannelCount 2 -TransitionTimeMs 0
            $otherSession = $other | Connect-Maccor -Name other -TimeoutSeconds 2
            $other.Tester.StopListening()
            $ended = Wait-MaccorChannel -Session bench, other -AbsenceSeconds 0 -ErrorAction SilentlyContinue -ErrorVariable problem
            $ended.Count | Should -Be 8
            $problem.Count | Should -Be 1
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
            Disconnect-Maccor -Session $otherSession
            $other | Stop-MaccorSimulator
        }

        It 'tells that a tester is given up while the others are still waited for' {
            Start-MaccorTest 1 Rest -Session bench | Out-Null
            $other = Start-MaccorSimulator -ChannelCount 2 -TransitionTimeMs 0
            $otherSession = $other | Connect-Maccor -Name other -TimeoutSeconds 2
            $other.Tester.StopListening()
            $wait = @{ Session = 'bench', 'other'; AbsenceSeconds = 0; TimeoutSeconds = 600; ErrorAction = 'Stop' }
            { Wait-MaccorChannel 1 @wait } | Should -Throw -ErrorId 'ConnectionFailed,*'
            Disconnect-Maccor -Session $otherSession
            $other | Stop-MaccorSimulator
        }

        It 'leaves no progress behind where it fails' {
            $shell = [powershell]::Create()
            $null = $simulator | Connect-Maccor -Name bench -TimeoutSeconds 2
            $line = 'Wait-MaccorChannel 1 -Session bench -IntervalSeconds 0.1 -AbsenceSeconds 0'
            $null = $shell.AddScript("Import-Module '$env:MACNET_MODULE'; $line")
            Start-MaccorTest 1 Rest | Out-Null
            $simulator.Tester.Requests.Clear()
            $running = $shell.BeginInvoke()
            $simulator.Tester.Requests.WhenCountReaches(1).Wait(60000) | Should -BeTrue
            $simulator.Tester.StopListening()
            $null = $shell.EndInvoke($running)
            "$($shell.Streams.Error)" | Should -Not -BeNullOrEmpty
            $shell.Streams.Progress[-1].RecordType | Should -Be 'Completed'
            $shell.Dispose()
        }

        It 'ends at Ctrl+C' {
            Start-MaccorTest 1 Rest | Out-Null
            $simulator.Tester.Requests.Clear()
            $shell = Invoke-InBackground 'Wait-MaccorChannel 1 -Session bench -IntervalSeconds 3600'
            $simulator.Tester.Requests.WhenCountReaches(1).Wait(60000) | Should -BeTrue
            $shell.Stop()
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $shell.Dispose()
        }
    }

    Context 'Watch-MaccorChannel' {
        It 'emits a reading of each channel at each interval' {
            $seen = Watch-MaccorChannel 1, 2 -IntervalSeconds 0.1 | Select-Object -First 6
            $seen.Channel | Should -Be 1, 2, 1, 2, 1, 2
        }

        It 'emits what the states are, and each change' {
            1, 2 | Start-MaccorTest -Procedure Rest | Out-Null
            $simulator.Speed = 600
            $seen = Watch-MaccorChannel 1, 2 -OnChange -Until Completed -IntervalSeconds 0.1
            $seen | Where-Object Channel -EQ 1 | ForEach-Object State | Select-Object -Last 1 | Should -Be 'Completed'
            @($seen | Where-Object State -EQ Completed).Count | Should -Be 2
        }

        It 'tells that a tester is given up while it goes on with the others' {
            $other = Start-MaccorSimulator -ChannelCount 2 -TransitionTimeMs 0
            $otherSession = $other | Connect-Maccor -Name other -TimeoutSeconds 2
            $other.Tester.StopListening()
            Start-MaccorTest 1 Rest -Session bench | Out-Null
            $watch = @{ Session = 'bench', 'other'; AbsenceSeconds = 0; IntervalSeconds = 0.1; Until = 'Available'; DurationSeconds = 600 }
            $seen = Watch-MaccorChannel 1 @watch -OnChange -ErrorAction Continue 2>&1 | ForEach-Object {
                $_
                if ($_ -is [System.Management.Automation.ErrorRecord]) {
                    Reset-MaccorChannel 1 -Session bench -Confirm:$false
                }
            }
            @($seen | Where-Object FullyQualifiedErrorId -Like 'ConnectionFailed,*').Count | Should -Be 1
            $seen[-1].State | Should -Be 'Available'
            Disconnect-Maccor -Session $otherSession
            $other | Stop-MaccorSimulator
        }

        It 'looks again only when what it gave has been taken' {
            $simulator.Tester.Requests.Clear()
            # Who takes is busy for three intervals.
            $null = Watch-MaccorChannel 1 -IntervalSeconds 0.1 | Select-Object -First 1 | ForEach-Object { Start-Sleep -Milliseconds 300 }
            $simulator.Tester.Requests.Count | Should -Be 4
        }

        It 'ends after its time without an error' {
            $seen = Watch-MaccorChannel 1 -DurationSeconds 0
            @($seen).Count | Should -Be 1
        }

        It 'shows the time in a table of 80 columns' {
            Watch-MaccorChannel 1 -DurationSeconds 0 | Out-String -Width 80 | Should -BeLike '*Time*Tester*Channel*U (V)*Test time*'
        }

        It 'ends at Ctrl+C' {
            $simulator.Tester.Requests.Clear()
            $shell = Invoke-InBackground 'Watch-MaccorChannel 1 -Session bench -IntervalSeconds 3600'
            $simulator.Tester.Requests.WhenCountReaches(4).Wait(60000) | Should -BeTrue
            $shell.Stop()
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $shell.Dispose()
        }
    }

    Context 'Show-MaccorChannel' {
        It 'emits what the channels are at first, and each change, where there is no terminal' {
            1, 2 | Start-MaccorTest -Procedure Rest -TestName 'cell {channel}' | Out-Null
            $seen = Show-MaccorChannel 1-3 -NoScreen -IntervalSeconds 0.1 -DurationSeconds 60 | ForEach-Object {
                $_
                if ($_.Channel -eq 2 -and $_.State -eq 'Active') {
                    Reset-MaccorChannel 2 -Confirm:$false
                }
            } | Select-Object -First 4
            $seen.Channel | Sort-Object | Should -Be 1, 2, 2, 3
            ($seen | Where-Object Channel -EQ 1).TestName | Should -Be 'cell 1'
            $seen[-1].Channel | Should -Be 2
            $seen[-1].State | Should -Not -Be 'Active'
            $seen | Out-String -Width 80 | Should -BeLike '*Test*U (V)*T (*C)*Cycle*Step*cell 1*'
        }

        It 'is a screen only where neither a file nor a variable takes what there is: <Line>' -ForEach @(
            @{ Line = 'Show-MaccorChannel 1'; Offset = 0; IsTaken = $false }
            @{ Line = 'Show-MaccorChannel 1 2> errors.txt'; Offset = 0; IsTaken = $false }
            @{ Line = 'Show-MaccorChannel 1 > lines.txt'; Offset = 0; IsTaken = $true }
            @{ Line = 'cd x; Show-MaccorChannel 1 *>> lines.txt'; Offset = 6; IsTaken = $true }
            @{ Line = 'dir > y; Show-MaccorChannel 1'; Offset = 9; IsTaken = $false }
            @{ Line = '$seen = Show-MaccorChannel 1'; Offset = 8; IsTaken = $true }
            @{ Line = 'if ($x) { Show-MaccorChannel 1'; Offset = 10; IsTaken = $false }
        ) {
            $terminal = [MacNet.PowerShell.MaccorCmdlet].Assembly.GetType('MacNet.PowerShell.Screen.TerminalOutput')
            $method = $terminal.GetMethod('IsTaken', [Reflection.BindingFlags]'NonPublic, Static')
            $method.Invoke($null, @($Line, $Offset)) | Should -Be $IsTaken
        }

        It 'tells of a channel that there is not' {
            Show-MaccorChannel 99 -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'NoSuchChannel,*'
        }
    }
}
