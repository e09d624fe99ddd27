BeforeAll {
    Import-Module $env:MACNET_MODULE -Force
    $text = Join-Path $TestDrive 'Cell 7.012'
    Set-Content -LiteralPath $text -Value @(
        "Rec#`tCyc#`tStep`tTest (Sec)`tStep (Sec)`tAmp-hr`tWatt-hr`tAmps`tVolts`tState`tES`tDPt Time"
        "1`t0`t1`t0.0`t0.0`t0.0`t0.0`t0.0`t3.458`tR`t0`t07/21/2019 14:02:33"
        "2`t0`t2`t5.0`t5.0`t0.01`t0.03`t9.4`t3.236`tD`t5`t07/21/2019 14:02:38"
    )
    $readings = @(Import-MaccorData -LiteralPath $text -TimeZone UTC)
}

Describe 'Export-MaccorData' {
    It 'makes a file of imported readings, and gives it' {
        $file = $readings | Export-MaccorData -Destination (Join-Path $TestDrive new/bdf) -Institution UCam
        $file | Should -BeOfType IO.FileInfo
        $file.Name | Should -BeExactly 'UCam__Channel-12__20190721_001.bdf.csv'
        $rows = @(Import-Csv $file.FullName)
        $rows.'Current / A' | Should -Be '0', '-9.4'
        $rows.'Unix Time / s' | Should -Be '1563717753', '1563717758'
        (Get-Content ($file.FullName -replace '\.csv$', '.metadata.json') -Raw | ConvertFrom-Json).battinfo_channel.channel.index |
            Should -Be 12
    }

    It 'keeps all properties in CSV, whatever the culture' {
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'de-DE'
            $rows = @(Import-Csv ($readings | Export-MaccorData -Format Csv -Destination (Join-Path $TestDrive csv)).FullName)
        }
        finally {
            [cultureinfo]::CurrentCulture = $before
        }
        $rows[1].Voltage | Should -Be '3.236'
        $rows[1].ReadAt | Should -Be '2019-07-21T14:02:38.0000000Z'
        $rows[1].PSObject.Properties.Name | Should -Contain 'Variables'
    }

    It 'makes nothing with -WhatIf' {
        $readings | Export-MaccorData -Destination (Join-Path $TestDrive never) -WhatIf
        Join-Path $TestDrive never | Should -Not -Exist
    }

    It 'keeps what is there without -Force: ExportExists' {
        $place = Join-Path $TestDrive kept
        $file = $readings | Export-MaccorData -Destination $place -Format Csv
        Set-Content $file.FullName 'mine'
        { $readings | Export-MaccorData -Destination $place -Format Csv -ErrorAction Stop } | Should -Throw -ErrorId 'ExportExists,*'
        Get-Content $file.FullName | Should -Be 'mine'
        ($readings | Export-MaccorData -Destination $place -Format Csv -Force).Length | Should -BeGreaterThan 100
    }

    It 'tells of a folder that cannot be: NotExported' {
        { $readings | Export-MaccorData -Destination (Join-Path $text below) } | Should -Throw -ErrorId 'NotExported,*'
    }

    It 'leaves nothing behind when it is broken off' {
        $place = Join-Path $TestDrive stopped
        { $readings | ForEach-Object { $_; throw 'enough' } | Export-MaccorData -Destination $place } | Should -Throw 'enough'
        Get-ChildItem $place -Force | Should -BeNullOrEmpty
    }
}

Describe 'Export-MaccorData, with databases' -Tag OneBuild {
    It 'exports from a log what is wanted' {
        $path = Join-Path $TestDrive lab.sqlite
        $null = Start-MaccorSimulator exported -ChannelCount 4 -TransitionTimeMs 0 | Connect-Maccor
        try {
            $null = Start-MaccorTest 2 -Procedure 'CCCV charge' -TestName 'exported one'
            $log = Start-MaccorLog -Path $path -IntervalSeconds 0.1
            $limit = [DateTime]::UtcNow.AddSeconds(20)
            while (-not (Get-MaccorLogReading -Path $path -TestName 'exported*' | Where-Object Step) -and [DateTime]::UtcNow -lt $limit) {
                Start-Sleep -Milliseconds 50
            }
            Stop-MaccorLog
            $log.LastError | Should -BeNullOrEmpty
            $file = Export-MaccorData -Path $path -TestName 'exported*' -Format Bdf -Destination (Join-Path $TestDrive bdf)
            $file.Name | Should -BeLike 'exported__exported-one__*_001.bdf.csv'
            $rows = @(Import-Csv $file.FullName)
            $rows[-1].'Step Type' | Should -Be 'Charge'
            [double]::Parse($rows[-1].'Current / A', [cultureinfo]::InvariantCulture) | Should -BeGreaterThan 0
            @(Export-MaccorData -Path $path -Format Parquet -Destination (Join-Path $TestDrive parquet)).Count | Should -BeGreaterOrEqual 4
        }
        finally {
            Stop-MaccorLog -ErrorAction Ignore
            Disconnect-Maccor
            Stop-MaccorSimulator exported
        }
    }

    It 'makes Parquet files of both kinds' {
        foreach ($format in 'Parquet', 'BdfParquet') {
            $file = $readings | Export-MaccorData -Format $format -Destination (Join-Path $TestDrive parquet)
            $bytes = [IO.File]::ReadAllBytes($file.FullName)
            [Text.Encoding]::ASCII.GetString($bytes, 0, 4) | Should -BeExactly 'PAR1'
            [Text.Encoding]::ASCII.GetString($bytes, $bytes.Length - 4, 4) | Should -BeExactly 'PAR1'
        }
        $file.Name | Should -BeLike '*.bdf.parquet'
    }

    It 'tells by <id> what is wrong with a log' -ForEach @(
        @{
            Id  = 'LogNotOpened'
            Try = { Export-MaccorData -Path (Join-Path $TestDrive nothing.sqlite) -Destination $TestDrive -ErrorAction Stop }
        }
        @{ Id = 'NotALog'; Try = { Export-MaccorData -Path $text -Destination $TestDrive -ErrorAction Stop } }
    ) {
        $Try | Should -Throw -ErrorId "$Id,*"
    }
}
