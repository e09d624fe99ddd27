BeforeAll {
    . "$PSScriptRoot/Said.ps1"
    Import-Module $env:MACNET_MODULE -Force
    $limits = @{ VoltageMax = 4.25; VoltageMin = 2.5; ChargeCurrentMax = 5; DischargeCurrentMax = 5 }

    function Get-Function {
        @($simulator.Tester.Requests.All | ForEach-Object { '{0},{1}' -f $_.Class, $_.Number }) -join ' '
    }
}

Describe 'Running tests' {
    BeforeEach {
        $simulator = Start-MaccorSimulator -ChannelCount 8 -TransitionTimeMs 0 -Speed 0
        $session = $simulator | Connect-Maccor -Name bench
        $connecting = $session.MessagesSent
        $simulator.Tester.Requests.Clear()
    }

    AfterEach {
        Disconnect-Maccor -Session $session
        $simulator | Stop-MaccorSimulator
    }

    Context 'Test-MaccorProcedure and Test-MaccorTestName' {
        It 'tell whether a name is known' {
            'Rest', 'none' | Test-MaccorProcedure | Should -Be $true, $false
            Test-MaccorTestName 'none' | Should -BeFalse
        }

        It 'do not ask for a name that cannot be one' {
            Test-MaccorProcedure 'a/b' -ErrorAction SilentlyContinue -ErrorVariable problem | Should -BeNullOrEmpty
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'InvalidProcedure,*'
            Get-Function | Should -Be ''
        }
    }

    Context 'Test-MaccorTestStart' {
        It 'emits an object for each channel' {
            $checks = 1..3 | Test-MaccorTestStart -Procedure Rest
            $checks.Channel | Should -Be 1, 2, 3
            $checks.CanStart | Should -Be $true, $true, $true
            $checks[0].Session | Should -Be 'bench'
        }

        It 'lets one channel start one test only' {
            $checks = 1, 1, 2 | Test-MaccorTestStart -Procedure Rest
            $checks.CanStart | Should -Be $true, $false, $true
            $checks[1].Reason | Should -BeLike '*another of these tests*'
        }

        It 'says why not' {
            $check = Test-MaccorTestStart 1 none
            $check.CanStart | Should -BeFalse
            $check.Code | Should -Be 2
            $check.Reason | Should -Be 'Procedure does not exist'
            Test-MaccorTestStart 1 none -Quiet | Should -BeFalse
        }

        It 'shows the errors in a procedure' {
            $simulator.Tester.Procedures.Add('Broken', '{ "steps": [ { "do": "dance" } ] }')
            $lines = Test-MaccorTestStart 1 Broken | Out-String -Width 100
            $lines | Should -BeLike '*Compile error*dance*'
        }
    }

    Context 'Start-MaccorTest' {
        It 'starts channels with limits and a name for each' {
            $started = 1..3 | Start-MaccorTest -Procedure Rest -TestName 'Cell {channel}' -Comment hello @limits
            $started.TestName | Should -Be 'Cell 1', 'Cell 2', 'Cell 3'
            $started[0].Procedure | Should -Be 'Rest'
            $started[0].Comment | Should -Be 'hello'
            (Get-MaccorReading 1, 2, 3).State | Should -Be 'Active', 'Active', 'Active'
            $simulator.Tester.Channels[2].SafetyLimits.VoltageMax | Should -Be 4.25
        }

        It 'takes rows of a CSV file' {
            $rows = @(
                'Channel,Procedure,TestName,CRate,VoltageMax,VoltageMin,ChargeCurrentMax,DischargeCurrentMax'
                '1,Rest,a,2,4.2,2.5,5,5'
                '2,VAR charge,b,2,4.1,2.5,5,5'
            )
            $started = $rows | ConvertFrom-Csv | Start-MaccorTest
            $started.TestName | Should -Be 'a', 'b'
            $simulator.Tester.Channels[2].SafetyLimits.VoltageMax | Should -BeGreaterThan 4.09
            $simulator.Tester.Channels[2].SafetyLimits.VoltageMax | Should -BeLessThan 4.11
        }

        It 'takes rows without limits' {
            $rows = "Channel,Procedure`n1,Rest`n2,Rest" | ConvertFrom-Csv
            ($rows | Start-MaccorTest).Channel | Should -Be 1, 2
            Get-Function | Should -Not -BeLike '*6,10*'
        }

        It 'takes blank cells of rows as not given' {
            $rows = @(
                'Channel,Procedure,CRate,Mass,VoltageMax,VoltageMin,ChargeCurrentMax,DischargeCurrentMax,ChargePowerMax,DischargePowerMax'
                '1,Rest,2,3,4.2,2.5,5,5,,'
                '2,Rest,,,,,,,, '
                '3,Rest,,,4.2,2.5,,5,,'
            ) | ConvertFrom-Csv
            $started = $rows | Start-MaccorTest -ErrorAction SilentlyContinue -ErrorVariable problem
            $started.Channel | Should -Be 1, 2
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'IncompleteLimits,*'
            $problem[0].TargetObject.Channel | Should -Be 3
            $functions = $simulator.Tester.Requests.All | ForEach-Object { '{0},{1}' -f $_.Class, $_.Number }
            @($functions -eq '6,10').Count | Should -Be 1
            $starts = $simulator.Tester.Requests.All | Where-Object { $_.Class -eq 6 -and $_.Number -eq 2 }
            $starts.Message.CRate | Should -Be 2, 1
            $starts.Message.Mass | Should -Be 3, 1
        }

        It 'takes limits as an object or a hashtable' {
            $inForce = Set-MaccorSafetyLimit 1 @limits -PassThru
            Start-MaccorTest 2 Rest -SafetyLimit $inForce
            Start-MaccorTest 3 Rest -SafetyLimit @{ VoltageMax = 4.25; VoltageMin = 2; ChargeCurrent = 1; DischargeCurrent = 1 }
            $simulator.Tester.Channels[2].SafetyLimits.VoltageMin | Should -Be 2.5
            $simulator.Tester.Channels[3].SafetyLimits.VoltageMin | Should -Be 2
        }

        It 'takes what Set-MaccorSafetyLimit emits' {
            $started = 1, 2 | Set-MaccorSafetyLimit @limits -PassThru | Start-MaccorTest -Procedure Rest
            $started.Channel | Should -Be 1, 2
            Get-Function | Should -BeLike '*6,10 6,11 6,2*'
        }

        It 'needs all limits or none' {
            1..4 | Start-MaccorTest Rest -VoltageMax 4.25 -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem.Count | Should -Be 1
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'IncompleteLimits,*'
            "$($problem[0])" | Should -BeLike '*missing: VoltageMin, ChargeCurrentMax, DischargeCurrentMax.*'
            Start-MaccorTest 1 Rest @limits -SafetyLimit $limits -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'IncompleteLimits,*'
            Get-Function | Should -Be ''
        }

        It 'gives one name to one test only, and sends nothing' {
            1..3 | Start-MaccorTest -Procedure Rest -TestName same -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem.Count | Should -Be 1
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'TestNameForSeveral,*'
            $problem[0].Exception.Message | Should -BeLike '*channels 1 to 3*'
            Get-Function | Should -Be ''
        }

        It 'starts the others where one is busy' {
            Start-MaccorTest 2 Rest | Out-Null
            $started = 1..3 | Start-MaccorTest -Procedure Rest -ErrorAction SilentlyContinue -ErrorVariable problem
            $started.Channel | Should -Be 1, 3
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'ChannelBusy,*'
            $problem[0].CategoryInfo.Category | Should -Be 'ResourceBusy'
            $problem[0].TargetObject.Channel | Should -Be 2
            $problem[0].RecommendedAction | Should -BeLike '*Wait-MaccorChannel*'
        }

        It 'resets over a problem only with -Force' {
            Start-MaccorTest 1 Rest | Out-Null
            $simulator.Tester.Channels[1].Fail('LostCurrentControl')
            Start-MaccorTest 1 Rest -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'ChannelProblem,*'
            (Start-MaccorTest 1 Rest -Force).Channel | Should -Be 1
        }

        It 'only looks with -WhatIf' {
            1..3 | Start-MaccorTest -Procedure Rest @limits -WhatIf
            # Nothing but questions: states, whose binary connection it is, what the channels can do, and the tester's own check.
            Get-Function | Should -Be '4,1 1,2 3,1 6,11 6,11 6,11'
        }

        It 'says exactly what would happen' {
            $said = Get-Said {
                $limits = @{ VoltageMax = 4.2; VoltageMin = 2.5; ChargeCurrent = 1; DischargeCurrent = 2 }
                Start-MaccorTest 1 Rest -TestName 'Cell {channel}' -SafetyLimit $limits -WhatIf
                Start-MaccorTest 1 Rest -CRate 2.5 -Chamber 1 -WhatIf
            }
            $said | Should -BeLike '*Set the safety limits 2.5 V to 4.2 V, charge 1 A, discharge 2 A, then start*'
            $said | Should -BeLike "*then start procedure 'Rest' as test 'Cell 1'*on target `"channel 1 of tester 'bench'`"*"
            $said | Should -BeLike "*Start procedure 'Rest', C-rates by 2.5 Ah, in chamber 1 as a test whose name the tester makes up*"
        }

        It 'starts on several testers at once and loses only the one that is down' {
            $other = Start-MaccorSimulator -ChannelCount 4 -TransitionTimeMs 0 -Speed 0
            $otherSession = $other | Connect-Maccor -Name other -TimeoutSeconds 2
            $other.Tester.StopListening()
            $started = Start-MaccorTest 1 Rest -Session bench, other -ErrorAction SilentlyContinue -ErrorVariable problem
            $started.Session | Should -Be 'bench'
            $problem.Count | Should -Be 1
            $problem[0].TargetObject.Session | Should -Be 'other'
            Disconnect-Maccor -Session $otherSession
            $other | Stop-MaccorSimulator
        }
    }

    Context 'Start-MaccorTest with names and limits that cannot be' {
        It 'warns of a capacity that the limits have nothing of' {
            $limits = @{ VoltageMin = 2.5; VoltageMax = 4.25; ChargeCurrentMax = 2; DischargeCurrentMax = 2; WhatIf = $true }
            Start-MaccorTest 5 'CCCV charge' @limits -CapacityAh 2500 -WarningVariable told -WarningAction SilentlyContinue
            "$told" | Should -BeLike '*Channel 5*2500 Ah*1 C is 2500 A*allow 2 A*mAh*'
            Start-MaccorTest 5 'CCCV charge' @limits -CapacityAh 2.5 -WarningVariable told
            $told | Should -BeNullOrEmpty
        }

        It 'warns of a name whose data file could never be fetched' {
            $name = "Zelle 5 $([char] 0xB5)m"
            2..4 | Start-MaccorTest Rest -TestName "$name {channel}" -WhatIf -WarningVariable said -WarningAction SilentlyContinue
            @($said).Count | Should -Be 1
            (Start-MaccorTest 1 Rest -TestName $name -WarningVariable said -WarningAction SilentlyContinue).Channel | Should -Be 1
            "$said" | Should -BeLike '*cannot carry*'
            $dry = @{ TestName = "$name b"; WhatIf = $true; WarningVariable = 'said'; WarningAction = 'SilentlyContinue' }
            Restart-MaccorTest 2 -Procedure Rest -CapacityAh 1 @dry
            "$said" | Should -BeLike '*cannot carry*'
            Start-MaccorDirectControl 2 @limits @dry
            "$said" | Should -BeLike '*cannot carry*'
        }

        It 'refuses with -WhatIf what it would refuse without' {
            $beyond = @{ VoltageMin = 2.5; VoltageMax = 20; ChargeCurrentMax = 1; DischargeCurrentMax = 1 }
            Start-MaccorTest 1 Rest @beyond -WhatIf -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'LimitBeyondSpecification,*'
            (Test-MaccorTestStart 1 Rest @beyond).CanStart | Should -BeFalse
        }

        It 'says of a regime with -WhatIf that only the start tells whether it is there' {
            1, 2 | Start-MaccorTest -Procedure Rest -Regime none -WhatIf -WarningVariable said -WarningAction SilentlyContinue
            $said | Should -BeLike "*regime 'none'*only when a test starts*"
            $null = Test-MaccorTestStart 1 Rest -Regime none -WarningVariable said -WarningAction SilentlyContinue
            $said | Should -BeLike "*regime 'none'*only when a test starts*"
        }

        It 'costs three messages a channel and two, and with limits four and three' {
            $before = $session.MessagesSent
            1..4 | Start-MaccorTest -Procedure Rest | Out-Null
            $session.MessagesSent - $before | Should -Be (3 * 4 + 2)
            $before = $session.MessagesSent
            5..8 | Start-MaccorTest -Procedure Rest @limits | Out-Null
            # Once in a session, (1, 2) opens the binary connection.
            $session.MessagesSent - $before | Should -Be (4 * 4 + 3 + 1)
        }
    }

    Context 'Start-MaccorTest -Together' {
        It 'starts all channels of the pipeline with one message' {
            $started = 2, 4, 6 | Start-MaccorTest -Procedure Rest -TestName batch -Together
            $started.Channel | Should -Be 2, 4, 6
            $started.TestName | Should -Be 'batch', 'batch', 'batch'
            ($simulator.Tester.Requests.All | Where-Object { $_.Class -eq 6 -and $_.Number -eq 2 }).Count | Should -Be 1
        }

        It 'costs a message a channel and sixteen at most' {
            1..8 | Start-MaccorTest -Procedure Rest -Together | Out-Null
            $session.MessagesSent | Should -BeLessOrEqual (8 + 16 + $connecting)
        }

        It 'starts nothing where another channel is selected' {
            Select-MaccorChannel 8
            $started = 2, 4 | Start-MaccorTest -Procedure Rest -Together -ErrorAction SilentlyContinue -ErrorVariable problem
            $started | Should -BeNullOrEmpty
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'OthersSelected,*'
            (Get-MaccorReading).State | Should -Not -Contain 'Active'
        }
    }

    Context 'Select-MaccorChannel' {
        It 'selects and takes the selection back' {
            (1, 3 | Select-MaccorChannel -PassThru).State | Should -Be 'Selected', 'Selected'
            Get-MaccorReading | Where-Object State -EQ Selected | Select-MaccorChannel -Clear
            (Get-MaccorReading).State | Should -Not -Contain 'Selected'
        }

        It 'says so where the tester counts otherwise, and -Bitmap helps' {
            $simulator.Tester.System.Options.Quirks.JsonSelectCountsFromOne = $true
            Select-MaccorChannel 3, 4 -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'WrongChannelSelected,*'
            (Get-MaccorReading).State | Should -Not -Contain 'Selected'
            (Select-MaccorChannel 3, 4 -Bitmap -PassThru).State | Should -Be 'Selected', 'Selected'
        }

        It 'looks at the state alone with -WhatIf' {
            Select-MaccorChannel 3 -WhatIf
            Get-Function | Should -Be '4,1'
        }
    }

    Context 'Restart-MaccorTest' {
        It 'starts a new test at a step' {
            $started = Restart-MaccorTest 1 -Procedure 'Full cycle' -TestName new -Step 3 -Cycle 2 -RemainingLoop 1, -1
            $started.TestName | Should -Be 'new'
            (Get-MaccorChannelStatus 1).Step | Should -Be 3
        }

        It 'goes on with an archived test' {
            Start-MaccorTest 1 Rest -TestName old | Out-Null
            Invoke-MaccorFunction 6 5 1 -Confirm:$false | Out-Null
            $started = Restart-MaccorTest 2 old.001 -AddShelfTime
            $started.TestName | Should -Be 'old'
            $started.Procedure | Should -Be 'Rest'
        }

        It 'does not take options of an archived test for a new one' {
            Restart-MaccorTest 1 -Procedure Rest -AddShelfTime -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'IllegalStartOption,*'
            Restart-MaccorTest 1 -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'IllegalStartOption,*'
            $problem[0].RecommendedAction | Should -BeLike '*-ArchivedTest*-Procedure*'
            Get-Function | Should -Be ''
        }

        It 'is refused where the archived test is not there' {
            Restart-MaccorTest 1 none.001 -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'Refused,*'
            $problem[0].Exception.Result.Code | Should -Be 4
        }
    }

    Context 'Suspend-MaccorTest, Resume-MaccorTest and Reset-MaccorChannel' {
        BeforeEach { 1..3 | Start-MaccorTest -Procedure Rest | Out-Null }

        It 'suspend, resume and stop tests' {
            (1..3 | Suspend-MaccorTest -PassThru).State | Should -Be 'Suspended', 'Suspended', 'Suspended'
            (1, 2 | Resume-MaccorTest -PassThru).State | Should -Be 'Active', 'Active'
            (1..3 | Reset-MaccorChannel -PassThru -Confirm:$false).State | Should -Be 'Available', 'Available', 'Available'
        }

        It 'cost a message a channel, and four to tell what they did' {
            $before = $session.MessagesSent
            1..3 | Reset-MaccorChannel -PassThru -Confirm:$false | Out-Null
            $session.MessagesSent - $before | Should -Be (3 + 4)
        }

        It 'take what another cmdlet emits' {
            Get-MaccorReading | Where-Object State -EQ Active | Suspend-MaccorTest
            (Get-MaccorReading | Where-Object State -EQ Suspended).Channel | Should -Be 1, 2, 3
        }

        It 'change nothing with -WhatIf' {
            Suspend-MaccorTest 1 -WhatIf
            Reset-MaccorChannel 1 -WhatIf
            (Get-MaccorReading 1).State | Should -Be 'Active'
        }

        It 'go on with the others after an error' {
            Resume-MaccorTest 1 -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'Refused,*'
            3, 99, 2 | Suspend-MaccorTest -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem.FullyQualifiedErrorId | Should -BeLike 'NoSuchChannel,*'
            (Get-MaccorReading 1, 2, 3).State | Should -Be 'Active', 'Suspended', 'Suspended'
        }

        It 'ask before a running test is lost, and only then' {
            $type = (Get-Command Reset-MaccorChannel).ImplementingType
            $type.GetCustomAttributes([Management.Automation.CmdletAttribute], $false).ConfirmImpact | Should -Be 'High'
            $shell = [powershell]::Create().AddScript("Import-Module '$env:MACNET_MODULE'; Reset-MaccorChannel 1 -Session bench")
            $null = $shell.Invoke()
            "$($shell.Streams.Error)" | Should -BeLike '*prompts the user*'
            $shell.Dispose()
            (Get-MaccorReading 1).State | Should -Be 'Active'
        }
    }

    Context 'Clear-MaccorChannel' {
        It 'archives tests that have ended and leaves the others' {
            1..3 | Start-MaccorTest -Procedure Rest -TestName 'Cell {channel}' | Out-Null
            $simulator.Tester.Channels[1].Fail('LostCurrentControl')
            $simulator.Tester.Channels[2].Fail('LostCurrentControl')
            $before = $session.MessagesSent
            1..4 | Clear-MaccorChannel -ErrorAction SilentlyContinue -ErrorVariable problem
            $session.MessagesSent - $before | Should -Be (2 + 2)
            $problem.Count | Should -Be 1
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'TestRunning,*'
            $problem[0].CategoryInfo.Category | Should -Be 'ResourceBusy'
            (Get-MaccorReading 1, 2, 3, 4).State | Should -Be 'Available', 'Available', 'Active', 'Available'
            'Cell 1', 'Cell 2', 'Cell 3' | Test-MaccorTestName | Should -Be $true, $true, $false
        }

        It 'only looks with -WhatIf' {
            Start-MaccorTest 1 Rest | Out-Null
            $simulator.Tester.Channels[1].Fail('LostCurrentControl')
            (Clear-MaccorChannel 1 -PassThru -WhatIf) | Should -BeNullOrEmpty
            (Get-MaccorReading 1).State | Should -Be 'Problem'
        }

        It 'emits the status also of a channel that was free' {
            (Clear-MaccorChannel 5 -PassThru).State | Should -Be 'Available'
        }
    }
}
