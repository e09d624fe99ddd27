BeforeAll {
    . "$PSScriptRoot/Said.ps1"
    Import-Module $env:MACNET_MODULE -Force
    $simulator = Start-MaccorSimulator -ChannelCount 14 -Speed 0
    $session = $simulator | Connect-Maccor -Name bench
    $tester = $simulator.Tester

    function Get-Asked { ($tester.Requests.All | ForEach-Object { "$($_.Class),$($_.Number)" }) -join ' ' }
}

AfterAll {
    Disconnect-Maccor -Session $session
    $simulator | Stop-MaccorSimulator
}

Describe 'Get-MaccorSmartBattery' {
    It 'reads one message a channel' {
        $tester.Requests.Clear()
        $battery = Get-MaccorSmartBattery 2, 3
        Get-Asked | Should -Be '7,1 7,1'
        $battery.Channel | Should -Be 2, 3
        $battery[0].Session | Should -Be bench
        $battery[0].Status | Should -Be Reading
        $battery[0].BoardType | Should -Be SMB3
        $battery[0].BusVoltage | Should -Be 3.3
    }

    It 'leaves out channels without a smart battery where none was asked for' {
        (Get-MaccorSmartBattery).Channel | Should -Be (1..12)
    }

    It 'warns of a tester that has none at all' {
        $tester.Faults.Always([MacNet.VirtualTester.Faults.Fault]::Error())
        try {
            Get-MaccorSmartBattery -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        }
        finally {
            $tester.Faults.Clear()
        }
        $warnings.Count | Should -Be 1
        "$warnings" | Should -BeLike "No channel of tester 'bench' has a smart battery that can be read.*"
        Get-MaccorSmartBattery -WarningVariable none | Out-Null
        $none | Should -BeNullOrEmpty
    }

    It 'says so where one was asked for' {
        Get-MaccorSmartBattery 13, 1 -ErrorAction SilentlyContinue -ErrorVariable problem | ForEach-Object Channel | Should -Be 1
        $problem.Count | Should -Be 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'ErrorReply,*'
        $problem[0].TargetObject.Channel | Should -Be 13
    }

    It 'fits into 100 columns' {
        $lines = Get-MaccorSmartBattery 1 | Out-String -Width 100 -Stream
        $lines -join "`n" | Should -BeLike '*Read (s ago)*Header (s ago)*T (*C)*Position*Reading*never*SMB3 0*'
    }
}

Describe 'Get-MaccorSmartBatteryRegister' {
    It 'gives the registers with the names and values that the scan list gives them' {
        $registers = Get-MaccorSmartBatteryRegister 1
        $registers.Count | Should -Be 15
        $voltage = $registers | Where-Object Name -EQ Voltage
        $voltage.Value | Should -Be ([Math]::Round((Get-MaccorChannelStatus 1).Voltage, 3))
        $voltage.Format | Should -Be UnsignedThousandths
        $voltage.Channel | Should -Be 1
        ($registers | Where-Object Name -EQ BatteryMode).Value | Should -Be '0x6001'
    }

    It 'takes names with wildcards' {
        (Get-MaccorSmartBatteryRegister 1 *StateOfCharge).Name | Should -Be RelativeStateOfCharge, AbsoluteStateOfCharge
    }

    It 'says which registers there are not' {
        (Get-MaccorSmartBatteryRegister 1 Voltage, Speed -ErrorAction SilentlyContinue -ErrorVariable problem).Name | Should -Be 'Voltage'
        $problem.Count | Should -Be 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'NoSuchRegister,*'
        $problem[0].TargetObject.Channel | Should -Be 1
    }

    It 'asks for the entries once in a session' {
        Get-MaccorSmartBatteryRegister 4 | Out-Null
        $tester.Requests.Clear()
        Get-MaccorSmartBatteryRegister 4 | Out-Null
        Get-Asked | Should -Be '7,5 7,6'
    }

    It 'reads single words by their addresses' {
        $tester.Requests.Clear()
        $words = Get-MaccorSmartBatteryRegister 1 -RegisterAddress 0x09, 0x0D
        Get-Asked | Should -Be '7,4 7,4'
        $words.Name | Should -Be Voltage, RelativeStateOfCharge
        $words[0].Value | Should -Be ([Math]::Round((Get-MaccorChannelStatus 1).Voltage * 1000))
        (Get-MaccorSmartBatteryRegister 1 -RegisterAddress 9 -Format UnsignedThousandths).Value | Should -BeOfType double
    }

    It 'says so where a word is not polled' {
        Get-MaccorSmartBatteryRegister 1 -RegisterAddress 0x21 -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'RegisterNotPolled,*'
        $problem[0].CategoryInfo.Category | Should -Be ReadError
        $problem[0].RecommendedAction | Should -BeLike '*Read-MaccorSmartBatteryData*'
    }

    It 'gives the words that are polled beside one that is not' {
        $words = Get-MaccorSmartBatteryRegister 1 -RegisterAddress 0x09, 0x21, 0x0A -ErrorAction SilentlyContinue -ErrorVariable problem
        $words.RegisterAddress | Should -Be 9, 10
        $problem.Count | Should -Be 1
    }

    It 'reads the header once it has been updated' {
        $state = Update-MaccorSmartBatteryHeader 5 -PassThru
        $state.HeaderAge | Should -BeLessThan ([timespan]::FromSeconds(30))
        $header = Get-MaccorSmartBatteryRegister 5 -Header
        ($header | Where-Object Name -EQ ManufactureDate).Value | Should -Be ([datetime]'2021-12-13')
        (Get-MaccorSmartBatteryRegister 5 Device* -Header).Value | Should -Be VT18650, LION
    }

    It 'fits into 100 columns' {
        $lines = Get-MaccorSmartBatteryRegister 1 Voltage | Out-String -Width 100 -Stream
        $lines -join "`n" | Should -BeLike '*Register*Name*Value*Format*0x09*Voltage*UnsignedThousandths*'
    }
}

