BeforeAll {
    . "$PSScriptRoot/Shell.ps1"
    Import-Module $env:MACNET_MODULE -Force
    $simulator = Start-MaccorSimulator -ChannelCount 16 -TransitionTimeMs 0
    $session = $simulator | Connect-Maccor -Name numbers
    $requests = $simulator.Tester.Requests
}

AfterAll {
    Disconnect-Maccor -Session $session
    Stop-MaccorSimulator $simulator
}

Describe 'A number as text' {
    It 'has a decimal point, and <Text> is none' -ForEach @(
        foreach ($text in '0,5', '1,000', '', ' ', 'half', '1 A', '5-', $true) { @{ Text = $text } }
    ) {
        $requests.Clear()
        { Set-MaccorVariable 1 VAR1 $Text -ErrorAction Stop } | Should -Throw -ErrorId 'ParameterArgumentTransformationError*'
        $requests.Count | Should -Be 0
    }

    It 'has the digits 0 to 9, and those of another script are none' {
        $three = [string][char]0x0663
        { Get-MaccorReading $three } | Should -Throw '*is no channel*'
        { Set-MaccorVariable 1 "VAR$three" 1 } | Should -Throw '*is no variable*'
        { Set-MaccorVariable 1 VAR1 $three } | Should -Throw '*is no number*'
    }

    It 'is read the same in every culture: <Text> in <Culture>' -ForEach @(
        foreach ($culture in 'en-US', 'de-DE', 'fr-CH') {
            @{ Culture = $culture; Text = '0.5'; Value = 0.5 }
            @{ Culture = $culture; Text = ' -1.5e-1 '; Value = -0.15 }
        }
    ) {
        $former = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = [cultureinfo]::new($Culture)
            Set-MaccorVariable 1 VAR1 $Text
            (Get-MaccorVariable 1 VAR1).Value | Should -Be ([float]$Value)
        }
        finally {
            [cultureinfo]::CurrentCulture = $former
        }
    }

    It 'in a row of a CSV file costs that row an error, and not a cell ten times the current' {
        $rows = @(
            'Channel;VoltageMin;VoltageMax;ChargeCurrentMax;DischargeCurrentMax'
            '1;2.5;4.2;0,5;0,5'
            '2;2.5;4.2;0.5;0.5'
        ) | ConvertFrom-Csv -Delimiter ';'
        $inForce = $rows | Set-MaccorSafetyLimit -PassThru -ErrorAction SilentlyContinue -ErrorVariable problem
        $inForce.Channel | Should -Be 2
        $inForce.ChargeCurrent | Should -Be 0.5
        $problem.Count | Should -Be 1
        $problem[0].Exception.Message | Should -BeLike "*'0,5' is no number*decimal point*"
    }

    It 'is not rounded where a whole one is wanted' {
        { Restart-MaccorTest 1 -ArchivedTest 'a.001' -Cycle 1.6 -WhatIf -ErrorAction Stop } | Should -Throw '*1.6 is no whole number*'
    }
}

