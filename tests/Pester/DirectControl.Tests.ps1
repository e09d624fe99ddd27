BeforeAll {
    . "$PSScriptRoot/DirectControl.ps1"
    . "$PSScriptRoot/Waiting.ps1"
}

AfterAll {
    Disconnect-Maccor -Session $session
    $simulator | Stop-MaccorSimulator
}

Describe 'Start-MaccorDirectControl' {
    AfterEach {
        Clear-Bench
    }

    It 'emits the channel under control, at rest' {
        $control = Start-MaccorDirectControl 3 @limits
        $control.Session | Should -Be 'direct'
        $control.Channel | Should -Be 3
        $control.SafetyLimit.DischargeCurrent | Should -Be 2
        $control.TestName | Should -Be (Get-MaccorTest 3).TestName
        (Get-Driven 3).Activity | Should -Be 'Rest'
    }

    It 'warns once in a session of what a network that fails leaves driven' {
        $other = $simulator | Connect-Maccor -Name stakes
        try {
            $quiet = @{ WarningAction = 'SilentlyContinue'; WarningVariable = '+warnings' }
            3, 4 | ForEach-Object { Start-MaccorDirectControl $_ -Session $other @limits @quiet } | Out-Null
            @($warnings).Count | Should -Be 1
            $warnings | Should -BeLike "*'stakes'*Test-MaccorWatchdog*"
        }
        finally {
            Disconnect-Maccor -Session $other
        }
    }

    It 'puts the channel into the name, and lets the tester make one up where there is none' {
        (Start-MaccorDirectControl 3, 4 @limits -TestName 'cell {channel}').TestName | Should -Be 'cell 3', 'cell 4'
        (Start-MaccorDirectControl 5 @limits -TestName '').TestName | Should -Not -BeNullOrEmpty
    }

    It 'says what to do about a name that is in use' {
        Start-MaccorDirectControl 3, 4 @limits -TestName 'same' -ErrorAction SilentlyContinue -ErrorVariable problem | Out-Null
        $problem[0].TargetObject.Channel | Should -Be 4
        $problem[0].RecommendedAction | Should -BeLike '*name is in use*'
    }

    It 'takes its limits from one object or a hashtable' {
        Set-MaccorSafetyLimit 3 -VoltageMax 4.2 -VoltageMin 2.5 -ChargeCurrentMax 1 -DischargeCurrentMax 1 -PassThru |
            ForEach-Object { Start-MaccorDirectControl 3 -SafetyLimit $_ -Confirm:$false } |
            ForEach-Object { $_.SafetyLimit.VoltageMax } | Should -Be ([float] 4.2)
        $table = @{ VoltageMax = 4.1; VoltageMin = 2.5; ChargeCurrent = 1; DischargeCurrent = 1 }
        (Start-MaccorDirectControl 4 -SafetyLimit $table -Confirm:$false).SafetyLimit.VoltageMax | Should -Be ([float] 4.1)
    }

    It 'asks before it drives a cell without a procedure' {
        $attribute = (Get-Command Start-MaccorDirectControl).ImplementingType.GetCustomAttributes($true) |
            Where-Object { $_ -is [System.Management.Automation.CmdletAttribute] }
        $attribute.ConfirmImpact | Should -Be 'High'
    }

    It 'only reads with -WhatIf' {
        $simulator.Tester.Requests.Clear()
        Start-MaccorDirectControl 3 @limits -WhatIf
        $simulator.Tester.Requests.All.Function | Where-Object { $_.Class -notin 3, 4 } | Should -BeNullOrEmpty
    }

    It 'needs limits' {
        { Start-MaccorDirectControl 3 -SafetyLimit $null -Confirm:$false } | Should -Throw
        $none = @{ VoltageMax = 4.2; VoltageMin = 2.5; ChargeCurrent = 0; DischargeCurrent = 1 }
        Start-MaccorDirectControl 3 -SafetyLimit $none -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'LimitsMissing,*'
        $problem[0].CategoryInfo.Category | Should -Be 'LimitsExceeded'
        (Get-Driven 3).Stat | Should -Be 'Available'
    }

    It 'leaves a channel alone that is in use' {
        $null = Start-MaccorDirectControl 3 @limits
        Start-MaccorDirectControl 3 @limits -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'ChannelBusy,*'
        $problem[0].CategoryInfo.Category | Should -Be 'ResourceBusy'
    }

    It 'starts several channels, and goes on where one cannot start' {
        $null = Start-MaccorDirectControl 4 @limits
        $started = 3, 4, 5, 99 | Start-MaccorDirectControl @limits -ErrorAction SilentlyContinue -ErrorVariable problem
        $started.Channel | Should -Be 3, 5
        $problem | ForEach-Object { $_.FullyQualifiedErrorId.Split(',')[0] } | Should -Be 'ChannelBusy', 'NoSuchChannel'
    }
}