Describe 'Polling' {
    It 'is suspended and resumed' {
        Suspend-MaccorSmartBatteryPolling 6
        (Get-MaccorSmartBattery 6).Status | Should -Be 'Client idle'
        Get-MaccorSmartBattery 6 | Resume-MaccorSmartBatteryPolling
        (Get-MaccorSmartBattery 6).Status | Should -Be Reading
    }

    It 'is left alone with -WhatIf' {
        $tester.Requests.Clear()
        Suspend-MaccorSmartBatteryPolling 6 -WhatIf
        Get-Asked | Should -Be '7,1'
    }
}

Describe 'Read-MaccorSmartBatteryData' {
    It 'asks, waits, and gives the bytes' {
        $data = Read-MaccorSmartBatteryData 1 0x22 4
        $data.Bytes | Should -Be 76, 73, 79, 78
        $data.Text | Should -Be LION
        $data.Hex | Should -Be '4C 49 4F 4E'
    }

    It 'reads a word of each register of a range' {
        (Read-MaccorSmartBatteryData 1 0x18 -LastRegisterAddress 0x1A).Hex | Should -Be 'D0 07 74 0E 31 00'
    }

    It 'asks the device of the setup, as a write does' {
        $setup = Get-MaccorSmartBatterySetup 5
        try {
            Set-MaccorSmartBatterySetup 5 -DeviceAddress 0x0C
            $tester.Requests.Clear()
            Read-MaccorSmartBatteryData 5 0x22 4 -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-Asked | Should -BeLike '7,14 7,11 7,12*'
            $problem[0].Exception.Message | Should -BeLike '*device 12 did not give register 34*'
            $tester.Requests.Clear()
            (Read-MaccorSmartBatteryData 5 0x22 4 -DeviceAddress 0x16).Text | Should -Be LION
            Get-Asked | Should -Not -BeLike '*7,14*'
        }
        finally {
            Set-MaccorSmartBatterySetup 5 -DeviceAddress $setup.DeviceAddress
        }
    }

    It 'says so where nobody answers' {
        Read-MaccorSmartBatteryData 1 0x22 4 -DeviceAddress 0x0C -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'SmartBatteryReadFailed,*'
        $problem[0].Exception.Message | Should -BeLike 'Channel 1 of tester*device 12 did not give register 34*'
    }

    It 'sends nothing that cannot be read' {
        $tester.Requests.Clear()
        Read-MaccorSmartBatteryData 1 9 -LastRegisterAddress 8 -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'InvalidInput,*'
        $tester.Requests.Count | Should -Be 0
    }
}

Describe 'Write-MaccorSmartBatteryData' {
    It 'writes a register, which then has the bytes' {
        $tester.Requests.Clear()
        Write-MaccorSmartBatteryData 1 4 0x18, 0xFC
        Get-Asked | Should -Be '7,9'
        (Read-MaccorSmartBatteryData 1 4).Hex | Should -Be '18 FC'
    }

    It 'writes a byte to each register of a range' {
        $tester.Requests.Clear()
        Write-MaccorSmartBatteryData 1 1 7, 8 -LastRegisterAddress 2 -Verify
        Get-Asked | Should -BeLike '7,14 7,10 7,11 7,12*'
        (Read-MaccorSmartBatteryData 1 1 -LastRegisterAddress 2).Hex | Should -Be '07 00 08 00'
    }

    It 'writes more than sixty bytes to a register' {
        $bytes = [byte[]](1..100)
        Write-MaccorSmartBatteryData 1 0x23 $bytes -DeviceAddress 0x16
        (Read-MaccorSmartBatteryData 1 0x23 100).Bytes | Should -Be $bytes
    }

    It 'finds out with -Verify that a register was not written' {
        Write-MaccorSmartBatteryData 1 9 1, 2 -Verify -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'WriteNotVerified,*'
        $problem[0].CategoryInfo.Category | Should -Be WriteError
    }

    It 'refuses bytes that do not fit their registers' {
        Write-MaccorSmartBatteryData 1 1 1, 2, 3 -LastRegisterAddress 2 -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'InvalidInput,*'
    }

    It 'says what it would write' {
        $tester.Requests.Clear()
        Get-Said { Write-MaccorSmartBatteryData 1 4 1, 2 -WhatIf } |
            Should -BeLike "*Write 01 02 to register 4 of the smart battery*channel 1 of tester 'bench'*"
        Get-Asked | Should -Not -Match '7,[^1]|7,1.'
    }
}

