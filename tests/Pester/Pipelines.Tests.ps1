BeforeAll {
    Import-Module $env:MACNET_MODULE -Force
    $simulators = 'one', 'two', 'three' | ForEach-Object { Start-MaccorSimulator -Name $_ -ChannelCount 4 -TransitionTimeMs 0 }
    $simulators | Connect-Maccor -TimeoutSeconds 3 | Out-Null
}

AfterAll {
    Get-MaccorSession | Disconnect-Maccor
    Stop-MaccorSimulator
}

Describe 'Several testers' {
    It 'reads all of them, in the order of the sessions' {
        $readings = Get-MaccorReading -Session *
        $readings.Count | Should -Be 12
        ($readings | Select-Object -ExpandProperty Session -Unique) | Should -Be 'one', 'two', 'three'
    }

    It 'reaches the right channel of the right tester' {
        [pscustomobject]@{ Session = 'two'; Channel = 3 } | Set-MaccorVariable -Number 1 -Value 7
        $set = Get-MaccorVariable -Session * -Name VAR1 | Where-Object Value -EQ 7
        "$($set.Session) $($set.Channel)" | Should -Be 'two 3'
    }

    It 'passes what one cmdlet gives to the next' {
        Start-MaccorTest 2 -Session one -Procedure 'CCCV charge' | Out-Null
        $tests = Get-MaccorReading -Session * | Where-Object State -EQ Active | Get-MaccorTest
        "$($tests.Session) $($tests.Channel) $($tests.Procedure)" | Should -Be 'one 2 CCCV charge'
        $tests | Reset-MaccorChannel -Confirm:$false
        (Get-MaccorReading -Session * | Group-Object State).Name | Should -Be 'Available'
    }

    It 'can be mocked, with names for sessions' {
        Mock Get-MaccorReading { [pscustomobject]@{ Session = "$Session"; State = 'Completed' } }
        (Get-MaccorReading 1, 2 -Session 'no such', other).Session | Should -Be 'no such other'
        Mock Reset-MaccorChannel {}
        3, 4 | Reset-MaccorChannel -Session (Get-MaccorSession one) -Confirm:$false
        Should -Invoke Reset-MaccorChannel -Times 2 -Exactly
    }

    It 'gives what is read channel by channel tester by tester, under one heading each' {
        $statuses = Get-MaccorChannelStatus -Session one, three
        $statuses.Session | Should -Be (@('one') * 4 + @('three') * 4)
        @(($statuses | Out-String) -split '\r?\n' -match 'Tester:').Count | Should -Be 2
    }

    It 'takes what comes after the channels as the first argument, where the channels come down the pipeline' {
        (3..4 | Start-MaccorTest 'Rest' -Session one).Channel | Should -Be 3, 4
        (3..4 | Wait-MaccorChannel Active -Session one -TimeoutSeconds 30).Channel | Should -Be 3, 4
        (3..4 | Get-MaccorSmartBatteryRegister Voltage -Session one).Channel | Should -Be 3, 4
        (3..4 | Get-MaccorVariable VAR1, VAR2 -Session one).Name | Should -Be 'VAR1', 'VAR2', 'VAR1', 'VAR2'
        3..4 | Reset-MaccorChannel -Session one -Confirm:$false
        3 | Test-MaccorTestStart Rest -Session one -Quiet | Should -BeTrue
        Test-MaccorTestStart '3-4' Rest -Session one -Quiet | Should -Be $true, $true
        { Start-MaccorTest 5.5 Rest -Session one } | Should -Throw '*no whole number*'
    }

    It 'takes a variable, an output and a profile so too' {
        (3..4 | Set-MaccorVariable VAR1 2.5 -Session one -PassThru).Value | Should -Be 2.5, 2.5
        (Set-MaccorVariable 3 2 5 -Session one -PassThru).Value | Should -Be 5
        $said = 3..4 | Set-MaccorDirectOutput -0.5 -Session one -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem.TargetObject.Channel | Should -Be 3, 4
        $said | Should -BeNullOrEmpty
        $rows = @{ Time = 0; Current = 0 }, @{ Time = 1; Current = 0 }
        3..4 | Invoke-MaccorProfile $rows -Session one -WhatIf -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem.TargetObject.Channel | Should -Be 3, 4
        { Set-MaccorVariable 3 VARX 5 -Session one } | Should -Throw '*is no variable*'
        # PowerShell would take the script block for what tells the channel.
        { 3..4 | Invoke-MaccorControlLoop { 2 } -Session one -WhatIf } | Should -Throw -ErrorId 'PositionalParameterNotFound,*'
    }

    It 'costs one error where one is down, and not the data of the others' {
        $simulators[1].Tester.Faults.Always([MacNet.VirtualTester.Faults.Fault]::Disconnect)
        $readings = Get-MaccorReading -Session * -ErrorAction SilentlyContinue -ErrorVariable problem
        $simulators[1].Tester.Faults.Clear()
        $readings.Count | Should -Be 8
        $problem.Count | Should -Be 1
        $problem[0].TargetObject.Session | Should -Be 'two'
        @(Get-MaccorReading -Session two).Count | Should -Be 4
    }
}