Describe 'Set-MaccorDirectOutput' {
    AfterEach {
        Clear-Bench
    }

    BeforeEach {
        $control = Start-MaccorDirectControl 3 @limits
    }

    It 'discharges, rests and charges, one after the other' {
        $statuses = -0.2, 0, 0.2 | ForEach-Object { $control | Set-MaccorDirectOutput -Current $_ -PassThru }
        $statuses.Activity | Should -Be 'Discharge', 'Rest', 'Charge'
        $statuses.SignedCurrent | Should -Be ([float[]] (-0.2, 0, 0.2))
    }

    It 'sets rest by the binary message' {
        $simulator.Tester.Requests.Clear()
        Set-MaccorDirectOutput 3 0
        $request = $simulator.Tester.Requests.All
        $request.Link | Should -Be 'Binary'
        $request.Bytes[4] | Should -Be 2
        $request.Bytes[-1] | Should -Be ([byte][char] 'R')
    }

    It 'takes voltage and range' {
        Set-MaccorDirectOutput 3 0.1 -Voltage 4.1 -CurrentRange 4
        $output = $simulator.Tester.Requests.All[-1].Message
        $output.Voltage | Should -Be ([float] 4.1)
        $output.CurrentRange | Should -Be 4
    }

    It 'refuses <Output> before anything is sent' -ForEach @(
        @{ Output = @{ Current = [float]::NaN }; Id = 'InvalidOutput' }
        @{ Output = @{ Current = [float]::PositiveInfinity }; Id = 'InvalidOutput' }
        @{ Output = @{ Current = 1.5 }; Id = 'OutputBeyondLimits' }
        @{ Output = @{ Current = 0.1; Voltage = 4.5 }; Id = 'OutputBeyondLimits' }
        @{ Output = @{ Current = 0.1; Voltage = 11 }; Id = 'OutputBeyondSpecification' }
        @{ Output = @{ Current = 0.1; CurrentRange = 2 }; Id = 'OutputBeyondSpecification' }
        @{ Output = @{ Current = 0.1; Power = 1 }; Id = 'QuantityNotActive' }
    ) {
        $simulator.Tester.Requests.Clear()
        Set-MaccorDirectOutput 3 @Output -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $problem[0].TargetObject.Channel | Should -Be 3
        $problem[0].RecommendedAction | Should -Not -BeNullOrEmpty
        $simulator.Tester.Requests.Count | Should -Be 0
    }

    It 'needs a voltage where another session started the channel' {
        $other = $simulator | Connect-Maccor -Name other
        try {
            Set-MaccorDirectOutput 3 0.1 -Session other -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'VoltageRequired,*'
        }
        finally {
            Disconnect-Maccor -Session $other
        }
    }

    It 'never asks, and looks at the channel alone with -WhatIf' {
        $simulator.Tester.Requests.Clear()
        Set-MaccorDirectOutput 3 0.1 -WhatIf
        "$($simulator.Tester.Requests.All.Class | Select-Object -Unique)" | Should -Be 4
        & {
            $ConfirmPreference = 'High'
            Set-MaccorDirectOutput 3 0.1
        }
        (Get-Driven 3).Current | Should -Be ([float] 0.1)
    }
}