Describe 'The setup of a position' {
    It 'is changed where told, and otherwise stays as it is' {
        $now = Set-MaccorSmartBatterySetup 7 -BusVoltage 2.5 -AccessDelay 9 -PassThru
        $now.BusVoltage | Should -Be 2.5
        $now.AccessDelay | Should -Be 9
        $now.ClockDivisor | Should -Be 85
        $now.BusType | Should -Be Smb
        (Get-MaccorSmartBatterySetup 7).BusVoltage | Should -Be 2.5
    }

    It 'goes from one position to another' {
        Get-MaccorSmartBatterySetup 7 | Select-Object -ExcludeProperty Channel | Set-MaccorSmartBatterySetup -Channel 8
        (Get-MaccorSmartBatterySetup 8).AccessDelay | Should -Be 9
    }

    It 'stays as it is with -WhatIf' {
        Set-MaccorSmartBatterySetup 7 -AccessDelay 99 -WhatIf
        (Get-MaccorSmartBatterySetup 7).AccessDelay | Should -Be 9
    }

    It 'fits into 100 columns' {
        $lines = Get-MaccorSmartBatterySetup 1 | Out-String -Width 100 -Stream
        $lines -join "`n" | Should -BeLike '*Divisor*Delay (ms)*Header (%)*Smb*0x16*'
    }
}

Describe 'A scan list' {
    It 'has entries' {
        $entries = Get-MaccorSmartBatteryScanListEntry 9
        $entries.Count | Should -Be 15
        $entries[3].Index | Should -Be 3
        $entries[3].Name | Should -Be Temperature
        $entries[3].Format | Should -Be Celsius
        (Get-MaccorSmartBatteryScanListEntry 9 0, 1).Name | Should -Be Voltage, Current
    }

    It 'is polled anew once an entry has been set and the list saved' {
        $entry = Set-MaccorSmartBatteryScanListEntry 9 0 -Name U -Format UnsignedHundredths -PassThru
        $entry.RegisterAddress | Should -Be 9
        Save-MaccorSmartBatteryScanList 9
        $register = Get-MaccorSmartBatteryRegister 9 U
        $register.Value | Should -Be ([Math]::Round((Get-MaccorChannelStatus 9).Voltage * 1000) / 100)
    }

    It 'goes from one battery to another' {
        $entries = Get-MaccorSmartBatteryScanListEntry 9 0, 4
        Clear-MaccorSmartBatteryScanList 10
        foreach ($index in 0, 1) {
            $entries[$index] | Select-Object -ExcludeProperty Channel, Index | Set-MaccorSmartBatteryScanListEntry -Channel 10 -Index $index
        }
        Save-MaccorSmartBatteryScanList 10
        (Get-MaccorSmartBatteryRegister 10).Name | Should -Be U, RelativeStateOfCharge
    }

    It 'comes back as it was saved' {
        Clear-MaccorSmartBatteryScanList 11
        Update-MaccorSmartBatteryScanList 11
        (Get-MaccorSmartBatteryRegister 11).Count | Should -Be 15
    }

    It 'is not changed under a running test' {
        $outputs = @{ Current = 0.1; Voltage = 4; Power = 9999; Resistance = 0; CurrentRange = 4; ChMode = 'C' }
        Invoke-MaccorFunction 6 7 12 ($outputs + @{ TestName = 'Random'; DataTime = 1; DataV = 0; DataI = 0 }) -Confirm:$false | Out-Null
        Clear-MaccorSmartBatteryScanList 12 -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'Refused,*'
        $problem[0].Exception.Message | Should -BeLike 'Channel 12 of tester*clear the scan list (7, 22)*Channel not available*'
    }

    It 'fits into 100 columns' {
        $lines = Get-MaccorSmartBatteryScanListEntry 12 0 | Out-String -Width 100 -Stream
        $lines -join "`n" | Should -BeLike '*Index*Name*Length*Format*0x16*0x09*UnsignedThousandths*'
    }
}
