BeforeAll {
    Import-Module $env:MACNET_MODULE -Force
}

AfterAll {
    Get-MaccorSession | Disconnect-Maccor
    Stop-MaccorSimulator
}

Describe 'Connecting' {
    BeforeAll {
        $simulator = Start-MaccorSimulator -Name connecting -ChannelCount 4
    }

    AfterAll {
        $simulator | Stop-MaccorSimulator
    }

    AfterEach {
        Get-MaccorSession | Disconnect-Maccor
    }

    It 'says what to do where nothing listens' {
        Connect-Maccor -ComputerName 127.0.0.1 -JsonPort 1 -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem.Count | Should -Be 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        $problem[0].CategoryInfo.Category | Should -Be 'ConnectionError'
        $problem[0].RecommendedAction | Should -BeLike '*firewall*'
        $problem[0].Exception | Should -BeOfType MacNet.Protocol.MaccorConnectionException
    }

    It 'says so where there is no session' {
        { Get-MaccorReading } | Should -Throw -ErrorId 'NoSession,*'
    }

    It 'takes the name and ports of a virtual tester from the pipeline' {
        $session = $simulator | Connect-Maccor
        $session.Name | Should -Be 'connecting'
        $session.ChannelCount | Should -Be 4
        $session.IsConnected | Should -BeTrue
        (Get-MaccorSession).Name | Should -Be 'connecting'
    }

    It 'gives several addresses a session each, and an error for the one that does not answer' {
        $ports = @{ JsonPort = $simulator.JsonPort; BinaryPort = $simulator.BinaryPort }
        $computers = '127.0.0.1', 'no-such-host.invalid', 'localhost'
        $sessions = Connect-Maccor -ComputerName $computers @ports -ErrorAction SilentlyContinue -ErrorVariable problem
        $sessions.Name | Should -Be '127.0.0.1', 'localhost'
        $problem.Count | Should -Be 1
        $problem[0].TargetObject.Session | Should -Be 'no-such-host.invalid'
    }

    It 'refuses one name for several testers' {
        { Connect-Maccor -ComputerName a, b -Name both } | Should -Throw -ErrorId 'NameForSeveral,*'
    }

    It 'replaces a session of the same name that had other options, and closes it' {
        $first = $simulator | Connect-Maccor
        $second = $simulator | Connect-Maccor -ConnectTimeoutSeconds 6
        $first.IsClosed | Should -BeTrue
        $second.IsClosed | Should -BeFalse
        @(Get-MaccorSession).Count | Should -Be 1
    }

    It 'closes sessions from the pipeline and forgets them' {
        $session = $simulator | Connect-Maccor
        Get-MaccorSession | Disconnect-Maccor
        $session.IsClosed | Should -BeTrue
        Get-MaccorSession | Should -BeNullOrEmpty
    }

    It 'says that a session is closed' {
        $session = $simulator | Connect-Maccor
        $session.Dispose()
        Get-MaccorReading -Session $session -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'SessionClosed,*'
    }

    It 'says which name no session has' {
        { Get-MaccorReading -Session nobody -ErrorAction Stop } | Should -Throw '*no session named*nobody*'
        Get-MaccorSession nobody -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'NoSuchSession,*'
    }

    It 'warns where the versions of the software differ' {
        $trace = Join-Path $TestDrive 'versions.trace'
        $simulator | Connect-Maccor -TracePath $trace | Disconnect-Maccor
        (Get-Content $trace) -replace '(DLLversionBuild\W+)\d+', '${1}17' | Set-Content $trace
        $odd = Start-MaccorSimulator -Name odd -ReplayPath $trace
        $session = $odd | Connect-Maccor -WarningAction SilentlyContinue -WarningVariable warning
        "$warning" | Should -BeLike '*versions*differ*'
        ($session | Get-MaccorSystem).NeedsService | Should -BeTrue
    }

    It 'is told of a tester by its name alone, or a pattern' {
        $simulator | Connect-Maccor -Name lab1 | Out-Null
        $last = $simulator | Connect-Maccor -Name lab2
        (Get-MaccorSystem lab1).Session | Should -Be 'lab1'
        (Test-MaccorConnection lab* -Count 1).Session | Should -Be 'lab1', 'lab2'
        ($last | Get-MaccorSystem).Session | Should -Be 'lab2'
        $line = 'Disconnect-Maccor la'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'lab1', 'lab2'
        Disconnect-Maccor lab1
        (Get-MaccorSession).Name | Should -Be 'lab2'
    }

    It 'times echoes' {
        $simulator | Connect-Maccor | Out-Null
        $probe = Test-MaccorConnection -Count 3
        $probe.Returned | Should -Be 3
        $probe.MaximumMs | Should -BeGreaterOrEqual $probe.MinimumMs
        Test-MaccorConnection -Quiet | Should -BeTrue
    }

    It 'tells each message with its time where -Verbose is given' {
        $simulator | Connect-Maccor | Out-Null
        $told = Get-MaccorReading -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
        $told.Count | Should -Be 4
        $told[0].Message | Should -Match '^connecting, channel 1: \(4, 1\) read the states over Json, [\d.]+ ms$'
    }
}