Describe 'Stop-MaccorDirectControl' {
    AfterEach {
        Clear-Bench
    }

    BeforeEach {
        $control = Start-MaccorDirectControl 3 @limits
        Set-MaccorDirectOutput 3 0.5
    }

    It 'suspends the test at rest' {
        $status = $control | Stop-MaccorDirectControl -PassThru
        $status.State | Should -Be 'Suspended'
        (Get-Driven 3).Current | Should -Be 0
    }

    It 'frees the channel with -Reset' {
        $control | Stop-MaccorDirectControl -Reset | Should -BeNullOrEmpty
        (Get-Driven 3).Stat | Should -Be 'Available'
    }
}

Describe 'Test-MaccorWatchdog' {
    AfterEach {
        $simulator.Tester.System.Options.DirectModeWatchdog = [timespan]::Zero
        Clear-Bench
    }

    It 'tells that the tester suspends what nobody updates' {
        $simulator.Tester.System.Options.DirectModeWatchdog = [timespan]::FromSeconds(2)
        $test = Start-MaccorDirectControl 3 @limits | Test-MaccorWatchdog -WithinSeconds 20
        $test.HasSuspended | Should -BeTrue
        $test.State | Should -Be 'Suspended'
    }

    It 'warns where it does not, and leaves the cell at rest' {
        Start-MaccorDirectControl 3 @limits | Set-MaccorDirectOutput -Current 0.5
        Test-MaccorWatchdog 3 -WithinSeconds 0.1 -Quiet | Should -BeFalse
        (Test-MaccorWatchdog 3 -WithinSeconds 0.1 -WarningVariable warning -WarningAction SilentlyContinue).HasSuspended | Should -BeFalse
        $warning | Should -BeLike '*was not suspended in time*MacNetDirectModeWD*'
        (Get-Driven 3).Activity | Should -Be 'Rest'
    }

    It 'sends nothing with -WhatIf' {
        Start-MaccorDirectControl 3 @limits | Set-MaccorDirectOutput -Current 0.5
        Test-MaccorWatchdog 3 -WithinSeconds 0.1 -WhatIf | Should -BeNullOrEmpty
        (Get-Driven 3).Activity | Should -Be 'Charge'
    }
}

