BeforeAll {
    . "$PSScriptRoot/Said.ps1"
    Import-Module $env:MACNET_MODULE -Force
    $simulator = Start-MaccorSimulator -ChannelCount 8 -TransitionTimeMs 0 -Speed 0
    $session = $simulator | Connect-Maccor -Name bench
    $limits = @{ VoltageMax = 4.25; VoltageMin = 2.5; ChargeCurrentMax = 5; DischargeCurrentMax = 4 }
}

AfterAll {
    Disconnect-Maccor -Session $session
    $simulator | Stop-MaccorSimulator
}

Describe 'Set-MaccorVariable' {
    It 'takes <Given> for VAR<Number>' -ForEach @(
        @{ Given = 3; Number = 3 }, @{ Given = '4'; Number = 4 }, @{ Given = 'VAR5'; Number = 5 }, @{ Given = 'var15'; Number = 15 }
    ) {
        Set-MaccorVariable 2 $Given 0.75
        (Get-MaccorVariable 2 "VAR$Number").Value | Should -Be 0.75
    }

    It 'takes rows by property name' {
        $rows = "Session,Channel,Name,Value`nbench,1,VAR1,0.5`nbench,2,VAR2,1.5" | ConvertFrom-Csv
        $rows | Set-MaccorVariable
        (Get-MaccorVariable 1 VAR1).Value | Should -Be 0.5
        (Get-MaccorVariable 2 VAR2).Value | Should -Be 1.5
    }

    It 'does not take a blank cell for a value' {
        $simulator.Tester.Requests.Clear()
        $rows = "Channel,Name,Value`n1,VAR1,`n2,VAR2,1.5" | ConvertFrom-Csv
        $rows | Set-MaccorVariable -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem.Count | Should -Be 1
        $simulator.Tester.Requests.Count | Should -Be 1
    }

    It 'takes what Get-MaccorVariable emits' {
        Set-MaccorVariable 3 VAR7 7
        Get-MaccorVariable 3 VAR7 | Set-MaccorVariable -Value 8
        (Get-MaccorVariable 3 VAR7).Value | Should -Be 8
    }

    It 'refuses <Value>' -ForEach @{ Value = [double]::NaN }, @{ Value = [double]::PositiveInfinity } {
        Set-MaccorVariable 1 VAR1 $Value -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'VariableNotFinite,*'
    }

    It 'has no variable <Number>' -ForEach @{ Number = 0 }, @{ Number = 16 }, @{ Number = 'VAR99' } {
        Set-MaccorVariable 1 $Number 1 -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'NoSuchVariable,*'
        $problem[0].RecommendedAction | Should -BeLike '*VAR15*'
    }

    It 'does not take a word for a variable' {
        { Set-MaccorVariable 1 speed 1 } | Should -Throw -ExpectedMessage "*'speed' is no variable*"
    }

    It 'sends nothing with -WhatIf' {
        $simulator.Tester.Requests.Clear()
        Set-MaccorVariable 1, 2 VAR9 9 -WhatIf
        $simulator.Tester.Requests.Count | Should -Be 0
    }

    It 'goes on with the other channels after an error' {
        Set-MaccorVariable 4, 99, 5 VAR1 2 -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem.Count | Should -Be 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'NoSuchChannel,*'
        (Get-MaccorVariable 4, 5 VAR1).Value | Should -Be 2, 2
    }
}

Describe 'Set-MaccorSafetyLimit' {
    It 'does not take a blank cell for a limit' {
        $simulator.Tester.Requests.Clear()
        $row = "Channel,VoltageMax,VoltageMin,ChargeCurrentMax,DischargeCurrentMax`n1,4.2,2.5,,5" | ConvertFrom-Csv
        $row | Set-MaccorSafetyLimit -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem.Count | Should -Be 1
        $simulator.Tester.Requests.Count | Should -Be 0
    }

    It 'says that voltages are swapped' {
        $limits = @{ VoltageMax = 2.5; VoltageMin = 4.2; ChargeCurrentMax = 1; DischargeCurrentMax = 1 }
        Set-MaccorSafetyLimit 1 @limits -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'VoltageLimitsSwapped,*'
        $problem[0].RecommendedAction | Should -BeLike 'Swap*'
    }

    It 'emits the limits in force with -PassThru' {
        $inForce = Set-MaccorSafetyLimit 1 @limits -PassThru
        $inForce.Channel | Should -Be 1
        $inForce.VoltageMax | Should -Be 4.25
        $simulator.Tester.Channels[1].SafetyLimits.VoltageMax | Should -Be 4.25
    }

    It 'gives the limits of one channel to another' {
        Set-MaccorSafetyLimit 1 @limits -PassThru | Select-Object -ExcludeProperty Channel | Set-MaccorSafetyLimit -Channel 2
        $simulator.Tester.Channels[2].SafetyLimits.ChargeCurrent | Should -Be 5
    }

    It 'refuses what is beyond the specification' {
        Set-MaccorSafetyLimit 1 @limits -ChargePowerMax 51 -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'LimitBeyondSpecification,*'
        $problem[0].Exception.Message | Should -BeLike '*charge power limit is 51 W*'
    }

    It 'does not set some limits without the others' {
        $shell = [powershell]::Create().AddScript("Import-Module '$env:MACNET_MODULE'; Set-MaccorSafetyLimit 1 -VoltageMax 4.2")
        $null = $shell.Invoke()
        "$($shell.Streams.Error)" | Should -BeLike '*missing mandatory parameters*VoltageMin*'
        $shell.Dispose()
    }

    It 'fits into 100 columns' {
        $lines = Set-MaccorSafetyLimit 1, 2 @limits -PassThru | Out-String -Width 100 -Stream
        $lines -join "`n" | Should -BeLike '*P dis (W)*off*'
    }
}

Describe 'Set-MaccorGlobalFlag' {
    BeforeEach { $simulator.Tester.System.GlobalFlags = 0x21 }

    It 'changes single flags and leaves the others' {
        $now = Set-MaccorGlobalFlag -Set 1, 2 -Clear 6 -PassThru
        $now.Set | Should -Be 1, 2
        $simulator.Tester.System.GlobalFlags | Should -Be 3
    }

    It 'takes all flags as one number' {
        # PowerShell reads the literal as a negative number.
        (Set-MaccorGlobalFlag -Value 0x80000000 -PassThru).ToString() | Should -Be '0x80000000'
        (Set-MaccorGlobalFlag -Value 4294967295 -PassThru).Set.Count | Should -Be 32
    }

    It 'says what it would do' {
        Get-Said { Set-MaccorGlobalFlag -Set 2 -Clear 6 -WhatIf } |
            Should -BeLike "*Change the global flags from 0x00000021 to 0x00000003; set 2; clear 6*tester 'bench'*"
        $simulator.Tester.System.GlobalFlags | Should -Be 0x21
    }

    It 'sends nothing where nothing changes' {
        $simulator.Tester.Requests.Clear()
        Set-MaccorGlobalFlag -Set 1
        $simulator.Tester.Requests.Count | Should -Be 1
    }

    It 'does not set and clear the same flag' {
        { Set-MaccorGlobalFlag -Set 1 -Clear 1 } | Should -Throw -ErrorId 'FlagSetAndCleared,*'
    }
}
