BeforeAll {
    Import-Module $env:MACNET_MODULE -Force
    $examples = Join-Path $PSScriptRoot '../../examples'
    $simulator = Start-MaccorSimulator -Name tester1 -ChannelCount 8
    $connection = @{ Name = 'tester1'; JsonPort = $simulator.JsonPort; BinaryPort = $simulator.BinaryPort }

    # A complete test on a channel.
    function Complete-Test {
        param([int] $Channel, [string] $TestName)
        Start-MaccorTest $Channel -Session tester1 -Procedure Rest -TestName $TestName | Out-Null
        $simulator.Speed = 1e5
        Wait-MaccorChannel $Channel -Session tester1 -IntervalSeconds 0.1 | Out-Null
        $simulator.Speed = 1
    }
}

AfterAll {
    Get-MaccorSession | Disconnect-Maccor
    Stop-MaccorSimulator
}

Describe 'The scripts of examples/' {
    BeforeEach {
        $simulator | Connect-Maccor | Out-Null
        Get-MaccorReading | Where-Object State -NE Available | Reset-MaccorChannel -Confirm:$false
    }

    It 'show an overview of testers, and what was stopped' {
        Start-MaccorTest 1 -Procedure 'CCCV charge' | Out-Null
        Start-MaccorTest 2 -Procedure Faulty -TestName 'bad cell' | Out-Null
        $simulator.Speed = 1e4
        Wait-MaccorChannel 2 -IntervalSeconds 0.1 -WarningAction SilentlyContinue | Out-Null
        $simulator.Speed = 1
        Start-MaccorTest 3 -Procedure 'CCCV charge' | Out-Null
        $overview = & "$examples/Show-TesterOverview.ps1" -ComputerName 127.0.0.1 -Connection $connection -WarningVariable warning 3>$null
        $overview.Tester | Should -Be 'tester1'
        $overview.Channels | Should -Be 8
        $overview.Problem | Should -Be 1
        $overview.Running | Should -BeGreaterOrEqual 1
        "$warning" | Should -BeLike "*channel 2: 'bad cell' was stopped*"
        Get-MaccorSession | Should -BeNullOrEmpty
    }

    It 'start the tests of a CSV file' {
        $started = & "$examples/Start-Batch.ps1" -Path "$examples/batch.csv"
        $started.TestName | Should -Be 'Batch 12 cell 1', 'Batch 12 cell 2', 'Batch 12 cell 3'
        $started[2].Procedure | Should -Be 'Full cycle'
    }

    It 'start none of a CSV file where one could not start' {
        $path = Join-Path $TestDrive 'batch.csv'
        'Session,Channel,Procedure', 'tester1,1,CCCV charge', 'tester1,2,None such' | Set-Content $path
        { & "$examples/Start-Batch.ps1" -Path $path -WarningAction SilentlyContinue } | Should -Throw '1 of 2 tests could not start*'
        (Get-MaccorReading).State | Select-Object -Unique | Should -Be 'Available'
    }

    It 'log the readings of running tests to a CSV file' {
        1, 2 | Start-MaccorTest -Procedure 'CCCV charge' | Out-Null
        $path = Join-Path $TestDrive 'log.csv'
        & "$examples/Write-ReadingLog.ps1" -Path $path -IntervalSeconds 0.2 -DurationSeconds 0.5
        $rows = Import-Csv $path
        $rows.Count | Should -BeGreaterOrEqual 4
        $rows.Channel | Select-Object -Unique | Should -Be '1', '2'
        [double] $rows[0].SignedCurrent | Should -Be 1
    }

    It 'tell once of a fault and of a warm cell' {
        Start-MaccorTest 4 -Procedure 'CCCV charge' | Out-Null
        $simulator.Tester.Channels[4].Auxiliaries[0].Forced = 50
        $simulator.Tester.Channels[5].Fail([MacNet.Protocol.Operations.RecordReason]::VoltageSafety)
        $told = @(& "$examples/Watch-Alarm.ps1" -Count 2 -IntervalSeconds 0.1 -Action { param($text) $text })
        $simulator.Tester.Channels[4].Auxiliaries[0].Forced = $null
        $told.Count | Should -Be 2
        $told | Should -Contain 'tester1, channel 5: VoltageSafety'
        $told | Should -Contain 'tester1, channel 4, input 1: warmer than 45 C'
    }

    It 'archive the tests that are complete and bring their files' {
        Complete-Test 6 'finished one'
        Start-MaccorTest 7 -Procedure 'CCCV charge' -TestName 'still running' | Out-Null
        $files = & "$examples/Save-FinishedTest.ps1" -ComputerName 127.0.0.1 -Destination $TestDrive -Connection $connection
        $files.Name | Should -Be 'finished one.006'
        $files.Length | Should -BeGreaterThan 0
        $simulator | Connect-Maccor | Out-Null
        (Get-MaccorReading 6, 7).State | Should -Be 'Available', 'Active'
    }

    It 'close the loop of a charge, and leave the cell at rest' {
        $simulator.Tester.Channels[8].Cell.StateOfCharge = 0.5
        $simulator.Speed = 2000
        $turns = & "$examples/Invoke-ClosedLoopCharge.ps1" -Channel 8 -Session tester1 -IntervalSeconds 0.15
        $simulator.Speed = 1
        $turns[-1].Voltage | Should -BeGreaterThan 4.1
        $turns[-1].SignedCurrent | Should -BeLessThan $turns[1].SignedCurrent
        (Get-MaccorReading 8).State | Should -Be 'Available'
    }
}