Describe 'Invoke-MaccorControlLoop' {
    AfterEach {
        Clear-Bench
    }

    BeforeEach {
        $control = Start-MaccorDirectControl 3 @limits
    }

    It 'gives the status to the script block, as parameter and as $_, and sets what it gives' {
        $statuses = Invoke-MaccorControlLoop 3 {
            param($status)
            if ($status.Channel -ne $_.Channel) { throw 'They differ.' }
            0.25
        } -IntervalSeconds 0.2 | Select-Object -First 3
        $statuses.Count | Should -Be 3
        $statuses[-1].SignedCurrent | Should -Be 0.25
        $statuses[-1] | Should -BeOfType MacNet.Protocol.Operations.ChannelStatus
        (Get-Driven 3).Activity | Should -Be 'Rest'
    }

    It 'takes a hashtable' {
        $null = $control |
            Invoke-MaccorControlLoop -ScriptBlock { @{ Current = -0.1; Voltage = 3 } } -IntervalSeconds 0.2 -Until { $true }
        $output = $simulator.Tester.Requests.All.Message |
            Where-Object { $_ -is [MacNet.Protocol.Messages.DirectOutputRequest] -and $_.Mode -eq 'D' }
        $output.Current | Should -Be ([float] 0.1)
        $output.Voltage | Should -Be 3
    }

    It 'leaves the output as it is where the script block gives nothing' {
        Set-MaccorDirectOutput 3 0.5
        $statuses = 3 | Invoke-MaccorControlLoop -ScriptBlock { $null } -IntervalSeconds 0.2 | Select-Object -First 3
        $statuses.SignedCurrent | Select-Object -Unique | Should -Be 0.5
        (Get-Driven 3).Activity | Should -Be 'Rest'
    }

    It 'ends when -Until gives true' {
        $seen = [System.Collections.Generic.List[int]]::new()
        $statuses = Invoke-MaccorControlLoop 3 { $seen.Add(1); 0.1 } -Until { $seen.Count -ge 2 } -IntervalSeconds 0.2
        $statuses.Count | Should -Be 2
        (Get-Driven 3).Activity | Should -Be 'Rest'
    }

    It 'ends in rest when nobody wants more statuses' {
        $statuses = Invoke-MaccorControlLoop 3 { 0.1 } -IntervalSeconds 0.2 | Select-Object -First 3
        $statuses.Count | Should -Be 3
        (Get-Driven 3).Activity | Should -Be 'Rest'
    }

    It 'ends in rest when the script block throws' {
        Set-MaccorDirectOutput 3 0.5
        { Invoke-MaccorControlLoop 3 { throw 'boom' } -IntervalSeconds 0.2 } | Should -Throw 'boom'
        (Get-Driven 3).Activity | Should -Be 'Rest'
    }

    It 'ends in rest, with the error, when the script block <Name>' -ForEach @(
        @{ Name = 'divides by zero'; Block = { 0.5; 1 / 0 } }
        @{ Name = 'calls a method on nothing'; Block = { $nothing = $null; $nothing.Foo(); 0.5 } }
        @{ Name = 'calls what is not there'; Block = { No-SuchCommand; 0.5 } }
        @{ Name = 'converts what is no number'; Block = { [int] 'x' } }
        @{ Name = 'writes an error'; Block = { Write-Error 'no'; 0.5 } }
        @{ Name = 'reads a file that is not there'; Block = { Get-Content "$TestDrive/none"; 0.5 } }
        @{ Name = 'calls a function of a module that writes one'; Block = { Get-SetPoint } }
    ) {
        Set-MaccorDirectOutput 3 0.5
        # Not within a try, which would change what an error is.
        $lab = '$null = New-Module { function Get-SetPoint { Write-Error no; 0.5 } }'
        $loop = '-IntervalSeconds 0.2 -DurationSeconds 20 -Session direct'
        $other = Elsewhere "$lab; `$out = Invoke-MaccorControlLoop 3 { $Block } $loop; @(`$out).Count"
        $other.Handle.AsyncWaitHandle.WaitOne(10000) | Should -BeTrue
        (Get-Driven 3).Activity | Should -Be 'Rest'
        $other.Shell.Dispose()
    }

    It 'ends in rest in time when the script block hangs' {
        Set-MaccorDirectOutput 3 0.5
        $loop = '-IntervalSeconds 0.2 -PatienceSeconds 0.5 -Session direct'
        $other = Elsewhere "Invoke-MaccorControlLoop 3 { `$release.WaitOne() } $loop"
        Wait-Until { (Get-Driven 3).Activity -eq 'Rest' }
        $other.Handle.IsCompleted | Should -BeFalse
        $null = $other.Release.Set()
        $other.Shell.Dispose()
    }

    It 'ends in rest when the script block gives <Name>' -ForEach @(
        @{ Name = 'a boolean'; Block = { $true } }
        @{ Name = 'a text'; Block = { '0.1' } }
        @{ Name = 'two values'; Block = { 0.1; 0.2 } }
        @{ Name = 'an unknown key'; Block = { @{ Current = 0.1; Amps = 1 } } }
        @{ Name = 'no current'; Block = { @{ Voltage = 4 } } }
    ) {
        Set-MaccorDirectOutput 3 0.5
        Invoke-MaccorControlLoop 3 $Block -IntervalSeconds 0.2 -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'InvalidLoopOutput,*'
        (Get-Driven 3).Activity | Should -Be 'Rest'
    }

    It 'ends in rest when the script block asks for too much' {
        Set-MaccorDirectOutput 3 0.5
        Invoke-MaccorControlLoop 3 { 100 } -IntervalSeconds 0.2 -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'OutputBeyondLimits,*'
        (Get-Driven 3).Activity | Should -Be 'Rest'
    }

    It 'says so when direct control has ended' {
        Stop-MaccorDirectControl 3
        Invoke-MaccorControlLoop 3 { 0.1 } -IntervalSeconds 0.2 -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem.Count | Should -Be 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'DirectControlEnded,*'
    }

    It 'warns once of turns that take too long' {
        Invoke-MaccorControlLoop 3 { Start-Sleep -Milliseconds 150 } -IntervalSeconds 0.12 -WarningVariable warning `
            -WarningAction SilentlyContinue | Select-Object -First 3 | Out-Null
        $warning.Count | Should -Be 1
        $warning[0].Message | Should -BeLike '*longer than the interval*'
    }

    It 'ends in rest on Ctrl+C, in the <Where>' -ForEach @(
        @{ Where = 'wait between turns'; Body = '0.5'; Interval = 60 }
        @{ Where = 'script block'; Body = '0.5; Start-Sleep 600'; Interval = 1 }
        @{
            Where    = 'script block that cannot be stopped'
            Body     = 'if ($_.Activity -eq "Charge") { $null = $release.WaitOne() }; 0.5'
            Interval = 0.2
        }
    ) {
        Set-MaccorDirectOutput 3 0.5
        $before = $simulator.Tester.Requests.CountOf([MacNet.Protocol.Messages.Functions]::Status)
        $other = Elsewhere "Invoke-MaccorControlLoop 3 { $Body } -IntervalSeconds $Interval -Session direct"
        Wait-Until { $simulator.Tester.Requests.CountOf([MacNet.Protocol.Messages.Functions]::Status) -gt $before }
        $stopping = $other.Shell.BeginStop($null, $null)
        Wait-Until { (Get-Driven 3).Activity -eq 'Rest' }
        $null = $other.Release.Set()
        $other.Shell.EndStop($stopping)
        (Get-Driven 3).Activity | Should -Be 'Rest'
        $other.Shell.Dispose()
    }

    It 'looks at the channel alone with -WhatIf' {
        $simulator.Tester.Requests.Clear()
        Invoke-MaccorControlLoop 3 { 0.1 } -WhatIf
        "$($simulator.Tester.Requests.All.Class | Select-Object -Unique)" | Should -Be 4
    }
}

Describe 'Invoke-MaccorControlLoop for many channels' {
    AfterEach {
        Clear-Bench
    }

    BeforeEach {
        $null = 3..5 | Start-MaccorDirectControl @limits
    }

    It 'steers all channels of the pipeline together, each with a state of its own' {
        $statuses = 3..5 | Invoke-MaccorControlLoop -IntervalSeconds 0.2 -ScriptBlock {
            param($status, $loop)
            $loop.State.Turns += 1
            if ($loop.Channel -ne $status.Channel) { throw 'The state is not its own.' }
            0.1 * $loop.State.Turns
        } | Select-Object -First 9
        foreach ($channel in $statuses | Group-Object -Property Channel) {
            $channel.Group.SignedCurrent | Should -Be ([float[]] (0, 0.1, 0.2))
        }
        $statuses.Channel | Select-Object -First 3 | Sort-Object | Should -Be 3, 4, 5
        3..5 | ForEach-Object { (Get-Driven $_).Activity } | Should -Be 'Rest', 'Rest', 'Rest'
    }

    It 'ends a channel alone whose script block fails or gives no output, or that is not under direct control' {
        $statuses = 3..6 | Invoke-MaccorControlLoop -IntervalSeconds 0.2 -ScriptBlock {
            param($status, $loop)
            if ($loop.Turn -eq 2 -and $loop.Channel -eq 4) { 1 / 0 }
            if ($loop.Turn -eq 2 -and $loop.Channel -eq 5) { 'none' } else { 0.1 }
        } -Until { param($status, $loop) $loop.Turn -ge 4 } -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem | Sort-Object { $_.TargetObject.Channel } | ForEach-Object { $_.FullyQualifiedErrorId.Split(',')[0] } |
            Should -Be 'LoopScriptFailed', 'InvalidLoopOutput', 'DirectControlEnded'
        ($statuses | Where-Object Channel -EQ 3).Count | Should -Be 4
        ($statuses | Where-Object Channel -EQ 4).Count | Should -Be 1
        3..5 | ForEach-Object { (Get-Driven $_).Activity } | Should -Be 'Rest', 'Rest', 'Rest'
    }

    It 'ends in rest everywhere when nobody wants more, and on Ctrl+C' {
        $null = 3..5 | Invoke-MaccorControlLoop -IntervalSeconds 0.2 -ScriptBlock { 0.1 } | Select-Object -First 5
        3..5 | ForEach-Object { (Get-Driven $_).Activity } | Should -Be 'Rest', 'Rest', 'Rest'
        $other = Elsewhere '3..5 | Invoke-MaccorControlLoop -IntervalSeconds 0.2 -ScriptBlock { 0.1 } -Session direct'
        3..5 | ForEach-Object { Wait-Until { (Get-Driven $_).Activity -eq 'Charge' } }
        $other.Shell.Stop()
        3..5 | ForEach-Object { (Get-Driven $_).Activity } | Should -Be 'Rest', 'Rest', 'Rest'
        $other.Shell.Dispose()
    }

    It 'reads all channels by a sweep with -Sweep' {
        $simulator.Tester.Requests.Clear()
        $statuses = 3..5 | Invoke-MaccorControlLoop -Sweep -IntervalSeconds 0.2 -ScriptBlock { $null } -Until {
            param($status, $loop)
            $loop.Turn -ge 3
        }
        $statuses.Count | Should -Be 9
        $statuses[0].GetType().Name | Should -Be 'ChannelReading'
        $simulator.Tester.Requests.CountOf([MacNet.Protocol.Messages.Functions]::Voltages) | Should -BeLessThan 9
    }

    It 'says beforehand where the messages do not fit, and which interval would do' {
        $simulator.Tester.System.Options.ServiceTime = [timespan]::FromMilliseconds(34)
        # The shortest of the last exchanges counts.
        $null = 1..4 | ForEach-Object { Get-MaccorReading 1 }
        3..5 | Invoke-MaccorControlLoop -IntervalSeconds 0.15 -DurationSeconds 0.1 -ScriptBlock { $null } -WarningVariable warning `
            -WarningAction SilentlyContinue | Out-Null
        $simulator.Tester.System.Options.ServiceTime = [timespan]::Zero
        $warning[0].Message | Should -BeLike "*3 channels of tester 'direct' take up to 6 messages*-IntervalSeconds 0.3 would do*"
    }
}