Describe 'Connecting that ends early' {
    BeforeAll {
        # A pipeline in a runspace of its own, that can be stopped as by Ctrl+C.
        function Invoke-InBackground {
            param([string] $Line)
            $shell = [powershell]::Create()
            $null = $shell.AddScript("Import-Module '$env:MACNET_MODULE'; $Line")
            $null = $shell.BeginInvoke()
            $shell
        }

        . "$PSScriptRoot/Waiting.ps1"
    }

    BeforeEach {
        $simulator = Start-MaccorSimulator -ChannelCount 2
        $ports = @{ JsonPort = $simulator.JsonPort; BinaryPort = $simulator.BinaryPort }
        $trace = Join-Path $TestDrive "$([guid]::NewGuid()).trace"
    }

    AfterEach {
        Get-MaccorSession | Disconnect-Maccor
        Stop-MaccorSimulator
    }

    It 'remembers the tester that answered, where an error of another is to stop' {
        { Connect-Maccor no.such.host.invalid, 127.0.0.1 @ports -TracePath $trace -ErrorAction Stop } |
            Should -Throw -ErrorId 'ConnectionFailed,*'
        (Get-MaccorSession).Name | Should -Be '127.0.0.1'
        Get-MaccorSession | Disconnect-Maccor
        Wait-Until { $simulator.Tester.ConnectionCount -eq 0 }
    }

    It 'remembers all testers, where the pipeline wants one' {
        $first = Connect-Maccor 127.0.0.1, localhost @ports | Select-Object -First 1
        $first.Name | Should -Be '127.0.0.1'
        (Get-MaccorSession).Name | Should -Be '127.0.0.1', 'localhost'
    }

    It 'leaves nothing open at Ctrl+C, nor its name taken' {
        # Each session asks two questions: whoever comes last gets no answer, and the other is connected.
        $simulator.Tester.Faults.Next([MacNet.VirtualTester.Faults.Fault]::Silence, $null, $null, $null, 1, 3)
        $line = "Connect-Maccor 127.0.0.1, localhost -JsonPort $($ports.JsonPort) -BinaryPort $($ports.BinaryPort) -TimeoutSeconds 3600"
        $shell = Invoke-InBackground $line
        $simulator.Tester.Requests.WhenCountReaches(4).Wait(60000) | Should -BeTrue
        $shell.Stop()
        Wait-Until { $simulator.Tester.ConnectionCount -eq 0 }
        Get-MaccorSession | Should -BeNullOrEmpty
        (Connect-Maccor 127.0.0.1, localhost @ports).Name | Should -Be '127.0.0.1', 'localhost'
        $shell.Dispose()
    }
}

