BeforeAll {
    . "$PSScriptRoot/Examples.ps1"
    Import-Module $env:MACNET_MODULE -Force
    $examples = (Resolve-Path "$PSScriptRoot/../../examples").Path

    # Runs a script in a runspace that finds tester1 to tester3 on its network.
    function Invoke-InLab {
        param([string] $Script)
        $null = $lab.Commands.Clear()
        $lab.Streams.ClearStreams()
        $lab.AddScript("`$examples = '$examples'; $Script", $false).Invoke()
    }
}

Describe 'The script' {
    BeforeEach {
        $folder = (New-Item -ItemType Directory -Path (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
        $lab = [powershell]::Create()
        $null = $lab.AddScript($exampleSetting, $false).AddArgument($env:MACNET_MODULE).AddArgument($folder).Invoke()
    }

    AfterEach {
        $lab.Dispose()
        Get-MaccorSession | Disconnect-Maccor
        Stop-MaccorSimulator
    }

    It 'Get-MorningOverview tells states, faults and ended tests of all testers' {
        $shown = Invoke-InLab @'
            $testers.tester1.Speed = 20000
            $null = 1, 2 | Start-MaccorTest -Procedure 'CCCV charge' -TestName 'Night {channel}' | Wait-MaccorChannel
            $limits = @{ VoltageMin = 2.5; VoltageMax = 3; ChargeCurrentMax = 2; DischargeCurrentMax = 2 }
            $null = 3 | Start-MaccorTest -Session tester2 -Procedure 'CCCV charge' -TestName 'Fault {channel}' @limits | Wait-MaccorChannel
            & "$examples/Get-MorningOverview.ps1" -ComputerName tester1, tester2 -HotFrom 20
'@
        $shown.What | Should -Contain 'tester1, Available'
        ($shown | Where-Object What -EQ 'tester1, Available').More | Should -Be '14 channels'
        ($shown | Where-Object { $_.What -eq 'tester1, Completed' -and $_.Channel }).More | Should -BeLike 'Night *'
        ($shown | Where-Object { $_.What -eq 'tester2, Problem' -and $_.Channel }).Channel | Should -Be 3
        ($shown | Where-Object What -EQ 'tester2, Hot').Count | Should -Be 16
    }

    It 'Start-Batch starts what a CSV file lists' {
        $header = 'Session,Channel,Procedure,TestName,VoltageMin,VoltageMax,ChargeCurrentMax,DischargeCurrentMax'
        Set-Content -Path "$folder/batch.csv" -Value @(
            $header
            'tester1,1,CCCV charge,Cell 1,2.5,4.25,2,2'
            'tester1,2,CCCV charge,Cell 2,2.5,4.25,2,2'
            'tester2,7,Rest,Cell 3,2.5,4.25,2,2'
        )
        $started = Invoke-InLab '& "$examples/Start-Batch.ps1" -Path batch.csv'
        $started | ForEach-Object { "$($_.Session) $($_.Channel) $($_.TestName)" } | Sort-Object |
            Should -Be 'tester1 1 Cell 1', 'tester1 2 Cell 2', 'tester2 7 Cell 3'
        @(Import-Csv "$folder/batch.csv.started.csv").Count | Should -Be 3
    }

    It 'Start-Batch starts nothing where one test could not start' {
        $rows = 'Session,Channel,Procedure,TestName', 'tester1,1,Rest,Cell 1', 'tester1,2,No such,Cell 2'
        Set-Content -Path "$folder/batch.csv" -Value $rows
        { Invoke-InLab '& "$examples/Start-Batch.ps1" -Path batch.csv' } | Should -Throw '*1 of 2 tests could not start*'
        (Invoke-InLab 'Get-MaccorSimulator tester1 | MacNet\Connect-Maccor | Get-MaccorReading').State | Should -Not -Contain 'Active'
    }

    It 'Start-Batch starts nothing where <Why>' -ForEach @(
        @{ Why = 'a channel stands twice'; Row = 'TESTER1,01,Rest,Cell 2,2.5,4.25,2,2'; Says = '*more than one row*tester1, 1*' }
        @{ Why = 'a name stands twice'; Row = 'tester1,2,Rest,cell {channel},2.5,4.25,2,2'; Says = '*more than one row*tester1, cell 2*' }
        @{ Why = 'a limit is missing'; Row = 'tester1,3,Rest,Cell 3,,4.25,2,2'; Says = '*limits are missing*tester1, 3*' }
        @{ Why = 'a row is for several channels'; Row = 'tester1,2-3,Rest,Cell 3,,,,'; Says = "*one channel*not for '2-3'*" }
        @{ Why = 'a cell is blank'; Row = 'tester1,3,,Cell 3,,,,'; Says = '*no Procedure in 1 of 3 rows*' }
        @{ Why = 'a limit is beyond the channel'; Row = 'tester1,3,Rest,Cell 3,2.5,4.25,2000,2'; Says = '*charge current limit is 2000 A*' }
    ) {
        $header = 'Session,Channel,Procedure,TestName,VoltageMin,VoltageMax,ChargeCurrentMax,DischargeCurrentMax'
        $rows = 'tester1,1,Rest,Cell 1,2.5,4.25,2,2', 'tester1,4,Rest,Cell 2,2.5,4.25,2,2', $Row
        Set-Content -Path "$folder/batch.csv" -Value (@($header) + $rows)
        { Invoke-InLab '& "$examples/Start-Batch.ps1" -Path batch.csv' } | Should -Throw $Says
        (Invoke-InLab 'Get-MaccorSimulator tester1 | MacNet\Connect-Maccor | Get-MaccorReading').State | Should -Not -Contain 'Active'
        Test-Path "$folder/batch.csv.started.csv" | Should -BeFalse
    }

    It 'Start-Batch starts nothing where a column is not known, or not taken from a row: <_>' -ForEach @(
        'C-Rate', 'Mass (g)', 'StartCycle', 'WhatIf', 'Regime'
    ) {
        Set-Content -Path "$folder/batch.csv" -Value "Session,Channel,Procedure,TestName,$_", 'tester1,1,Rest,Cell 1,0.5'
        { Invoke-InLab '& "$examples/Start-Batch.ps1" -Path batch.csv' } | Should -Throw "*takes nothing from a column '$_'*"
        (Invoke-InLab 'Get-MaccorSimulator tester1 | MacNet\Connect-Maccor | Get-MaccorReading').State | Should -Not -Contain 'Active'
    }

    It 'Start-Batch reads files with other delimiters, and says what is missing' {
        Set-Content -Path "$folder/batch.csv" -Value 'Session;Channel;Procedure;TestName', 'tester1;1;Rest;Cell 1'
        (Invoke-InLab '& "$examples/Start-Batch.ps1" -Path batch.csv -Delimiter ";"').TestName | Should -Be 'Cell 1'
        { Invoke-InLab '& "$examples/Start-Batch.ps1" -Path batch.csv' } | Should -Throw '*no Session in 1 of 1 rows*Delimiter*'
    }

    It 'Start-Batch leaves no session behind with -WhatIf' {
        Set-Content -Path "$folder/batch.csv" -Value 'Session,Channel,Procedure', 'tester1,1,Rest'
        $left = Invoke-InLab 'Disconnect-Maccor tester1; & "$examples/Start-Batch.ps1" -Path batch.csv -WhatIf; (Get-MaccorSession).Name'
        $left | Should -Not -Contain 'tester1'
    }

    It 'Start-Batch takes a row without limits beside one that has them' {
        $header = 'Session,Channel,Procedure,TestName,VoltageMin,VoltageMax,ChargeCurrentMax,DischargeCurrentMax'
        Set-Content -Path "$folder/batch.csv" -Value $header, 'tester1,1,Rest,Cell 1,2.5,4.25,2,2', 'tester1,2,Rest,Cell 2,,,,'
        (Invoke-InLab '& "$examples/Start-Batch.ps1" -Path batch.csv').TestName | Should -Be 'Cell 1', 'Cell 2'
        $lab.Streams.Warning | Should -BeLike '*keep the safety limits that they have: *2*'
        $record = Import-Csv "$folder/batch.csv.started.csv"
        $record.DataFile | Should -Be 'Cell 1.001', 'Cell 2.002'
        $record.VoltageMax | Should -Be '4.25', ''
        $record.CapacityAh | Should -Be '1', '1'
    }

    It 'Start-Batch writes down what was started where a row fails, and ends with an error' {
        $rows = 1..3 | ForEach-Object { "tester1,$_,Rest,Cell $_" }
        Set-Content -Path "$folder/batch.csv" -Value (@('Session,Channel,Procedure,TestName') + $rows)
        $shown, $failure, $errors = Invoke-InLab @'
            $refusal = [MacNet.VirtualTester.Faults.Fault]::Result(1)
            $testers.tester1.Tester.Faults.Next($refusal, [MacNet.Protocol.Messages.Functions]::StartTest, 2)
            $shown = [Collections.Generic.List[object]]::new()
            try { & "$examples/Start-Batch.ps1" -Path batch.csv | ForEach-Object { $shown.Add($_) } } catch { $failure = "$_" }
            , $shown
            $failure
            , @($Error | ForEach-Object { $_.FullyQualifiedErrorId })
'@
        $shown.Channel | Should -Be 1, 3
        $failure | Should -BeLike '1 of 3 tests did not start*'
        $errors | Should -Contain 'Refused,MacNet.PowerShell.Testing.StartMaccorTest'
        (Import-Csv "$folder/batch.csv.started.csv").Channel | Should -Be '1', '3'
    }

    It 'Export-Reading logs to a CSV file' {
        Invoke-InLab @'
            & "$examples/Export-Reading.ps1" tester1, tester2 readings.csv -Channel 1, 2 -IntervalSeconds 0.2 -DurationSeconds 0.5
'@
        $rows = @(Import-Csv "$folder/readings.csv")
        $rows.Count | Should -BeGreaterOrEqual 4
        $rows.Session | Should -Contain 'tester2'
        [double] $rows[0].Voltage | Should -BeGreaterThan 3
    }

    It 'Export-Reading logs the testers that are there, and nothing where there is none' {
        Invoke-InLab @'
            $testers.tester2.Tester.StopListening()
            Get-MaccorSession | Disconnect-Maccor
            $ErrorActionPreference = 'Continue'
            & "$examples/Export-Reading.ps1" tester1, tester2 readings.csv -Channel '1-2' -IntervalSeconds 0.2 -DurationSeconds 0.3
'@
        $lab.Streams.Error[0].FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        (Import-Csv "$folder/readings.csv" | Group-Object Session, Channel).Name | Should -Be 'tester1, 1', 'tester1, 2'
        $failure = Invoke-InLab @'
            $ErrorActionPreference = 'SilentlyContinue'
            try { & "$examples/Export-Reading.ps1" tester2 none.csv -DurationSeconds 0.3 } catch { "$_" }
'@
        $failure | Should -BeLike 'No tester could be connected*'
    }

    It 'Save-FinishedTest fetches a file that did not come the next time, and ends with an error until then' {
        $result = Invoke-InLab @'
            $testers.tester1.Speed = 20000
            $null = 1, 2 | Start-MaccorTest -Procedure 'CCCV charge' -TestName 'Night {channel}' | Wait-MaccorChannel
            $lost = [MacNet.VirtualTester.Faults.Fault]::Disconnect
            $testers.tester1.Tester.Faults.Next($lost, [MacNet.Protocol.Messages.Functions]::GetFile)
            1..3 | ForEach-Object {
                $ErrorActionPreference = 'Continue'
                $global:LASTEXITCODE = 0
                $done = & "$examples/Save-FinishedTest.ps1" tester1 -Destination data
                [pscustomobject]@{
                    Done = @($done.TestName) -join ','
                    ExitCode = $LASTEXITCODE
                    Archived = @(Import-Csv data/archive.csv).TestName -join ','
                    Pending = (Test-Path data/pending.csv)
                }
                $testers.tester1 | Connect-Maccor | Out-Null
            }
'@
        $result.Done | Should -Be 'Night 2', 'Night 1', ''
        $result.ExitCode | Should -Be 1, 0, 0
        $result.Archived | Should -Be 'Night 2', 'Night 2,Night 1', 'Night 2,Night 1'
        $result.Pending | Should -Be $true, $false, $false
        @(Import-Csv "$folder/data/archive.csv").File | ForEach-Object { (Get-Item $_).Length | Should -BeGreaterThan 0 }
    }

    It 'Save-FinishedTest numbers a file whose name there is already' {
        $exitCode = Invoke-InLab @'
            $null = New-Item -ItemType Directory data/tester1
            Set-Content 'data/tester1/Night 1.001' 'older'
            $testers.tester1.Speed = 20000
            $null = 1 | Start-MaccorTest -Procedure 'CCCV charge' -TestName 'Night {channel}' | Wait-MaccorChannel
            $ErrorActionPreference = 'Continue'
            $global:LASTEXITCODE = 0
            $null = & "$examples/Save-FinishedTest.ps1" tester1 -Destination data
            $LASTEXITCODE
'@
        $exitCode | Should -Be 0
        Get-Content "$folder/data/tester1/Night 1.001" | Should -Be 'older'
        (Get-Item "$folder/data/tester1/Night 1 (2).001").Length | Should -BeGreaterThan 6
        Test-Path "$folder/data/pending.csv" | Should -BeFalse
    }

    It 'Save-FinishedTest fetches the file of a test that a problem has stopped, once, and leaves the test for a person' {
        $done = Invoke-InLab @'
            $testers.tester1.Speed = 20000
            $limits = @{ VoltageMin = 2.5; VoltageMax = 3; ChargeCurrentMax = 2; DischargeCurrentMax = 2 }
            $started = Start-MaccorTest 3 -Procedure 'CCCV charge' -TestName 'Fault {channel}' @limits
            $null = $started | Wait-MaccorChannel -WarningAction Ignore
            1..2 | ForEach-Object { & "$examples/Save-FinishedTest.ps1" tester1 -Destination data }
            (Get-MaccorSimulator tester1 | MacNet\Connect-Maccor | Get-MaccorReading 3).State
'@
        $done.Count | Should -Be 2
        $done[0].TestName | Should -Be 'Fault 3'
        (Get-Item $done[0].File).Length | Should -BeGreaterThan 0
        $done[1] | Should -Be 'Problem'
    }

    It '<Script> leaves a session alone that was there before' -ForEach @(
        @{ Script = 'Save-FinishedTest'; Call = 'tester1 -Destination data' }
        @{ Script = 'Get-MorningOverview'; Call = 'tester1' }
        @{ Script = 'Export-Reading'; Call = 'tester1 readings.csv -DurationSeconds 0.1 -IntervalSeconds 0.1' }
        @{ Script = 'Start-Batch'; Call = '-Path batch.csv' }
    ) {
        Set-Content -Path "$folder/batch.csv" -Value 'Session,Channel,Procedure,TestName', 'tester1,9,Rest,Cell 9'
        $sessions = Invoke-InLab "`$null = & `"`$examples/$Script.ps1`" $Call 3>&1; Get-MaccorSession"
        $sessions.Name | Sort-Object | Should -Be 'tester1', 'tester2', 'tester3'
    }

    It '<Script> takes several testers as one text, as pwsh -File gives them' -ForEach @(
        @{ Script = 'Save-FinishedTest'; Call = '-Destination data' }
        @{ Script = 'Get-MorningOverview'; Call = '-HotFrom 99' }
        @{ Script = 'Export-Reading'; Call = '-Path readings.csv -DurationSeconds 0.1 -IntervalSeconds 0.1' }
    ) {
        $null = Invoke-InLab "& `"`$examples/$Script.ps1`" 'tester1, tester2' $Call"
        $lab.Streams.Error | Should -BeNullOrEmpty
    }

    It 'Invoke-GentleCharge reads <Call> strictly, as pwsh -File gives it' -ForEach @(
        @{ Call = "tester1 6 -Current '0,3'" }
        @{ Call = "tester1 6 -Voltage '4,1'" }
        @{ Call = "tester1 '1,2'" }
        @{ Call = "'tester1,tester2' 6" }
    ) {
        { Invoke-InLab "& `"`$examples/Invoke-GentleCharge.ps1`" $Call" } | Should -Throw '*does not match*'
    }

    It 'has no number that PowerShell would read of a text' {
        $numbers = Get-ChildItem $examples -Filter *.ps1 | ForEach-Object { (Get-Command $_.FullName).Parameters.Values } |
            Where-Object { $_.ParameterType.IsPrimitive -and $_.ParameterType -notin [bool], [char] -and $_.Name -notlike '*Variable' }
        $numbers.Name | Where-Object { $_ -ne 'OutBuffer' } | Should -BeNullOrEmpty
    }

    It 'Save-FinishedTest archives completed tests and fetches their files' {
        $done = Invoke-InLab @'
            $testers.tester1.Speed = 20000
            $null = 1, 2 | Start-MaccorTest -Procedure 'CCCV charge' -TestName 'Night {channel}' | Wait-MaccorChannel
            & "$examples/Save-FinishedTest.ps1" tester1, tester2 -Destination data
            (Get-MaccorSimulator tester1 | MacNet\Connect-Maccor | Get-MaccorReading 1).State
'@
        $done[0..1].TestName | Should -Be 'Night 1', 'Night 2'
        (Get-Item $done[0].File).Length | Should -BeGreaterThan 0
        @(Import-Csv "$folder/data/archive.csv").Count | Should -Be 2
        $done[2] | Should -Be 'Available'
    }

    It 'Invoke-GentleCharge charges, and leaves the cell at rest' {
        $turns = Invoke-InLab @'
            $testers.tester1.Speed = 3000
            & "$examples/Invoke-GentleCharge.ps1" tester1 6 -IntervalSeconds 0.2
            (Get-MaccorSimulator tester1 | MacNet\Connect-Maccor | Get-MaccorReading 6).State
'@
        $turns[-1] | Should -Be 'Available'
        $turns[1].Activity | Should -Be 'Charge'
        $turns[-2].Voltage | Should -BeGreaterThan $turns[0].Voltage
    }

    It 'Invoke-GentleCharge charges with <Amps> A at <Warm> C' -ForEach @(
        @{ Warm = 30; Amps = 1 }
        @{ Warm = 37.5; Amps = 0.75 }
        @{ Warm = 42; Amps = 0.3 }
        @{ Warm = 46; Amps = 0 }
    ) {
        $turns = Invoke-InLab @"
            function Get-MaccorAuxiliary { [pscustomobject]@{ Unit = 'C'; Value = -2500 }, [pscustomobject]@{ Unit = 'C'; Value = $Warm } }
            & "`$examples/Invoke-GentleCharge.ps1" tester1 6 -Current 1 -IntervalSeconds 0.2 | Select-Object -First 3
"@
        [math]::Abs($turns[-1].SignedCurrent - $Amps) | Should -BeLessThan 0.01
    }

    It 'Invoke-GentleCharge refuses a channel without a thermometer' {
        { Invoke-InLab 'function Get-MaccorAuxiliary { }; & "$examples/Invoke-GentleCharge.ps1" tester1 6 -DurationSeconds 1' } |
            Should -Throw '*no thermometer*'
        (Invoke-InLab 'Get-MaccorSimulator tester1 | MacNet\Connect-Maccor | Get-MaccorReading 6').State | Should -Be 'Available'
    }

    It 'Invoke-GentleCharge rests while the thermometer gives nothing' {
        $turns = Invoke-InLab @'
            $asked = @{ Count = 0 }
            function Get-MaccorAuxiliary { if ($asked.Count++ -eq 0) { [pscustomobject]@{ Unit = 'C'; Value = 25 } } }
            & "$examples/Invoke-GentleCharge.ps1" tester1 6 -IntervalSeconds 0.2 | Select-Object -First 3
'@
        $turns.Count | Should -BeGreaterThan 1
        $turns.Activity | Should -Not -Contain 'Charge'
    }
}