Describe 'What comes out' {
    It 'goes into a CSV file and comes back' {
        $path = Join-Path $TestDrive 'readings.csv'
        Get-MaccorReading | Export-Csv $path -NoTypeInformation
        $rows = Import-Csv $path
        $rows.Count | Should -Be 4
        $rows[0].Session | Should -Be 'three'
        $rows[0].State | Should -Be 'Available'
        ($rows | Get-MaccorReading).Channel | Should -Be (1..4)
    }

    It 'says what it is where it is gathered' {
        (Get-MaccorReading 1, 2 | Group-Object State).Group[1].ToString() | Should -BeLike 'three, channel 2: Available, 3.* V, 0 A'
    }

    It 'goes into JSON, and nothing of a session is cut off' {
        Get-MaccorSession three | ConvertTo-Json -Depth 2 -WarningVariable warnings -WarningAction SilentlyContinue | Out-Null
        $warnings | Should -BeNullOrEmpty
    }

    It 'goes into JSON without the session behind it' {
        $json = Get-MaccorReading 1 | ConvertTo-Json -Depth 5 | ConvertFrom-Json
        $json.Session | Should -Be 'three'
        $json.Channel | Should -Be 1
    }
}

Describe 'What comes in' {
    It 'is refused in words where its parameter was given too: <Line>' -ForEach @(
        @{ Line = '1..2 | Set-MaccorVariable 2 3.2'; Advice = 'Name what was meant, as in -Number 2, where the pipeline gives -Channel.' }
        @{ Line = '1..2 | Get-MaccorVariable 1'; Advice = 'Name what was meant, as in -Name 1, *' }
        @{ Line = '1..2 | Set-MaccorDirectOutput 1 2'; Advice = 'Name what was meant, as in -Current 1, *' }
        @{ Line = '1..2 | Get-MaccorReading 3'; Advice = 'Give -Channel either as an argument or down the pipeline.' }
        @{ Line = "'Rest' | Get-MaccorFile Procedure"; Advice = 'Give it by name, as an argument.*' }
    ) {
        # As at a prompt: with Stop, PowerShell's own error ends the line before.
        $ErrorActionPreference = 'Continue'
        & ([scriptblock]::Create($Line)) 2>$null | Out-Null
        $Error[0].FullyQualifiedErrorId | Should -BeLike 'InputNotTaken,*'
        $Error[0].ErrorDetails.RecommendedAction | Should -BeLike $Advice
        $Error.Clear()
        1..2 | Get-MaccorReading | Out-Null
        $Error.Count | Should -Be 0
    }

    It 'connects a session again, at its own ports and in place of it' {
        $former = Get-MaccorSession three
        $again = $former | Connect-Maccor
        $again.Name | Should -Be 'three'
        $again.Port | Should -Be $former.Port
        $former.IsClosed | Should -BeTrue
    }

    It 'is not taken for the name of a file that has only one' {
        $said = Get-MaccorSession three | Receive-MaccorFile SystemEvent -Destination "$TestDrive/" -Force
        $said.Name | Should -Be 'SysEvent.log'
    }

    It 'is no pattern that nothing fits: <Of>' -ForEach @(
        @{ Of = { Get-MaccorFile Procedure 'rig[' } }
        @{ Of = { Receive-MaccorFile Procedure 'rig[' "$TestDrive/" } }
        @{ Of = { Get-MaccorVariable 1 'rig[' } }
        @{ Of = { Get-MaccorSmartBatteryRegister 1 'rig[' } }
        @{ Of = { Get-MaccorSession 'rig[' } }
        @{ Of = { Get-MaccorSimulator 'rig[' } }
    ) {
        & $Of -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'is a procedure with its extension' {
        Get-MaccorFile Procedure -Session three | Test-MaccorProcedure | Select-Object -Unique | Should -BeTrue
    }
}

Describe 'Other runspaces' {
    It 'finds the sessions in ForEach-Object -Parallel' {
        if ($PSVersionTable.PSVersion.Major -lt 7) {
            Set-ItResult -Skipped -Because 'Windows PowerShell has no ForEach-Object -Parallel'
        }
        $module = $env:MACNET_MODULE
        $counts = 1..4 | ForEach-Object -ThrottleLimit 4 -Parallel {
            Import-Module $using:module
            @(Get-MaccorReading -Session two).Count
        }
        $counts | Should -Be 4, 4, 4, 4
    }

    It 'finds the sessions in a thread job' {
        if (-not (Get-Command Start-ThreadJob -ErrorAction Ignore)) {
            Set-ItResult -Skipped -Because 'there is no Start-ThreadJob here'
        }
        $module = $env:MACNET_MODULE
        $job = Start-ThreadJob {
            Import-Module $using:module
            (Get-MaccorReading -Session one 1).Session
        }
        $job | Receive-Job -Wait -AutoRemoveJob | Should -Be 'one'
    }

    It 'leaves the sessions of others alone when the module is removed in a runspace' {
        $shell = [powershell]::Create()
        $null = $shell.AddScript("Import-Module '$env:MACNET_MODULE'; Get-MaccorReading 1 -Session one; Remove-Module MacNet")
        $shell.Invoke() | Should -HaveCount 1
        $shell.Dispose()
        @(Get-MaccorReading -Session one).Count | Should -Be 4
    }
}

Describe 'Ctrl+C' {
    It 'ends at once what waits for a tester that is silent, and leaves the session usable' {
        $silent = Start-MaccorSimulator -Name silent
        $session = $silent | Connect-Maccor -TimeoutSeconds 3600
        $silent.Tester.Faults.SwallowEverything = $true
        $silent.Tester.Requests.Clear()
        $shell = [powershell]::Create()
        $running = $shell.AddScript("Import-Module '$($env:MACNET_MODULE)'; Get-MaccorReading -Session silent").BeginInvoke()
        $silent.Tester.Requests.WhenCountReaches(1).Wait(60000) | Should -BeTrue
        $shell.Stop()
        $running.IsCompleted | Should -BeTrue
        $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $shell.Dispose()
        $silent.Tester.Faults.SwallowEverything = $false
        @($session | Get-MaccorReading).Count | Should -Be 16
        $silent | Stop-MaccorSimulator
        $session | Disconnect-Maccor
    }
}

Describe 'Completion' {
    It 'knows channels and sessions' {
        $line = 'Get-MaccorReading -Session one -Channel '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be '1', '2', '3', '4'
        $line = 'Get-MaccorReading -Session t'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'two', 'three'
    }
}

Describe 'Virtual testers' {
    It 'can be found and stopped by name' {
        Start-MaccorSimulator -Name passing | Out-Null
        (Get-MaccorSimulator pass*).Name | Should -Be 'passing'
        Get-MaccorSimulator passing | Stop-MaccorSimulator
        Get-MaccorSimulator passing* | Should -BeNullOrEmpty
    }

    It 'are stopped by name, by pattern, and as objects' {
        Start-MaccorSimulator -Name passing | Out-Null
        Start-MaccorSimulator -Name 'passing[1]' | Out-Null
        $last = Start-MaccorSimulator -Name passing1
        Stop-MaccorSimulator 'passing[1]'
        (Get-MaccorSimulator pass*).Name | Should -Be 'passing', 'passing1'
        $line = 'Stop-MaccorSimulator passi'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'passing', 'passing1'
        'passing' | Stop-MaccorSimulator
        Stop-MaccorSimulator $last, pass*
        Get-MaccorSimulator pass* | Should -BeNullOrEmpty
        { Stop-MaccorSimulator passing -ErrorAction Stop } | Should -Throw '*no virtual tester named*passing*'
        { Stop-MaccorSimulator $null } | Should -Throw
        @(Get-MaccorSimulator).Count | Should -Be 3
    }

    It 'have names of their own' {
        { Start-MaccorSimulator -Name ONE } | Should -Throw -ErrorId 'SimulatorExists,*'
        @(Get-MaccorSimulator one).Count | Should -Be 1
    }

    It 'are not started under -WhatIf' {
        Start-MaccorSimulator -Name never -WhatIf
        Get-MaccorSimulator never* | Should -BeNullOrEmpty
    }

    It 'say so where a port is in use' {
        { Start-MaccorSimulator -JsonPort $simulators[0].JsonPort } | Should -Throw -ErrorId 'PortInUse,*'
    }

    It 'say so where a folder is missing' {
        { Start-MaccorSimulator -ProcedurePath (Join-Path $TestDrive missing) } | Should -Throw -ErrorId 'InvalidSimulator,*'
    }

    It 'say what cannot be used: <Wrong>' -ForEach @(
        @{ Wrong = 'missing'; Given = @{ ProcedurePath = 'missing' } }
        @{ Wrong = 'missing'; Given = @{ ReplayPath = 'missing' } }
        @{ Wrong = 'Pipelines.Tests.ps1/x'; Given = @{ FilePath = 'Pipelines.Tests.ps1/x' } }
        @{ Wrong = 'Pipelines.Tests.ps1'; Given = @{ ReplayPath = 'Pipelines.Tests.ps1' } }
    ) {
        Push-Location -LiteralPath $PSScriptRoot
        try {
            Start-MaccorSimulator @Given
        }
        catch {
            $problem = $_
        }
        finally {
            Pop-Location
        }
        $problem.FullyQualifiedErrorId | Should -BeLike 'InvalidSimulator,*'
        $problem.TargetObject | Should -Be $Wrong
    }
}