Describe 'The name of a session' {
    BeforeAll {
        $simulator = Start-MaccorSimulator -ChannelCount 2
        $other = Start-MaccorSimulator -ChannelCount 2
        $tester = @{ ComputerName = '127.0.0.1'; JsonPort = $simulator.JsonPort; BinaryPort = $simulator.BinaryPort }
        $otherTester = @{ ComputerName = '127.0.0.1'; JsonPort = $other.JsonPort; BinaryPort = $other.BinaryPort }
        $inBinary = @{ ComputerName = '127.0.0.1'; BinaryPort = $simulator.BinaryPort; Protocol = 'Binary' }
        $elsewhere = [powershell]::Create()

        function Invoke-Elsewhere {
            param([scriptblock] $Script)
            $elsewhere.Commands.Clear()
            $elsewhere.Streams.ClearStreams()
            $null = $elsewhere.AddScript('param($module, $tester) Import-Module $module; ' + $Script)
            $elsewhere.AddArgument($env:MACNET_MODULE).AddArgument($tester).Invoke()
        }
    }

    AfterEach {
        Get-MaccorSession | Disconnect-Maccor
    }

    AfterAll {
        $elsewhere.Runspace.Dispose()
        $elsewhere.Dispose()
        Stop-MaccorSimulator
    }

    It 'goes over to the next session with the same tester, and -Verbose tells so' {
        $first = Connect-Maccor @tester
        $said = Connect-Maccor @tester -TimeoutSeconds 20 -Verbose 4>&1
        $said[-1].Name | Should -Be '127.0.0.1'
        $first.IsClosed | Should -BeTrue
        "$said" | Should -BeLike "*Session '127.0.0.1'*port $($simulator.JsonPort), was closed*"
    }

    It 'is that of the session that is there, where the same is asked for once more' {
        $first = Connect-Maccor @tester
        $second = Connect-Maccor @tester -Name second
        Connect-Maccor @tester | Should -Be $first
        Connect-Maccor @tester -Name second | Should -Be $second
        $first.IsClosed | Should -BeFalse
        (Get-MaccorSession | Where-Object IsDefault).Name | Should -Be 'second'
    }

    It 'is given to a new session where the tester of the one that is there does not answer' {
        $passing = Start-MaccorSimulator passing
        $ports = @{ JsonPort = $passing.JsonPort; BinaryPort = $passing.BinaryPort; UdpPort = $passing.UdpPort }
        $first = Connect-Maccor 127.0.0.1 @ports -Name passing -TimeoutSeconds 1
        $passing.Tester.StopListening()
        Connect-Maccor 127.0.0.1 @ports -Name passing -TimeoutSeconds 1 -ErrorAction SilentlyContinue -ErrorVariable problem |
            Should -BeNullOrEmpty
        $problem[0].CategoryInfo.Category | Should -Be 'ConnectionError'
        $first.IsClosed | Should -BeFalse
        Stop-MaccorSimulator passing
    }

    It 'stays with a session that drives a cell, unless -Force says otherwise' {
        $first = Connect-Maccor @tester
        $limits = @{ VoltageMax = 4.25; VoltageMin = 2.5; ChargeCurrentMax = 1; DischargeCurrentMax = 1; Confirm = $false }
        $simulator.Tester.System.Options.DirectModeReadyAfter = [timespan]::Zero
        Start-MaccorDirectControl 1 @limits -WarningAction SilentlyContinue | Set-MaccorDirectOutput -Current 0.5
        Connect-Maccor @tester -TimeoutSeconds 20 -ErrorAction SilentlyContinue -ErrorVariable problem | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'SessionDrives,*'
        "$($problem[0])" | Should -BeLike '*channel 1*'
        $simulator.Tester.Channels[1].Read().Activity | Should -Be 'Charge'
        Connect-Maccor @tester | Should -Be $first
        Connect-Maccor @tester -UdpPort 1 | Should -Be $first
        (Connect-Maccor @tester -TimeoutSeconds 20 -Force).Name | Should -Be '127.0.0.1'
        $simulator.Tester.Channels[1].Read().Activity | Should -Be 'Rest'
        Reset-MaccorChannel 1 -Confirm:$false
    }

    It 'is that of the default session where it is selected' {
        $one = Connect-Maccor @tester -Name one
        $two = Connect-Maccor @tester -Name two
        (Get-MaccorReading 1).Session | Should -Be 'two'
        $one | Select-MaccorSession
        (Get-MaccorReading 1).Session | Should -Be 'one'
        $one.IsDefault, $two.IsDefault | Should -Be $true, $false
        (Invoke-Elsewhere { Get-MaccorReading 1 }).Session | Should -Be 'one'
        Select-MaccorSession two -WhatIf
        Select-MaccorSession * -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'SeveralSessions,*'
        $one.IsDefault | Should -BeTrue
    }

    It 'is numbered where a session with another tester has it' {
        $first = Connect-Maccor @tester
        (Connect-Maccor @otherTester).Name | Should -Be '127.0.0.1 (2)'
        (Connect-Maccor @inBinary).Name | Should -Be '127.0.0.1 (3)'
        (Connect-Maccor @otherTester).Name | Should -Be '127.0.0.1 (2)'
        $first.IsClosed | Should -BeFalse
        (Get-MaccorReading 1 -Session '127.0.0.1 (*').Session | Should -Be '127.0.0.1 (2)', '127.0.0.1 (3)'
    }

    It 'is numbered where a runspace that is still open has it' {
        $theirs = Invoke-Elsewhere { Connect-Maccor @tester }
        (Connect-Maccor @tester).Name | Should -Be '127.0.0.1 (2)'
        $theirs[0].IsClosed | Should -BeFalse
    }

    It 'is free again when the runspace that had it has ended' {
        $passing = [powershell]::Create()
        $null = $passing.AddScript('param($module, $tester) Import-Module $module; Connect-Maccor @tester')
        $theirs = $passing.AddArgument($env:MACNET_MODULE).AddArgument($tester).Invoke()
        $passing.Dispose()
        Connect-Maccor @tester | Should -Be $theirs[0]
        Invoke-Elsewhere { (Connect-Maccor @tester).Name } | Should -Be '127.0.0.1 (2)'
    }

    It 'cannot be given twice, where another runspace has it' {
        $theirs = Invoke-Elsewhere { Connect-Maccor @tester -Name mine }
        Connect-Maccor @tester -Name mine -ErrorAction SilentlyContinue -ErrorVariable problem | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'SessionNameInUse,*'
        $problem[0].CategoryInfo.Category | Should -Be 'ResourceExists'
        $problem[0].RecommendedAction | Should -BeLike '*-Session*mine*'
        $theirs[0].IsClosed | Should -BeFalse
        (Connect-Maccor @tester -Name yours).Name | Should -Be 'yours'
    }

    It 'that is given goes over to any other tester' {
        $first = Connect-Maccor @tester -Name mine
        (Connect-Maccor @otherTester -Name mine).Port | Should -Be $other.JsonPort
        $first.IsClosed | Should -BeTrue
    }

    It 'is one of its own for each of many that connect at the same time' {
        if ($PSVersionTable.PSVersion.Major -lt 7) {
            Set-ItResult -Skipped -Because 'Windows PowerShell has no ForEach-Object -Parallel'
        }
        $module = $env:MACNET_MODULE
        $counts = 1..6 | ForEach-Object -ThrottleLimit 6 -Parallel {
            Import-Module $using:module
            $given = $using:tester
            $session = Connect-Maccor @given
            @(1..20 | ForEach-Object { Get-MaccorReading 1 -Session $session -ErrorAction Stop }).Count
        }
        $counts | Should -Be 20, 20, 20, 20, 20, 20
    }
}

