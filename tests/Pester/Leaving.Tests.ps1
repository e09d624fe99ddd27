# What becomes of objects that leave the prompt: files, jobs, other programs.
BeforeAll {
    Import-Module $env:MACNET_MODULE -Force
    $simulator = Start-MaccorSimulator -ChannelCount 3 -TransitionTimeMs 0
    $session = $simulator | Connect-Maccor
    $status = Get-MaccorChannelStatus 1
}

AfterAll {
    Disconnect-Maccor -Session $session
    Stop-MaccorSimulator $simulator
}

Describe 'A reading that leaves PowerShell' {
    It 'keeps its states as text in CLIXML' {
        $status | Export-Clixml "$TestDrive/status.xml"
        $back = Import-Clixml "$TestDrive/status.xml"
        $back.State | Should -BeOfType string
        @($back | Where-Object State -EQ Available).Count | Should -Be 1
        $back.Activity, $back.Reason | Should -Be "$($status.Activity)", "$($status.Reason)"
        $back.TestSeconds | Should -Be 0
    }

    It 'has its times in s, and to the millisecond, in JSON and CSV' {
        $json = $status | Select-Object Timestamp, TestSeconds, StepSeconds | ConvertTo-Json -Compress
        $json | Should -Match '"TestSeconds":0(\.0)?,"StepSeconds":0(\.0)?'
        $row = $status | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv
        $row.TestSeconds | Should -Be '0'
        [datetimeoffset] $row.Timestamp | Should -Be ([datetimeoffset] $status.ReadAt.ToString('yyyy-MM-ddTHH:mm:ss.fffzzz'))
        $row.Timestamp | Should -Match '\.\d{3}[+-]'
    }

    It 'has its time to the millisecond as CSV, in a list and in CLIXML, and as a time for whom computes with it' {
        $iso = $status.ReadAt.ToString('yyyy-MM-ddTHH:mm:ss.fffzzz')
        ($status | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv).ReadAt | Should -Be $iso
        ($status | Select-Object ReadAt | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv).ReadAt | Should -Be $iso
        $status | Format-List | Out-String | Should -BeLike "*$iso*"
        [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($status)).ReadAt | Should -Be $iso
        $status.ReadAt | Should -BeOfType datetimeoffset
        ([datetimeoffset]::Now - $status.ReadAt).TotalDays | Should -BeLessThan 1
        '{0:HH:mm}' -f $status.ReadAt | Should -Be $status.ReadAt.ToString('HH:mm')
    }

    It 'has its states by name in JSON' {
        $json = $status | ConvertTo-Json -Depth 1 -Compress -WarningAction Ignore
        $json | Should -BeLike '*"State":"Available","Activity":"Available","Reason":"StepStart"*'
        Get-MaccorReading 1 | Select-Object State | ConvertTo-Json -Compress | Should -Be '{"State":"Available"}'
    }

    It 'names in CSV what its lists hold, and has them as lists for whom looks into them' {
        $reading = Get-MaccorReading 1 -Detail
        ($reading | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv).Auxiliaries | Should -BeLike '1: 25 C; 2: * V'
        $reading.Auxiliaries[0].Unit | Should -Be C
        $log = Start-MaccorLog -ScriptBlock { }
        try {
            ($log | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv).Session | Should -Be $session.Name
            $log.Session[0] | Should -Be $session.Name
            $log.Session.Count | Should -Be 1
        }
        finally {
            $log | Stop-MaccorLog
        }
    }

    It 'has its bytes as digits in CSV, and as bytes for whom computes with them' {
        $register = Get-MaccorSmartBatteryRegister 1 Voltage
        ($register | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv).Bytes | Should -Be $register.Hex
        , $register.Bytes | Should -BeOfType byte[]
        [BitConverter]::ToUInt16($register.Bytes, 0) | Should -Be ($register.Value * 1000)
        ($register | ConvertTo-Json | ConvertFrom-Json).Bytes | Should -Be $register.Bytes
        $back = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($register))
        $back.Bytes | Should -Be $register.Bytes
    }

    It 'has in CSV what a list of a raw reply holds' {
        $reply = Invoke-MaccorFunction 4 8 1
        ($reply | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv).VARs | Should -Be ($reply.VARs -join '; ')
        $reply.VARs.Count | Should -Be 15
    }

    It 'cannot be changed' {
        { $status.Channel = 5 } | Should -Throw
        { $status.Voltage = 5 } | Should -Throw
        { (Get-MaccorAuxiliary 1)[0].Value = 5 } | Should -Throw
        { (Get-MaccorTest 1).TestName = 'other' } | Should -Throw
        { (Get-MaccorVariable 1 VAR1).Value = 5 } | Should -Throw
        { (Get-MaccorSystem).SystemId = 'other' } | Should -Throw
    }
}