Describe 'Invoke-MaccorControlLoop around running tests' {
    AfterEach {
        Clear-Bench
    }

    BeforeEach {
        7, 8 | Set-MaccorVariable -Number 2 -Value 0
        $null = 7, 8 |
            Start-MaccorTest -Procedure 'VAR charge' -TestName ('around {channel} ' + [guid]::NewGuid().ToString('n').Substring(0, 6))
        7, 8 | Wait-MaccorChannel -State Active -TimeoutSeconds 10 | Out-Null
    }

    It 'sets the variable and at the end its safe value' {
        $ends = @{ SafeValue = 0.05; IntervalSeconds = 0.2; Until = { $_.SignedCurrent -gt 0.5 } }
        $statuses = 7, 8 |
            Invoke-MaccorControlLoop -Variable VAR1 @ends -ScriptBlock { 0.1 * $_.Channel }
        $statuses | Group-Object -Property Channel | ForEach-Object { $_.Group[-1].SignedCurrent } | Should -Be ([float[]] (0.7, 0.8))
        7, 8 | Get-MaccorVariable -Name VAR1 | ForEach-Object Value | Should -Be ([float[]] (0.05, 0.05))
    }

    It 'makes safe a channel alone whose script block fails, and ends without an error where a test completes' {
        7, 8 | Invoke-MaccorControlLoop -Variable 1 -SafeValue 0.05 -SuspendAtEnd -IntervalSeconds 0.2 -DurationSeconds 20 -ScriptBlock {
            param($status, $loop)
            if ($loop.Turn -eq 2 -and $loop.Channel -eq 7) { throw 'boom' }
            if ($loop.Turn -eq 4) { Set-MaccorVariable 8 -Number 2 -Value 1 }
            0.5
        } -ErrorAction SilentlyContinue -ErrorVariable problem | Out-Null
        $problem.Count | Should -Be 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'LoopScriptFailed,*'
        $problem[0].TargetObject.Channel | Should -Be 7
        7, 8 | ForEach-Object { (Get-Driven $_).Stat } | Should -Be 'Suspended', 'Completed'
        7, 8 | Get-MaccorVariable -Name VAR1 | ForEach-Object Value | Should -Be ([float[]] (0.05, 0.05))
    }

    It 'wants to know what is safe before anything is sent' {
        $simulator.Tester.Requests.Clear()
        { Invoke-MaccorControlLoop 7 -Variable VAR1 { 0.1 } } | Should -Throw -ErrorId 'SafeEndMissing,*'
        $simulator.Tester.Requests.Count | Should -Be 0
    }
}