Describe 'A name with wildcard characters in it' {
    BeforeAll {
        $simulator = Start-MaccorSimulator -ChannelCount 2 -TransitionTimeMs 0 -Speed 0
        $plain = $simulator | Connect-Maccor -Name rig1
        $odd = Start-MaccorSimulator -ChannelCount 3 -TransitionTimeMs 0 -Speed 0 | Connect-Maccor -Name 'rig[1]'
    }

    AfterAll {
        Get-MaccorSession | Disconnect-Maccor
        Stop-MaccorSimulator
    }

    It 'means the session that has it, and no other that it would fit' {
        $null = Start-MaccorTest 1 Rest -Session $plain
        Get-MaccorReading 1 -Session $odd | Reset-MaccorChannel -Confirm:$false
        (Get-MaccorReading 1 -Session rig1).State | Should -Be 'Active'
        @(Get-MaccorReading -Session 'rig[1]').Count | Should -Be 3
        (Get-MaccorSession 'RIG[1]').Name | Should -Be 'rig[1]'
    }

    It 'is a pattern where no session has it' {
        (Get-MaccorSession 'r[i]g1').Name | Should -Be 'rig1'
        (Get-MaccorReading 1 -Session 'r[i]g*').Session | Should -Be 'rig1', 'rig[1]'
    }

    It 'takes an address from a line of a file, and refuses one that has a port in it' {
        $ports = @{ JsonPort = $simulator.JsonPort; BinaryPort = $simulator.BinaryPort }
        (Connect-Maccor " 127.0.0.1`r" @ports -Name lines).ComputerName | Should -Be '127.0.0.1'
        Disconnect-Maccor lines
        Connect-Maccor '127.0.0.1:57570', "a`nb", ' ', '[::1]:5' @ports -ErrorAction SilentlyContinue -ErrorVariable problem |
            Should -BeNullOrEmpty
        $problem.FullyQualifiedErrorId | Should -Be (@('InvalidAddress,MacNet.PowerShell.Connection.ConnectMaccor') * 4)
        { Connect-Maccor 127.0.0.1 @ports -Name '*' } | Should -Throw -ErrorId 'InvalidSessionName*'
        { Connect-Maccor 127.0.0.1 @ports -Name ' ' } | Should -Throw -ErrorId 'InvalidSessionName*'
    }

    It 'reads the sessions that are there, and tells once of each that is not' {
        $found = Get-MaccorReading 1 -Session rig1, gone, lost -ErrorAction SilentlyContinue -ErrorVariable problem
        $found.Session | Should -Be 'rig1'
        $problem.TargetObject | Should -Be 'gone', 'lost'
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'NoSuchSession,*'
        { Disconnect-Maccor gone -ErrorAction SilentlyContinue } | Should -Not -Throw
    }

    It 'fits nothing where it is no pattern' {
        { Get-MaccorReading -Session 'rig[' -ErrorAction Stop } | Should -Throw '*no session named*rig`[*'
    }

    It 'is completed from the session that has it' {
        $line = "Get-MaccorReading -Session 'rig[1]' -Channel "
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be '1', '2', '3'
    }

    It 'costs nothing twice where it is named twice' {
        (Get-MaccorReading 1 -Session rig1, 'rig*').Session | Should -Be 'rig1', 'rig[1]'
        (Get-MaccorSession rig1, rig*).Name | Should -Be 'rig1', 'rig[1]'
    }
}

