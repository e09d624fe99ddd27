BeforeAll {
    Import-Module $env:MACNET_MODULE -Force
    Add-Type -AssemblyName System.Net.Http
    . "$PSScriptRoot/Waiting.ps1"
    $simulator = Start-MaccorSimulator -Name '<b>bench</b>' -ChannelCount 4 -TransitionTimeMs 0 -Speed 0
    $session = $simulator | Connect-Maccor
    $page = Start-MaccorDashboard -Port 0 -IntervalSeconds 0.1
    $url = "$($page.Url)"

    function Get-Status {
        param([hashtable] $Request)
        try {
            (Invoke-WebRequest @Request -UseBasicParsing).StatusCode
        }
        catch {
            [int]$_.Exception.Response.StatusCode
        }
    }
}

AfterAll {
    Stop-MaccorDashboard
    Disconnect-Maccor -Session $session
    $simulator | Stop-MaccorSimulator
}

Describe 'The page' {
    It 'is there with all that it needs, and lets nothing in from elsewhere: <_>' -ForEach @(
        '', 'page.js', 'page.css', 'uPlot.js', 'uPlot.css', 'icon.svg'
    ) {
        $reply = Invoke-WebRequest "$url$_" -UseBasicParsing
        $reply.StatusCode | Should -Be 200
        $reply.Headers.'Content-Security-Policy' | Should -BeLike "default-src 'none'; script-src 'self';*"
    }

    It 'shows what the tester does' {
        Start-MaccorTest 2 'CCCV charge' -TestName 'cell 2 & ''co''' -WarningAction SilentlyContinue | Out-Null
        Wait-Until { ((Invoke-RestMethod "${url}api").testers[0].channels | Where-Object channel -EQ 2).testName }
        $tester = (Invoke-RestMethod "${url}api").testers[0]
        $tester.name | Should -Be '<b>bench</b>'
        $tester.channels.channel | Should -Be 1, 2, 3, 4
        $two = $tester.channels | Where-Object channel -EQ 2
        $two.state | Should -Be 'Active'
        $two.current | Should -Be 1
        $two.testName | Should -Be 'cell 2 & ''co'''
        $two.procedure | Should -Be 'CCCV charge'
    }

    It 'tells events and alarms' {
        $null = Register-MaccorAlert -Name fault -State Problem -IntervalSeconds 0.1 -Action { }
        $simulator.Tester.Channels[3].Fail('OverchargeSafety')
        Wait-Until { (Invoke-RestMethod "${url}api").alerts }
        $state = Invoke-RestMethod "${url}api"
        $state.alerts[0].text | Should -BeLike '*Problem, OverchargeSafety'
        $state.events.text | Should -Contain "Available $([char] 0x2192) Problem, OverchargeSafety"
        Unregister-MaccorAlert
    }

    It 'gives the curves of a channel' {
        $history = "${url}api/history?tester=$([uri]::EscapeDataString('<b>bench</b>'))&channel=1&seconds=60"
        Wait-Until { (Invoke-RestMethod $history).time.Count -gt 2 }
        $curve = Invoke-RestMethod "${url}api/history?tester=$([uri]::EscapeDataString('<b>bench</b>'))&channel=1&seconds=60"
        [math]::Abs($curve.voltage[0] - (Get-MaccorReading 1).Voltage) | Should -BeLessThan 1e-6
        $curve.current.Count | Should -Be $curve.time.Count
        Get-Status @{ Uri = "${url}api/history?tester=nobody&channel=1" } | Should -Be 400
    }

    It 'gives the curves of before the page began, where a log has them' {
        if ((Get-Content $env:MACNET_MODULE -Raw) -notlike '*lib/net8.0*') {
            Set-ItResult -Skipped -Because 'the build for Windows PowerShell has no databases'
        }
        $null = Start-MaccorLog (Join-Path $TestDrive page.sqlite) -IntervalSeconds 0.1 -NoDetail
        Wait-Until { (Get-MaccorLog).RowsWritten -gt 8 }
        Start-Sleep -Milliseconds 300
        Stop-MaccorLog
        $other = Start-MaccorDashboard -Port 0 -LogPath (Join-Path $TestDrive page.sqlite)
        $oldest = Get-MaccorLogReading (Join-Path $TestDrive page.sqlite) -Channel 1 | Select-Object -First 1
        $first = $oldest.ReadAt.ToUnixTimeMilliseconds() / 1000
        $curve = Invoke-RestMethod "$($other.Url)api/history?tester=$([uri]::EscapeDataString('<b>bench</b>'))&channel=1&seconds=3600"
        @($curve.time)[0] | Should -BeLessOrEqual ($first + 0.001)
        Stop-MaccorDashboard $other.Port
    }

    It 'sends news as they come' {
        $client = [System.Net.Http.HttpClient]::new()
        $reader = [System.IO.StreamReader]::new($client.GetStreamAsync("${url}events").Result)
        $reader.ReadLine() | Should -BeLike 'retry: *'
        $reader.ReadLine() | Should -Be 'event: state'
        ($reader.ReadLine() -replace '^data: ' | ConvertFrom-Json).testers[0].channels.Count | Should -Be 4
        $page.Watchers | Should -Be 1
        Set-MaccorVariable 1 VAR1 0.5 -ErrorAction SilentlyContinue
        $null = $reader.ReadLine()
        $reader.ReadLine() | Should -BeIn 'event: tester', 'event: tick', 'event: event'
        $client.Dispose()
    }

    It 'only shows' {
        Get-Status @{ Uri = $url; Method = 'Post' } | Should -Be 405
        Get-Status @{ Uri = "${url}nothing" } | Should -Be 404
        Get-Status @{ Uri = "${url}../MacNet.psd1" } | Should -Be 404
    }

    It 'wants a token where others than this computer may look' {
        if ($IsWindows -or $PSVersionTable.PSVersion.Major -lt 6) {
            Set-ItResult -Skipped -Because 'Windows wants a right to listen at other addresses'
        }
        $open = Start-MaccorDashboard -ListenAddress 0.0.0.0 -Port 0
        $base = "http://localhost:$($open.Port)/"
        Get-Status @{ Uri = $base } | Should -Be 401
        Get-Status @{ Uri = "${base}metrics" } | Should -Be 401
        Get-Status @{ Uri = "${base}?token=wrong" } | Should -Be 401
        $token = $open.Url.Query -replace '^\?token='
        $token.Length | Should -BeGreaterOrEqual 16
        Get-Status @{ Uri = "${base}?token=$token"; SessionVariable = 'browser' } | Should -Be 200
        Get-Status @{ Uri = "${base}api"; Headers = @{ Authorization = "Bearer $token" } } | Should -Be 200
        Stop-MaccorDashboard $open.Port
    }

    It 'has metrics that Prometheus takes' {
        $text = [System.Text.Encoding]::UTF8.GetString((Invoke-WebRequest "${url}metrics" -UseBasicParsing).RawContentStream.ToArray())
        $text | Should -Match '(?m)^macnet_tester_up\{tester="<b>bench</b>"\} 1$'
        $text | Should -Match '(?m)^macnet_channel_current_amperes\{tester="<b>bench</b>",channel="2"\} 1$'
        if (-not (Get-Command promtool -ErrorAction Ignore)) {
            Set-ItResult -Skipped -Because 'there is no promtool (Debian: prometheus) to judge them'
        }
        $found = $text | promtool check metrics 2>&1
        $LASTEXITCODE | Should -Be 0 -Because "$found"
    }

    It 'publishes the same metrics in a meter' {
        if ((Get-Content $env:MACNET_MODULE -Raw) -notlike '*lib/net8.0*') {
            Set-ItResult -Skipped -Because 'the build for Windows PowerShell has no meters'
        }
        $published = [System.Collections.Generic.List[string]]::new()
        $listener = [System.Diagnostics.Metrics.MeterListener]::new()
        $listener.InstrumentPublished = { param($instrument) if ($instrument.Meter.Name -eq 'MacNet') { $published.Add($instrument.Name) } }
        $listener.Start()
        $listener.Dispose()
        $published | Should -Contain 'macnet_channel_voltage_volts'
    }

    It 'says why it cannot be served' {
        { Start-MaccorDashboard -Port $page.Port } | Should -Throw -ErrorId 'DashboardNotStarted,*'
        Stop-MaccorDashboard 1 -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'NoSuchDashboard,*'
    }

    It 'is gone when it is stopped' {
        $more = Start-MaccorDashboard -Port 0
        (Get-MaccorDashboard).Count | Should -Be 2
        $more | Stop-MaccorDashboard
        (Get-MaccorDashboard).Port | Should -Be $page.Port
    }
}
