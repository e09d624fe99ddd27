BeforeAll {
    Import-Module $env:MACNET_MODULE -Force
    . "$PSScriptRoot/Shell.ps1"
    $simulator = Start-MaccorSimulator logged -ChannelCount 8 -TransitionTimeMs 0
    $null = $simulator | Connect-Maccor
    function Wait-Row {
        param([int] $Count = 16)
        $limit = [DateTime]::UtcNow.AddSeconds(20)
        while ((Get-MaccorLog).RowsWritten -lt $Count -and [DateTime]::UtcNow -lt $limit) {
            Start-Sleep -Milliseconds 20
        }
    }
}

AfterAll {
    Stop-MaccorLog
    Disconnect-Maccor
    Stop-MaccorSimulator
}

Describe 'A log' -Tag OneBuild {
    AfterEach {
        Stop-MaccorLog
    }

    It 'keeps whole sweeps of all channels in a SQLite file, and goes on in it' {
        $path = Join-Path $TestDrive lab.sqlite
        $log = Start-MaccorLog -Path $path -IntervalSeconds 0.1 -NoDetail
        Wait-Row
        Stop-MaccorLog
        $log.Gaps + $log.Waiting | Should -BeGreaterOrEqual 0
        $first = @(Get-MaccorLogReading -Path $path).Count
        $first | Should -Be $log.RowsWritten
        $first % 8 | Should -Be 0
        $null = Start-MaccorLog -Path $path -IntervalSeconds 0.1 -NoDetail
        Wait-Row
        Stop-MaccorLog
        @(Get-MaccorLogReading -Path $path).Count | Should -BeGreaterThan $first
    }

    It 'is read back by its name, or with all that this process writes' {
        Get-MaccorLogReading -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'NoLogRuns,*'
        $null = Start-MaccorLog -Path (Join-Path $TestDrive today.sqlite) -Daily -Name days -IntervalSeconds 0.1 -NoDetail
        Wait-Row
        $null = Start-MaccorLog -ScriptBlock { } -Name own -IntervalSeconds 0.1 -NoDetail
        @(Get-MaccorLogReading -Channel 5 -After (Get-Date).AddHours(-1) -ErrorAction SilentlyContinue -ErrorVariable problem).Count |
            Should -BeGreaterThan 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'LogNotReadable,*'
        @(Get-MaccorLogReading -Name d*).Count | Should -BeGreaterThan 15
        Get-MaccorLogReading -Name days -Before (Get-Date).AddDays(-1) | Should -BeNullOrEmpty
    }

    It 'has names, steps and directions of tests that run' {
        $path = Join-Path $TestDrive tests.sqlite
        $null = Start-MaccorTest 3 -Procedure 'CCCV charge' -TestName 'logged one'
        $null = Start-MaccorLog -Path $path -IntervalSeconds 0.2
        Wait-Row 40
        Stop-MaccorLog
        $read = @(Get-MaccorLogReading -Path $path -TestName 'logged*')
        $read.Count | Should -BeGreaterThan 1
        $read.Channel | Sort-Object -Unique | Should -Be 3
        @($read | Where-Object Step).Count | Should -BeGreaterThan 0
        ($read | Where-Object State -EQ Active)[-1].SignedCurrent | Should -BeGreaterThan 0
        Get-MaccorLogReading -Path $path -Channel 3 -Before ([DateTime]::UtcNow.AddDays(-1)) | Should -BeNullOrEmpty
        $null = Reset-MaccorChannel 3 -Confirm:$false
    }

    It 'writes a table that Import-Csv reads, and is read back and exported' {
        $path = Join-Path $TestDrive lab.csv
        $null = Start-MaccorLog -Path $path -IntervalSeconds 0.1 -NoDetail
        Wait-Row
        @(Get-MaccorLogReading -Channel 5).Count | Should -BeGreaterThan 1
        Stop-MaccorLog
        $read = @(Get-MaccorLogReading -Path $path -After (Get-Date).AddHours(-1))
        $read.Count | Should -Be @(Import-Csv $path).Count
        $read[0].Session | Should -Be 'logged'
        $read[0] | Should -BeOfType MacNet.Data.LogReading
        { Import-MaccorData $path -ErrorAction Stop } | Should -Throw -ErrorId 'LogNotAnExport,*'
        @(Export-MaccorData -Path $path -Channel 5 -Format Csv -Destination (Join-Path $TestDrive table)).Count | Should -BeGreaterOrEqual 1
        $rows = @(Import-Csv $path)
        $rows.Count % 8 | Should -Be 0
        $rows[0].Session | Should -Be 'logged'
        [double]::Parse($rows[0].Voltage, [cultureinfo]::InvariantCulture) | Should -BeGreaterThan 2
    }

    It 'has a file in the Battery Data Format for each test' {
        $place = Join-Path $TestDrive bdf
        $null = New-Item $place -ItemType Directory
        $null = Start-MaccorTest 4 -Procedure 'CCCV charge' -TestName 'logged for itself'
        $null = Start-MaccorLog -Path (Join-Path $place UCam.bdf.csv) -IntervalSeconds 0.1
        Wait-Row 5
        Stop-MaccorLog
        $null = Reset-MaccorChannel 4 -Confirm:$false
        $file = Get-ChildItem $place -Filter UCam__logged-for-itself__*_001.bdf.csv
        @(Import-Csv $file.FullName).Count | Should -BeGreaterOrEqual 5
        Join-Path $place ($file.Name -replace '\.csv$', '.metadata.json') | Should -Exist
        $read = @(Get-MaccorLogReading -Path (Join-Path $place UCam.bdf.csv) -Channel 4)
        $read.Count | Should -Be @(Import-Csv $file.FullName).Count
        $read.TestName | Sort-Object -Unique | Should -Be 'logged for itself'
    }

    It 'begins a new file when one is too large, and is read as one' {
        $path = Join-Path $TestDrive rolled.sqlite
        $log = Start-MaccorLog -Path $path -IntervalSeconds 0.05 -NoDetail -MaxFileSizeMB 0.1
        $limit = [DateTime]::UtcNow.AddSeconds(20)
        while (-not (Test-Path (Join-Path $TestDrive rolled.2.sqlite)) -and [DateTime]::UtcNow -lt $limit) {
            Start-Sleep -Milliseconds 20
        }
        Stop-MaccorLog
        @(Get-MaccorLogReading -Path $path).Count | Should -Be $log.RowsWritten
        @(Get-MaccorLogReading -Path (Join-Path $TestDrive 'rolled*.sqlite')).Count | Should -Be $log.RowsWritten
    }

    It 'waits on disk for a database that is away at the start, and says so' {
        $nobody = @{ ConnectionString = 'Host=127.0.0.1;Port=1;Database=none;Timeout=1'; SpoolPath = Join-Path $TestDrive early }
        $log = Start-MaccorLog @nobody -IntervalSeconds 0.1 -NoDetail -WarningVariable told -WarningAction SilentlyContinue
        $limit = [DateTime]::UtcNow.AddSeconds(20)
        while ($log.Spooled -lt 8 -and [DateTime]::UtcNow -lt $limit) {
            Start-Sleep -Milliseconds 20
        }
        $log.Spooled | Should -BeGreaterOrEqual 8
        "$told" | Should -BeLike '*away*wait on disk*'
    }

    It 'has alarms as events' {
        $path = Join-Path $TestDrive alarms.sqlite
        $null = Start-MaccorLog -Path $path -IntervalSeconds 0.1 -NoDetail
        $alert = Register-MaccorAlert -Name low -VoltageBelow 100 -IntervalSeconds 0.1 -Action { }
        $limit = [DateTime]::UtcNow.AddSeconds(20)
        while (-not (Get-MaccorAlert).Raised -and [DateTime]::UtcNow -lt $limit) {
            Start-Sleep -Milliseconds 20
        }
        $alert | Unregister-MaccorAlert
        Stop-MaccorLog
        [Text.Encoding]::UTF8.GetString([IO.File]::ReadAllBytes($path)) | Should -Match 'Alarm.*low: '
    }

    It 'keeps one reading of a channel that does not change' {
        $path = Join-Path $TestDrive quiet.csv
        $null = Start-MaccorLog -Path $path -IntervalSeconds 0.05 -NoDetail -OnChange -VoltageDelta 0.5 -CurrentDelta 0.5
        Wait-Row 8
        Start-Sleep -Milliseconds 300
        Stop-MaccorLog
        @(Import-Csv $path).Count | Should -Be 8
    }

    It 'gives sweeps to a script block' {
        $path = Join-Path $TestDrive counts.txt
        $keep = [scriptblock]::Create("param(`$r) Add-Content '$path' `$r.Count")
        $null = Start-MaccorLog -IntervalSeconds 0.1 -NoDetail -ScriptBlock $keep
        Wait-Row
        Stop-MaccorLog
        (Get-Content $path)[0] | Should -Be 8
    }

    It 'makes nothing with -WhatIf' {
        $path = Join-Path $TestDrive never.sqlite
        Start-MaccorLog -Path $path -WhatIf
        Test-Path $path | Should -BeFalse
        Get-MaccorLog | Should -BeNullOrEmpty
    }

    It 'is refused for a file that is another log''s, with LogInUse' {
        $path = Join-Path $TestDrive shared.sqlite
        $null = Start-MaccorLog -Path $path
        { Start-MaccorLog -Path $path } | Should -Throw -ErrorId 'LogInUse,*'
    }

    It 'leaves alone a file that is no log: NotALog' {
        foreach ($name in 'mine.sqlite', 'mine.csv') {
            $path = Join-Path $TestDrive $name
            'Something of mine, long enough to be mistaken for a header, and yet none; it must stay, whatever its name may be.' * 3 |
                Set-Content $path
            $before = Get-Content $path -Raw
            { Start-MaccorLog -Path $path } | Should -Throw -ErrorId 'NotALog,*'
            Get-Content $path -Raw | Should -BeExactly $before
        }
    }

    It 'leaves alone a file that a later version made: LogTooNew' {
        $path = Join-Path $TestDrive newer.sqlite
        $null = Start-MaccorLog -Path $path -NoDetail
        Wait-Row 8
        Stop-MaccorLog
        $bytes = [IO.File]::ReadAllBytes($path)
        $bytes[63] | Should -Be 3 -Because 'the schema has a version'
        $bytes[63] = 99
        [IO.File]::WriteAllBytes($path, $bytes)
        { Start-MaccorLog -Path $path } | Should -Throw -ErrorId 'LogTooNew,*'
        { Get-MaccorLogReading -Path $path -ErrorAction Stop } | Should -Throw -ErrorId 'LogTooNew,*'
        [IO.File]::ReadAllBytes($path)[63] | Should -Be 99
    }

    It 'tells when it stops without having kept everything: LogIncomplete' {
        $log = Start-MaccorLog -NoDetail -IntervalSeconds 0.1 -ScriptBlock { throw 'no room' }
        $limit = [DateTime]::UtcNow.AddSeconds(20)
        while (-not $log.LastError -and [DateTime]::UtcNow -lt $limit) {
            Start-Sleep -Milliseconds 20
        }
        $log.LastError | Should -BeLike '*no room*'
        { Stop-MaccorLog -ErrorAction Stop } | Should -Throw -ErrorId 'LogIncomplete,*'
        $log.RowsWritten | Should -Be 0
    }

    It 'names the folder that is not there, and no file of its own' {
        { Start-MaccorLog -Path (Join-Path $TestDrive 'nowhere/lab.csv') } | Should -Throw '*nowhere*is not there*'
        { Start-MaccorLog -Path (Join-Path $TestDrive 'nowhere/lab.sqlite') } | Should -Throw '*nowhere*is not there*'
    }

    It 'tells where there are no databases: NoDatabaseHere' {
        $desktop = Join-Path (Split-Path $env:MACNET_MODULE) 'lib/netstandard2.0/MacNet.PowerShell.dll'
        $read = 'try { Get-MaccorLogReading -Path never.sqlite -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }'
        $script = "Import-Module '$desktop'; $read"
        & $powerShell @powerShellArguments -Command $script | Should -BeLike 'NoDatabaseHere,*'
    }

    It 'has after kill -9 what it had counted, in whole sweeps: <_>' -ForEach 'killed.sqlite', 'killed.csv' {
        $path = Join-Path $TestDrive $_
        $script = "Import-Module '$env:MACNET_MODULE'; " +
        'Start-MaccorSimulator -ChannelCount 8 -TransitionTimeMs 0 | Connect-Maccor | Out-Null; ' +
        "`$log = Start-MaccorLog -Path '$path' -IntervalSeconds 0.05 -NoDetail; while (`$true) { [Console]::WriteLine(`$log.RowsWritten) }"
        $start = [Diagnostics.ProcessStartInfo]::new($powerShell)
        @($powerShellArguments) + '-Command' + $script | ForEach-Object { $start.ArgumentList.Add($_) }
        $start.RedirectStandardOutput = $true
        $child = [Diagnostics.Process]::Start($start)
        do {
            $counted = [int]$child.StandardOutput.ReadLine()
        } while ($counted -lt 40 -and -not $child.HasExited)
        $child.Kill()
        while ($null -ne ($line = $child.StandardOutput.ReadLine())) {
            $counted = if ($line -match '^\d+$' -and -not $child.StandardOutput.EndOfStream) { [int]$line } else { $counted }
        }
        $child.WaitForExit()
        $kept = @(Get-MaccorLogReading -Path $path)
        $kept.Count | Should -BeGreaterOrEqual $counted
        $kept.Count % 8 | Should -Be 0
        $null = Start-MaccorLog -Path $path -NoDetail
        Wait-Row 8
        Stop-MaccorLog
        @(Get-MaccorLogReading -Path $path | Group-Object Session, Channel, ReadAt | Where-Object Count -GT 1) | Should -BeNullOrEmpty
    }

    It 'is all in its one file when PowerShell ends<Name>' -ForEach @(
        @{ Name = ''; End = 'exit' }
        @{ Name = ' by SIGTERM'; End = '/bin/kill -s TERM $PID; Start-Sleep 60' }
    ) {
        if ($Name -and $IsWindows) {
            Set-ItResult -Skipped -Because 'Windows has no signals'
        }
        $path = Join-Path $TestDrive "ended$Name.sqlite"
        $script = "Import-Module '$env:MACNET_MODULE'; " +
        'Start-MaccorSimulator -ChannelCount 8 -TransitionTimeMs 0 | Connect-Maccor | Out-Null; ' +
        "`$log = Start-MaccorLog -Path '$path' -IntervalSeconds 0.05 -NoDetail; " +
        "while (`$log.RowsWritten -lt 40) { Start-Sleep -Milliseconds 20 }; $End"
        & $powerShell @powerShellArguments -Command $script
        "$path-wal" | Should -Not -Exist
        $kept = @(Get-MaccorLogReading -Path (Copy-Item $path (Join-Path $TestDrive "copied$Name.sqlite") -PassThru).FullName)
        $kept.Count | Should -BeGreaterOrEqual 40
        $kept.Count % 8 | Should -Be 0
    }

    It 'tells of a full disk, and goes on when there is room: <Name>' -ForEach @(
        @{ Name = 'full.csv'; Room = 16KB }
        @{ Name = 'full.sqlite'; Room = 256KB }
    ) {
        if (-not $IsLinux -or (id -u) -ne 0) {
            Set-ItResult -Skipped -Because 'only root on Linux can mount a disk that is small'
        }
        $place = Join-Path $TestDrive small
        $null = New-Item $place -ItemType Directory -Force
        mount -t tmpfs -o size=4m none $place
        try {
            if ($LASTEXITCODE -ne 0) {
                Set-ItResult -Skipped -Because 'nothing can be mounted here'
                return
            }
            $ballast = Join-Path $place ballast
            [IO.File]::WriteAllBytes($ballast, [byte[]]::new(4MB - $Room))
            $log = Start-MaccorLog -Path (Join-Path $place $Name) -IntervalSeconds 0.05 -NoDetail
            $limit = [DateTime]::UtcNow.AddSeconds(30)
            while (-not $log.LastError -and [DateTime]::UtcNow -lt $limit) {
                Start-Sleep -Milliseconds 20
            }
            $log.LastError | Should -Not -BeNullOrEmpty
            $full = $log.RowsWritten
            Remove-Item $ballast
            Wait-Row ($full + 8)
            Stop-MaccorLog
            $log.RowsWritten | Should -BeGreaterThan $full
            $file = Join-Path $place $Name
            $rows = @(if ($Name -like '*.csv') { Import-Csv $file } else { Get-MaccorLogReading -Path $file })
            $rows.Count | Should -Be $log.RowsWritten
            $rows.Count % 8 | Should -Be 0
        }
        finally {
            Stop-MaccorLog -ErrorAction Ignore
            umount $place
        }
    }

    It 'loses and doubles nothing while a database is away' {
        if (-not $env:MACNET_TEST_POSTGRES -or -not (Get-Command psql -ErrorAction Ignore)) {
            Set-ItResult -Skipped -Because 'MACNET_TEST_POSTGRES names no PostgreSQL, or there is no psql'
        }
        $name = "macnet_$PID"
        $given = [Data.Common.DbConnectionStringBuilder]@{ ConnectionString = $env:MACNET_TEST_POSTGRES }
        $words = @{
            host = 'host'; server = 'host'; port = 'port'; username = 'user'; 'user id' = 'user'; password = 'password'
            database = 'dbname'
        }
        $libpq = ($given.Keys | Where-Object { $words[$_] } | ForEach-Object { "$($words[$_])='$($given[$_])'" }) -join ' '
        function Invoke-Sql {
            param([string] $Text)
            psql $libpq -v ON_ERROR_STOP=1 -qtA -c $Text
        }
        Invoke-Sql "CREATE DATABASE $name"
        try {
            $given['Database'] = $name
            $log = Start-MaccorLog -ConnectionString "$given" -SpoolPath (Join-Path $TestDrive spool) -IntervalSeconds 0.1
            Wait-Row
            Invoke-Sql "ALTER DATABASE $name ALLOW_CONNECTIONS false"
            $null = Invoke-Sql "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '$name'"
            $limit = [DateTime]::UtcNow.AddSeconds(20)
            while ($log.Spooled -lt 16 -and [DateTime]::UtcNow -lt $limit) {
                Start-Sleep -Milliseconds 20
            }
            $log.Spooled | Should -BeGreaterOrEqual 16
            $log.LastError | Should -Not -BeNullOrEmpty
            $before = $log.RowsWritten
            Invoke-Sql "ALTER DATABASE $name ALLOW_CONNECTIONS true"
            Wait-Row ($before + 16)
            Stop-MaccorLog
            $log.Spooled | Should -Be 0
            $read = @(Get-MaccorLogReading -ConnectionString "$given")
            $read.Count | Should -Be $log.RowsWritten
            @(Get-MaccorLogReading -ConnectionString "$given" -Channel 2).Count | Should -Be @($read | Where-Object Channel -EQ 2).Count
            @($read | Where-Object { $_.Auxiliaries.Count -gt 0 }).Count | Should -BeGreaterThan 0
            psql "$libpq dbname='$name'" -qtA -c 'UPDATE macnet.schema_version SET version = 1; DROP VIEW macnet.bdf'
            $null = Start-MaccorLog -ConnectionString "$given" -SpoolPath (Join-Path $TestDrive spool) -IntervalSeconds 0.1
            Wait-Row 8
            Stop-MaccorLog
            psql "$libpq dbname='$name'" -qtA -c 'SELECT max(version) FROM macnet.schema_version; SELECT count(*) >= 0 FROM macnet.bdf' |
                Should -Be '3', 't'
        }
        finally {
            Stop-MaccorLog -ErrorAction Ignore
            Invoke-Sql "DROP DATABASE IF EXISTS $name WITH (FORCE)"
        }
    }

    It 'has a tester''s absence as a gap in it, and never as a reading' {
        $path = Join-Path $TestDrive away.csv
        $ports = @{ JsonPort = $simulator.JsonPort; BinaryPort = $simulator.BinaryPort; UdpPort = $simulator.UdpPort }
        $log = Start-MaccorLog -Path $path -IntervalSeconds 0.1 -NoDetail
        Wait-Row 8
        Stop-MaccorSimulator logged
        $script:simulator = Start-MaccorSimulator logged -ChannelCount 8 -TransitionTimeMs 0 @ports
        Wait-Row ($log.RowsWritten + 16)
        Stop-MaccorLog
        $log.RowsWritten % 8 | Should -Be 0
        @(Import-Csv $path | Where-Object { -not $_.Voltage -or $_.State -eq '' }) | Should -BeNullOrEmpty
    }

    It 'tells by <id> what is wrong' -ForEach @(
        @{ Id = 'LogNotOpened'; Try = { Start-MaccorLog -Path (Join-Path $TestDrive 'no such folder/lab.sqlite') } }
        @{ Id = 'LogNotOpened'; Try = { Start-MaccorLog -ConnectionString 'Host=127.0.0.1;Colour=blue' -SpoolPath $TestDrive } }
        @{ Id = 'UnknownLogFormat'; Try = { Start-MaccorLog -Path lab.xlsx } }
        @{ Id = 'UnknownLogFormat'; Try = { Start-MaccorLog -Path lab.bdf.csv -Daily } }
        @{ Id = 'NoSuchLog'; Try = { Get-MaccorLog nothing -ErrorAction Stop } }
        @{ Id = 'LogNameInUse'; Try = {
            $null = Start-MaccorLog -Name twice -Path (Join-Path $TestDrive a.csv)
            Start-MaccorLog -Name twice -Path (Join-Path $TestDrive b.csv)
        }
        }
    ) {
        $Try | Should -Throw -ErrorId "$Id,*"
    }
}
