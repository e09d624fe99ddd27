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

    It 'cannot be changed' {
        { $status.Channel = 5 } | Should -Throw
        { $status.Voltage = 5 } | Should -Throw
        { (Get-MaccorAuxiliary 1)[0].Value = 5 } | Should -Throw
        { (Get-MaccorTest 1).TestName = 'other' } | Should -Throw
    }
}