Describe 'Channels' {
    It 'are <Channels> in <Text>' -ForEach @(
        @{ Text = '3'; Channels = 3 }
        @{ Text = '1,2'; Channels = 1, 2 }
        @{ Text = '1-4, 12'; Channels = 1, 2, 3, 4, 12 }
        @{ Text = '2..4'; Channels = 2, 3, 4 }
        @{ Text = '5', 6, '7-8'; Channels = 5, 6, 7, 8 }
        @{ Text = 4.0; Channels = 4 }
    ) {
        (Get-MaccorReading $Text).Channel | Should -Be $Channels
        ($Text | Get-MaccorReading).Channel | Should -Be $Channels
    }

    It 'are none in <Text>' -ForEach @(
        foreach ($text in '1.6', 1.6, $true, 'one', '1,,2', '', '4-1', '1-99999') { @{ Text = $text } }
    ) {
        $requests.Clear()
        { Reset-MaccorChannel $Text -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'ParameterArgumentTransformationError*'
        $requests.Count | Should -Be 0
    }

    It 'come as text from the rows of a CSV file' {
        ('Session,Channel', 'numbers,3', 'numbers,4' | ConvertFrom-Csv | Get-MaccorReading).Channel | Should -Be 3, 4
        $blank = 'Channel,Session', ',numbers' | ConvertFrom-Csv
        { $blank | Reset-MaccorChannel -Confirm:$false -ErrorAction Stop } | Should -Throw '*A channel is blank*'
    }

    It 'may be given to a script that is started as a file' -Tag OneBuild {
        $log = Join-Path $TestDrive 'log.csv'
        $script = Join-Path $TestDrive 'log.ps1'
        @'
param([string] $Module, [string] $Log, [int] $JsonPort, [int] $BinaryPort, $Channel)
Import-Module $Module
$null = Connect-Maccor 127.0.0.1 -JsonPort $JsonPort -BinaryPort $BinaryPort
Get-MaccorReading $Channel | Export-Csv $Log
'@ | Set-Content $script
        & $powerShell @powerShellArguments -File $script $env:MACNET_MODULE $log $simulator.JsonPort $simulator.BinaryPort -Channel '1,2'
        (Import-Csv $log).Channel | Should -Be '1', '2'
    }
}

Describe 'Safety limits in one' {
    It 'need both voltages and both currents' -ForEach @(
        @{ Limit = @{ VoltageMax = 4.2; VoltageMin = 2.5 } }
        @{ Limit = @{ VoltageMax = 4.2; ChargeCurrent = 1; DischargeCurrent = 1 } }
        @{ Limit = @{ VoltageMax = 4.2; VoltageMin = ''; ChargeCurrent = 1; DischargeCurrent = 1 } }
        @{ Limit = @{ VoltageMax = 4.2; VoltageMin = '2,5'; ChargeCurrent = 1; DischargeCurrent = 1 } }
        @{ Limit = @{ VoltageMax = 4.2; VoltageMin = 2.5; ChargeCurrent = 1; DischargeCurrent = 1; Temperature = 1 } }
    ) {
        $requests.Clear()
        { Start-MaccorTest 1 Rest -SafetyLimit $Limit -ErrorAction Stop } | Should -Throw -ErrorId 'ParameterArgumentTransformationError*'
        { Start-MaccorDirectControl 1 -SafetyLimit $Limit -Confirm:$false -ErrorAction Stop } |
            Should -Throw -ErrorId 'ParameterArgumentTransformationError*'
        $requests.Count | Should -Be 0
    }

    It 'have the names of the parameters, or those of the properties' {
        $limits = @{ VoltageMin = 2.5; VoltageMax = '4.2'; ChargeCurrentMax = 2; DischargeCurrentMax = 1; ChargePowerMax = 8 }
        Start-MaccorTest 5 Rest -SafetyLimit $limits | Out-Null
        $simulator.Tester.Channels[5].SafetyLimits.VoltageMax | Should -Be ([float]4.2)
        $file = Join-Path $TestDrive 'limits.xml'
        Set-MaccorSafetyLimit 6 @limits -PassThru | Export-Clixml $file
        Start-MaccorTest 7 Rest -SafetyLimit (Import-Clixml $file) | Out-Null
        $simulator.Tester.Channels[7].SafetyLimits.VoltageMax | Should -Be ([float]4.2)
    }

    It 'go from Set-MaccorSafetyLimit on to direct control' {
        $limits = @{ VoltageMin = 2.5; VoltageMax = 4.2; ChargeCurrentMax = 2; DischargeCurrentMax = 1 }
        $control = Set-MaccorSafetyLimit 8 @limits -PassThru | Start-MaccorDirectControl -Confirm:$false
        $control.SafetyLimit.DischargeCurrent | Should -Be 1
        $control | Stop-MaccorDirectControl -Reset
    }

    It 'are not those of a specification' {
        $currents = @{ ChargeCurrentMax = 1; DischargeCurrentMax = 1 }
        { Get-MaccorChannel 9 | Set-MaccorSafetyLimit @currents -ErrorAction Stop } | Should -Throw -ErrorId 'InputObjectMissingMandatory*'
        (Get-MaccorChannel 9 | Start-MaccorTest -Procedure Rest).Channel | Should -Be 9
    }

    It 'are checked before anybody is asked' {
        $wrong = @{ VoltageMin = 3; VoltageMax = 2; ChargeCurrentMax = 1; DischargeCurrentMax = 1 }
        Start-MaccorDirectControl 10 @wrong -WhatIf -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'VoltageLimitsSwapped,*'
    }
}

Describe 'Invoke-MaccorFunction' {
    It 'takes no field that would change what was asked for' -ForEach @{ Name = 'Chan' }, @{ Name = 'FNum' }, @{ Name = 'fclass' } {
        $requests.Clear()
        $field = @{ $Name = 4; VarNum = 1; Value = 7 }
        Invoke-MaccorFunction 6 9 1 $field -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'InvalidInput,*'
        $requests.Count | Should -Be 0
    }
}