Describe 'Invoke-MaccorProfile' {
    BeforeAll {
        $pulse = 'Time,Current,Voltage', '0,-0.5,2.6', '0.5,0.25,', '0:00:01,,' | ConvertFrom-Csv
    }

    AfterEach {
        Clear-Bench
    }

    BeforeEach {
        $null = 3, 4 | Start-MaccorDirectControl @limits
    }

    It 'plays a table on all channels, and ends at rest' {
        $simulator.Tester.Requests.Clear()
        $statuses = 3, 4 | Invoke-MaccorProfile -Profile $pulse -IntervalSeconds 0.25
        foreach ($channel in 3, 4) {
            $outputs = $simulator.Tester.Requests.All |
                Where-Object { $_.Message -is [MacNet.Protocol.Messages.DirectOutputRequest] -and $_.Message.Channel -eq $channel }
            -join $outputs.Message.Mode | Should -Match '^D+C+R+$'
            $outputs[0].Message.Voltage | Should -Be ([float] 2.6)
            ($statuses | Where-Object Channel -EQ $channel).SignedCurrent | Should -Contain -0.5
            (Get-Driven $channel).Activity | Should -Be 'Rest'
        }
    }

    It 'pauses while it is told to' {
        $statuses = 3 | Invoke-MaccorProfile -Profile @{ Time = 0; Current = 0.5 }, @{ Time = 0.4 } -IntervalSeconds 0.2 -PauseWhile {
            param($status, $loop)
            $loop.Turn -in 2..4
        }
        $statuses.SignedCurrent | Should -Be ([float[]] (0, 0.5, 0, 0, 0, 0.5))
    }

    It 'plays nothing with -WhatIf, and refuses what cannot be before anything is sent' {
        $simulator.Tester.Requests.Clear()
        Invoke-MaccorProfile 3 @{ Time = 0; Current = 1; Voltage = 4 }, @{ Time = '1:00:00' } -WhatIf
        Invoke-MaccorProfile 3 @{ Time = 0; Current = 5 }, @{ Time = 1 } -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'OutputBeyondLimits,*'
        { Invoke-MaccorProfile 3 @{ Time = 0; Amps = 1 }, @{ Time = 1 } } | Should -Throw "*column 'Amps'*" -ErrorId 'InvalidProfile,*'
        { Invoke-MaccorProfile 3 @{ Current = 1 }, @{ Time = 1 } } | Should -Throw '*has no Time*' -ErrorId 'InvalidProfile,*'
        $simulator.Tester.Requests.All | Where-Object { $_.Message -is [MacNet.Protocol.Messages.DirectOutputRequest] } |
            Should -BeNullOrEmpty
    }
}
