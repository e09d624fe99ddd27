BeforeAll {
    Import-Module $env:MACNET_MODULE -Force
    $simulator = Start-MaccorSimulator -Name reading -ChannelCount 130 -TransitionTimeMs 0
    $simulator | Connect-Maccor | Out-Null
    $requests = $simulator.Tester.Requests
}

AfterAll {
    Get-MaccorSession | Disconnect-Maccor
    Stop-MaccorSimulator
}

Describe 'Reading' {
    BeforeEach {
        $requests.Clear()
    }

    It 'reads all channels with four messages for each 128' {
        $readings = Get-MaccorReading
        $readings.Count | Should -Be 130
        $requests.Count | Should -Be 8
    }

    It 'reads eight channels of the pipeline with four messages' {
        $readings = 1..8 | Get-MaccorReading
        $readings.Channel | Should -Be (1..8)
        $requests.Count | Should -Be 4
    }

    It 'gives the same properties for one channel as for all' {
        $one = Get-MaccorReading 1 | Get-Member -MemberType Properties
        $many = Get-MaccorReading | Get-Member -MemberType Properties
        $one.Name | Should -Be $many.Name
    }

    It 'gives the current its sign by direction' {
        Start-MaccorTest 1 -Procedure 'CC discharge' | Out-Null
        Start-MaccorTest 2 -Procedure 'CCCV charge' | Out-Null
        $readings = Get-MaccorReading 1, 2
        $readings[0].Activity | Should -Be 'Discharge'
        $readings[0].Current | Should -BeGreaterThan 0
        $readings[0].SignedCurrent | Should -Be (-$readings[0].Current)
        $readings[1].SignedCurrent | Should -Be $readings[1].Current
        1, 2 | Reset-MaccorChannel -Confirm:$false
    }

    It 'takes nothing for no channel, and not for all: <_>' -ForEach @(
        'Get-MaccorReading', 'Get-MaccorChannelStatus', 'Get-MaccorTest', 'Get-MaccorChannel', 'Wait-MaccorChannel', 'Watch-MaccorChannel'
        'Invoke-MaccorFunction -Class 4 -Number 7'
    ) {
        $nothing = [scriptblock]::Create("`$null | $_ -ErrorAction Stop")
        $nothing | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        $requests.Count | Should -Be 0
    }

    It 'says which channels there are not, and reads the others' {
        $readings = Get-MaccorReading 0, 5, 131, -1 -ErrorAction SilentlyContinue -ErrorVariable problem
        $readings.Channel | Should -Be 5
        $problem.Count | Should -Be 3
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'NoSuchChannel,*'
        $problem[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        "$($problem[0])" | Should -BeLike '*channels are 1 to 130*'
    }

    It 'reads everything of a channel with one message' {
        $status = Get-MaccorChannelStatus 3
        $requests.Count | Should -Be 1
        $status.Channel | Should -Be 3
        $status.Voltage | Should -BeGreaterThan 2.5
        $status.TesterTime.Kind | Should -Be 'Unspecified'
    }

    It 'shows progress on many channels' {
        $shell = [powershell]::Create()
        $shell.AddScript("Import-Module '$($env:MACNET_MODULE)'; Get-MaccorChannelStatus -Session reading").Invoke() | Should -HaveCount 130
        $shell.Streams.Progress.Count | Should -BeGreaterThan 10
        $shell.Streams.Progress[-1].RecordType | Should -Be 'Completed'
        $shell.Dispose()
    }

    It 'leaves no progress behind where it fails' {
        $none = Start-MaccorSimulator -Name failing -ChannelCount 4 -TransitionTimeMs 0
        $session = $none | Connect-Maccor -TimeoutSeconds 2
        $none.Tester.StopListening()
        $shell = [powershell]::Create()
        $null = $shell.AddScript("Import-Module '$($env:MACNET_MODULE)'; Get-MaccorChannelStatus -Session failing").Invoke()
        $shell.Streams.Error.Count | Should -Be 1
        $shell.Streams.Progress[-1].RecordType | Should -Be 'Completed'
        $shell.Dispose()
        $session | Disconnect-Maccor
        $none | Stop-MaccorSimulator
    }

    It 'tells what a tester consists of, with one message in a session' {
        Get-MaccorSystem | Out-Null
        $system = Get-MaccorSystem
        $system.TestChannels | Should -Be 130
        $system.SystemType | Should -Be 'Lab'
        $system.ExeVersion | Should -BeOfType version
        $system.ChannelNumberOffset | Should -Be 0
        $requests.Count | Should -Be 1
    }

    It 'asks for a specification once in a session' {
        (Get-MaccorChannel 7).ChargeRanges.Count | Should -Be 4
        Get-MaccorChannel 7 | Out-Null
        $requests.Count | Should -Be 1
    }

    It 'asks for the specifications of all channels with one message for each 128' {
        (Get-MaccorChannel).Count | Should -Be 130
        Get-MaccorChannel | Out-Null
        $requests.Count | Should -Be 2
    }

    It 'reads the calibration where it is wanted' {
        (Get-MaccorChannel 8).Calibration | Should -BeNullOrEmpty
        (Get-MaccorChannel 8 -Calibration).Calibration.VoltageCharge | Should -BeOfType datetime
    }

    It 'reads auxiliary inputs with their units' {
        $inputs = Get-MaccorAuxiliary 1
        $inputs[0].Unit | Should -Be 'C'
        $inputs[0].Input | Should -Be 1
        $inputs[0].Value | Should -BeGreaterThan 10
    }

    It 'finds temperatures by their unit, as the tester gives it or as a person writes it' {
        $inputs = @(Get-MaccorAuxiliary 1)
        $degree = "$([char]0xB0)C"
        @(Get-MaccorAuxiliary 1 -Unit C).Input | Should -Be 1
        @(Get-MaccorAuxiliary 1 -Unit $degree, v).Count | Should -Be $inputs.Count
        $inputs.IsTemperature | Should -Be @($inputs | ForEach-Object { $_.Unit -eq 'C' })
    }

    It 'says that no test has ended where there was none, and shows the reason of a problem' {
        (Get-MaccorReading 1).HasEnded | Should -BeFalse
        Start-MaccorTest 8 -Procedure Rest | Out-Null
        Set-MaccorSimulatorChannel 8 -Fault OverchargeSafety -Simulator reading
        (Get-MaccorReading 8).HasEnded | Should -BeTrue
        (Get-MaccorReading 8 | Out-String) | Should -BeLike '*Problem*OverchargeSafety*'
        Reset-MaccorChannel 8 -Confirm:$false
    }

    It 'reads the test on a channel, and the end that it reached' {
        Start-MaccorTest 4 -Procedure 'Rest' -TestName 'reading rest' -Comment 'a comment' | Out-Null
        $test = Get-MaccorTest 4
        $test.TestName | Should -Be 'reading rest'
        $test.Procedure | Should -Be 'Rest'
        $test.Comment | Should -Be 'a comment'
        $test.EndNumber | Should -Be 0
        Reset-MaccorChannel 4 -Confirm:$false
    }

    It 'reads the names in full over a binary session' {
        $comment = 'a comment of seventy-nine characters, as long as comments are, to the last word'
        Start-MaccorTest 5 -Procedure 'Rest' -TestName 'a name of more than twenty-five letters' -Comment $comment | Out-Null
        $binary = $simulator | Connect-Maccor -Protocol Binary -Name reading-binary
        $test = Get-MaccorTest 5 -Session $binary
        $test.TestName | Should -Be 'a name of more than twenty-five letters'
        $test.Comment | Should -Be $comment
        $binary | Disconnect-Maccor
        Reset-MaccorChannel 5 -Confirm:$false
    }

    It 'reads the variables that are wanted' {
        Set-MaccorVariable 9 VAR3 1.5
        (Get-MaccorVariable 9 VAR3).Value | Should -Be 1.5
        @(Get-MaccorVariable 9).Count | Should -Be 15
        (Get-MaccorVariable 9 -Number VAR1, 3).Name | Should -Be 'VAR1', 'VAR3'
        (Get-MaccorVariable 9 'VAR1*').Name | Should -Be 'VAR1', 'VAR10', 'VAR11', 'VAR12', 'VAR13', 'VAR14', 'VAR15'
    }

    It 'reads the variables that there are, with one error for each that there is not' {
        (Get-MaccorVariable 9, 10 VAR2, VAR99, 16, VAR3 -ErrorAction SilentlyContinue -ErrorVariable problems).Name |
            Should -Be 'VAR2', 'VAR3', 'VAR2', 'VAR3'
        $problems.TargetObject | Should -Be 'VAR99', 'VAR16'
    }
}

Describe 'Asking a function by its numbers' {
    It 'gives the fields of the reply as they stand' {
        $reply = Invoke-MaccorFunction 4 7 3
        $reply.Chan | Should -Be 2
        $reply.FNum | Should -Be 7
        $reply.Voltage | Should -BeGreaterThan 2.5
    }

    It 'takes fields as a hashtable' {
        (Invoke-MaccorFunction 4 1 1 @{ Len = 3 }).Status.Count | Should -Be 3
    }

    It 'refuses fields that JSON does not have' {
        $requests.Clear()
        $refused = @{ a = [double]::NaN }, @{ a = @{ b = [single]::PositiveInfinity } }, @{ a = [type] }
        foreach ($field in $refused) {
            Invoke-MaccorFunction 3 1 1 -Field $field -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'InvalidInput,*'
            $problem[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
            $problem[0].TargetObject.Channel | Should -Be 1
            $problem[0].RecommendedAction | Should -BeLike '*nothing was sent*'
        }
        $requests.Count | Should -Be 0
    }

    It 'gives bytes in the binary form' {
        $bytes = Invoke-MaccorFunction 4 2 1 -Binary -Count 2
        $bytes.Count | Should -Be 8
        [Math]::Abs([BitConverter]::ToSingle($bytes, 0) - (Get-MaccorReading 1).Voltage) | Should -BeLessThan 0.01
    }

    It 'sends nothing that may change a tester under -WhatIf' {
        $requests.Clear()
        Invoke-MaccorFunction 6 9 1 @{ VarNum = 1; Value = 2 } -WhatIf
        $requests.Count | Should -Be 0
    }

    It 'reports what the tester answers to a function that it does not have' {
        Invoke-MaccorFunction 9 9 -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'ErrorReply,*'
        $problem[0].Exception.Text | Should -Be 'Invalid FClass'
    }
}
