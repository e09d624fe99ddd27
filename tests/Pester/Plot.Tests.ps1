BeforeAll {
    Import-Module $env:MACNET_MODULE -Force
    $simulator = Start-MaccorSimulator bench -ChannelCount 4 -TransitionTimeMs 0 -Speed 0
    $session = $simulator | Connect-Maccor
}

AfterAll {
    Disconnect-Maccor -Session $session
    $simulator | Stop-MaccorSimulator
}

Describe 'Show-MaccorPlot' {
    It 'draws what comes from a tester, as wide and as high as it is told' {
        $null = Start-MaccorTest 4 Rest -TestName 'cell 4'
        $lines = Watch-MaccorChannel 3, 4 -IntervalSeconds 0.1 -DurationSeconds 0.2 |
            Show-MaccorPlot Voltage, Current -Width 60 -Height 5 -Title 'Two cells'
        $lines[0] | Should -Be 'Two cells'
        $lines[2] | Should -BeLike '* channel 4*'
        @($lines | Where-Object { $_ -match '\((V|A)\)$' }).Trim() | Should -Be 'Voltage (V)', 'Current (A)'
        ($lines | ForEach-Object Length | Measure-Object -Maximum).Maximum | Should -BeLessOrEqual 60
        @($lines).Count | Should -Be (1 + 2 + 2 * (1 + 5) + 2)
        Reset-MaccorChannel 4 -Confirm:$false
    }

    It 'says where nothing is to be drawn' {
        Get-MaccorReading | Show-MaccorPlot Energy -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'NothingToPlot,*'
    }
}

Describe 'Export-MaccorPlot' {
    It 'draws what comes from a tester as <_>' -ForEach 'svg', 'pdf', 'html' {
        $path = Join-Path $TestDrive "lab.$_"
        $file = Watch-MaccorChannel 1, 2 -IntervalSeconds 0.1 -DurationSeconds 0.2 | Export-MaccorPlot $path -Title 'Two cells' -PassThru
        $file.FullName | Should -Be $path
        $start = @{ svg = '<svg '; pdf = '%PDF-1.4'; html = '<!doctype html>' }[$_]
        Get-Content $path -TotalCount 1 | Should -BeLike "$start*"
    }

    It 'names channels and tests, and draws what it is asked for' {
        $path = Join-Path $TestDrive status.svg
        $null = Start-MaccorTest 3 Rest -TestName 'cell 3'
        Get-MaccorChannelStatus 3 | Export-MaccorPlot $path -Quantity Capacity, Voltage | Should -BeNullOrEmpty
        $text = ([xml](Get-Content $path -Raw)).svg.text.'#text'
        $text | Should -Contain 'channel 3'
        $text | Where-Object { $_ -like '*(*)' -and $_ -notlike '*UTC*' } | Should -Be 'Capacity (Ah)', 'Voltage (V)'
    }

    It 'draws an imported test over its test time where it has no other' {
        $export = Join-Path $TestDrive export.txt
        Set-Content $export "Rec`tCycle P`tStep`tTestTime`tAmps`tVolts`tMd", "1`t0`t1`t0.0`t1.0`t3.4`tC", "2`t0`t1`t60.0`t1.0`t3.5`tC"
        $path = Join-Path $TestDrive import.svg
        Import-MaccorData $export -TimeUnit Minute | Export-MaccorPlot $path
        ([xml](Get-Content $path -Raw)).svg.text.'#text' | Should -Contain 'Test time (min)'
    }

    It 'writes nothing where nothing is to be drawn, or it is only tried out' {
        $path = Join-Path $TestDrive none.svg
        { @() | Export-MaccorPlot $path -ErrorAction Stop } | Should -Throw -ErrorId 'NothingToPlot,*'
        Get-MaccorReading | Export-MaccorPlot $path -Quantity Energy -ErrorVariable problem -ErrorAction SilentlyContinue
        "$problem" | Should -BeLike '*no reading has energy over the time*'
        Get-MaccorReading | Export-MaccorPlot $path -WhatIf
        $path | Should -Not -Exist
    }

    It 'says which forms there are' {
        { Get-MaccorReading | Export-MaccorPlot plot.png -ErrorAction Stop } | Should -Throw -ErrorId 'UnknownPlotFormat,*'
        { Get-MaccorReading | Export-MaccorPlot plot.png } | Should -Throw '*plot.png*'
    }

    It 'replaces a file as other exports do' {
        $path = Join-Path $TestDrive old.svg
        Set-Content $path 'old'
        { Get-MaccorReading | Export-MaccorPlot $path -NoClobber -ErrorAction Stop } | Should -Throw -ErrorId 'PlotExists,*'
        Get-Content $path | Should -Be 'old'
        (Get-Item $path).IsReadOnly = $true
        Get-MaccorReading | Export-MaccorPlot $path -Force
        Get-Content $path -TotalCount 1 | Should -BeLike '<svg *'
        { Get-MaccorReading | Export-MaccorPlot (Join-Path $TestDrive no/where.svg) -ErrorAction Stop } |
            Should -Throw -ErrorId 'PlotNotWritten,*'
    }

    It 'draws a log''s .csv file' {
        $log = Join-Path $TestDrive lab.csv
        $null = Start-MaccorLog -Path $log -IntervalSeconds 0.1
        while ((Get-MaccorLog).RowsWritten -lt 8) { Start-Sleep -Milliseconds 20 }
        Stop-MaccorLog
        $path = Join-Path $TestDrive rows.svg
        Get-MaccorLogReading -Path $log -Channel 3 | Export-MaccorPlot $path
        ([xml](Get-Content $path -Raw)).svg.text.'#text' | Should -Contain 'Current (A)'
    }

    It 'takes a row that is no reading for an error that says what is one, and draws the others' {
        $path = Join-Path $TestDrive rows.svg
        'row', (Get-MaccorReading 1) | Export-MaccorPlot $path -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem.Count | Should -Be 1
        "$problem" | Should -BeLike "*'row' is no reading. Import-Csv gives texts*Get-MaccorLogReading -Path*"
        $path | Should -Exist
    }
}