Describe 'A cmdlet without -Session' {
    BeforeEach {
        Get-MaccorSession | Disconnect-Maccor
        $one, $other = (Start-MaccorSimulator -Name one -ChannelCount 2), (Start-MaccorSimulator -Name other -ChannelCount 3)
        $one | Connect-Maccor | Out-Null
    }

    AfterEach {
        Get-MaccorSession | Disconnect-Maccor
        $one, $other | Stop-MaccorSimulator
    }

    It 'uses the only session that is left, and none where several are' {
        $other | Connect-Maccor | Out-Null
        @(Get-MaccorReading).Count | Should -Be 3
        Disconnect-Maccor -Session other
        @(Get-MaccorReading).Count | Should -Be 2
        $other | Connect-Maccor | Out-Null
        $one | Connect-Maccor -Name third | Out-Null
        Disconnect-Maccor -Session third
        { Get-MaccorReading } | Should -Throw -ErrorId 'NoSession,*' -PassThru | ForEach-Object {
            $_.Exception.Message | Should -BeLike "*'one'*"
        }
        @(Get-MaccorReading -Session one).Count | Should -Be 2
    }

    It 'turns to no other tester where the last one could not be connected' {
        Connect-Maccor 127.0.0.1 -JsonPort 1 -ErrorAction SilentlyContinue
        { Get-MaccorReading } | Should -Throw -ErrorId 'NoSession,*'
        $one | Connect-Maccor | Out-Null
        @(Get-MaccorReading).Count | Should -Be 2
    }

    It 'uses the session of its own runspace' {
        $elsewhere = [powershell]::Create()
        $null = $elsewhere.AddScript('param($module, $other) Import-Module $module; @(Get-MaccorReading).Count')
        $elsewhere.AddArgument($env:MACNET_MODULE).AddArgument($other).Invoke() | Should -Be 2
        $elsewhere.Commands.Clear()
        $null = $elsewhere.AddScript('$other | Connect-Maccor | Out-Null; @(Get-MaccorReading).Count').Invoke() | Should -Be 3
        @(Get-MaccorReading).Count | Should -Be 2
        $elsewhere.Dispose()
    }
}

Describe 'The module' {
    It 'closes its sockets when it is removed' {
        $simulator = Start-MaccorSimulator -Name removed
        $session = $simulator | Connect-Maccor
        Remove-Module MacNet
        $session.IsClosed | Should -BeTrue
        Import-Module $env:MACNET_MODULE
        Get-MaccorSession | Should -BeNullOrEmpty
        Get-MaccorSimulator removed* | Should -BeNullOrEmpty
        { [Net.Sockets.TcpClient]::new('127.0.0.1', $simulator.JsonPort) } | Should -Throw
    }

    It 'leaves the virtual testers of other runspaces alone when it is removed' {
        $simulator = Start-MaccorSimulator -Name staying
        $shell = [powershell]::Create()
        $null = $shell.AddScript("Import-Module '$env:MACNET_MODULE'; Get-MaccorSimulator staying; Remove-Module MacNet")
        $shell.Invoke() | Should -HaveCount 1
        $shell.Dispose()
        @($simulator | Connect-Maccor | Get-MaccorReading).Count | Should -Be 16
        Stop-MaccorSimulator staying
    }

    It 'works again after it was imported once more' {
        Import-Module $env:MACNET_MODULE -Force
        Start-MaccorSimulator -Name again | Connect-Maccor | Out-Null
        Import-Module $env:MACNET_MODULE -Force
        Start-MaccorSimulator -Name again | Connect-Maccor | Out-Null
        @(Get-MaccorReading).Count | Should -Be 16
    }
}
