BeforeAll {
    Import-Module $env:MACNET_MODULE -Force
    . "$PSScriptRoot/Waiting.ps1"
    $eager = @{ IntervalSeconds = 0.1 }

    # Gets what webhooks post, as a chat would; each answer is the next of those given, and then always 200.
    function Open-Receiver {
        param([int] $Port, [int[]] $Answer = @())

        $got = [System.Collections.Concurrent.ConcurrentQueue[string]]::new()
        $shell = [powershell]::Create()
        $null = $shell.AddScript({
            param($port, $answers, $got)
            $listener = [System.Net.HttpListener]::new()
            $listener.Prefixes.Add("http://localhost:$port/")
            $listener.Start()
            $left = [System.Collections.Generic.Queue[int]]::new([int[]]$answers)
            try {
                while ($true) {
                    $context = $listener.GetContextAsync()
                    while (-not $context.Wait(20)) { }
                    $code = if ($left.Count) { $left.Dequeue() } else { 200 }
                    $text = [System.IO.StreamReader]::new($context.Result.Request.InputStream).ReadToEnd()
                    if ($code -eq 200) { $got.Enqueue($text) }
                    $context.Result.Response.StatusCode = $code
                    $context.Result.Response.Close()
                }
            }
            finally { $listener.Close() }
        }).AddArgument($Port).AddArgument($Answer).AddArgument($got)
        $null = $shell.BeginInvoke()
        [pscustomobject]@{ Shell = $shell; Got = $got }
    }

    function Get-FreePort {
        $probe = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $probe.Start()
        $probe.LocalEndpoint.Port
        $probe.Stop()
    }
}

Describe 'Alerts' {
    BeforeEach {
        $simulator = Start-MaccorSimulator -Name bench -ChannelCount 4 -TransitionTimeMs 0 -Speed 0
        $session = $simulator | Connect-Maccor
        $told = [System.Collections.Concurrent.ConcurrentQueue[object]]::new()
    }

    AfterEach {
        Unregister-MaccorAlert -WarningAction SilentlyContinue
        Disconnect-Maccor -Session $session
        $simulator | Stop-MaccorSimulator
    }

    It 'tell a fault once, and once more that it is over' {
        Start-MaccorTest 2 Rest -TestName cell2 -WarningAction SilentlyContinue | Out-Null
        $null = Register-MaccorAlert -Name fault -State Problem @eager -Action { ($using:told).Enqueue($_) }
        $simulator.Tester.Channels[2].Fail('OverchargeSafety')
        Wait-Until { $told.Count -ge 1 }
        (Get-MaccorAlert fault).Raised.Count | Should -Be 1
        Reset-MaccorChannel 2 -Confirm:$false
        Wait-Until { $told.Count -ge 2 }
        $told.Count | Should -Be 2
        $told.Kind | Should -Be 'Raised', 'Over'
        $told.Channel | Should -Be 2, 2
        @($told)[0].Text | Should -BeLike '*Channel 2 of bench*Problem, OverchargeSafety'
        (Get-MaccorAlert fault).Raised.Count | Should -Be 0
        # It is counted once the action has ended.
        Wait-Until { (Get-MaccorAlert fault).Delivered -eq 2 }
    }

    It 'tell a voltage by the bound that it has passed' {
        $volts = (Get-MaccorReading 1).Voltage
        $null = Register-MaccorAlert 1 -VoltageAbove ($volts - 0.01) @eager -Action { param($alarm) ($using:told).Enqueue($alarm) }
        Wait-Until { $told.Count -ge 1 }
        [math]::Abs(@($told)[0].Value - $volts) | Should -BeLessThan 1e-6
        @($told)[0].Text | Should -BeLike "*$($volts.ToString('0.####', [cultureinfo]::InvariantCulture)) V, above *"
    }

    It 'tell a hot cell, and take no input with nothing on it for a cold one' {
        $null = Register-MaccorAlert -TemperatureAbove 20 @eager -Action { ($using:told).Enqueue($_) }
        Wait-Until { $told.Count -ge 4 }
        ($told | Sort-Object Channel).Channel | Should -Be 1, 2, 3, 4
        ($told | ForEach-Object Value | Where-Object { $_ -lt 20 }) | Should -BeNullOrEmpty
    }

    It 'tell a condition of one''s own' {
        $null = Register-MaccorAlert -Condition { $_.Channel -eq 3 } @eager -Action { ($using:told).Enqueue($_) }
        Wait-Until { $told.Count -ge 1 }
        $told.Channel | Should -Be 3
    }

    It 'tell each end of a test' {
        Start-MaccorTest 1 Rest -TestName short -WarningAction SilentlyContinue | Out-Null
        $null = Register-MaccorAlert -TestEnd @eager -Action { ($using:told).Enqueue($_) }
        Wait-Until { (Get-MaccorAlert).Delivered -ge 0 }
        $null = Register-MaccorAlert -Name seen -State Active @eager -Action { }
        Wait-Until { (Get-MaccorAlert seen).Raised.Count -eq 1 }
        $simulator.Speed = 20000
        Wait-Until { $told.Count -ge 1 }
        @($told)[0].Text | Should -BeLike "Channel 1 of bench: test 'short' has ended, Completed"
    }

    It 'tell that a tester is silent, and that it is back' {
        $null = Register-MaccorAlert -SilenceSeconds 1 @eager -Action { ($using:told).Enqueue($_) }
        Wait-Until { (Get-MaccorReading 1).Channel -eq 1 }
        $simulator.Tester.Faults.Always([MacNet.VirtualTester.Faults.Fault]::Disconnect)
        Wait-Until { $told.Count -ge 1 }
        @($told)[0].Text | Should -BeLike 'bench has not answered for * s*'
        @($told)[0].Channel | Should -BeNullOrEmpty
        $simulator.Tester.Faults.Clear()
        Wait-Until { $told.Count -ge 2 }
        @($told)[1].Kind | Should -Be 'Over'
    }

    It 'try a webhook that is away again, in order, and none twice' {
        $port = Get-FreePort
        $null = Register-MaccorAlert -Name hook -State Problem -Webhook "http://localhost:$port/hook" @eager
        $simulator.Tester.Channels[1].Fail('OverchargeSafety')
        Wait-Until { (Get-MaccorAlert hook).LastError }
        (Get-MaccorAlert hook).Waiting | Should -BeGreaterOrEqual 1
        $simulator.Tester.Channels[2].Fail('LostCurrentControl')
        Wait-Until { (Get-MaccorAlert hook).Waiting -ge 2 }
        $receiver = Open-Receiver -Port $port -Answer 503
        try {
            Wait-Until { (Get-MaccorAlert hook).Delivered -eq 2 }
            $posts = @($receiver.Got.ToArray() | ConvertFrom-Json)
            $posts.channel | Should -Be 1, 2
            $posts[0].text | Should -BeLike '*Channel 1 of bench*OverchargeSafety*'
            ($posts.id | Sort-Object -Unique).Count | Should -Be 2
            (Get-MaccorAlert hook).LastError | Should -BeNullOrEmpty
        }
        finally { $receiver.Shell.Stop() }
    }

    It 'say how many messages are lost when they are taken away while the receiver is' {
        $null = Register-MaccorAlert -Name hook -State Problem -Webhook "http://localhost:$(Get-FreePort)/hook" @eager
        1, 2 | ForEach-Object { $simulator.Tester.Channels[$_].Fail('OverchargeSafety') }
        Wait-Until { (Get-MaccorAlert hook).Waiting -eq 2 -and (Get-MaccorAlert hook).LastError }
        Unregister-MaccorAlert hook -WarningVariable lost -WarningAction SilentlyContinue
        "$lost" | Should -BeLike "The alert 'hook' is gone, and 2 messages were not told (http://localhost:*). * cannot be reached*"
    }

    It 'do not ask in the background, but say what was asked, once' {
        $null = Register-MaccorAlert -Name asks -State Problem @eager -Action { Reset-MaccorChannel $_.Channel -Session bench -Confirm }
        $simulator.Tester.Channels[2].Fail('OverchargeSafety')
        Wait-Until { (Get-MaccorAlert asks).Failed -eq 1 }
        (Get-MaccorAlert asks).LastError | Should -BeLike "It asks '*channel 2 of tester 'bench'*in the background*-Confirm:`$false*"
        (Get-MaccorAlert asks).Waiting | Should -Be 0
        (Get-MaccorReading 2).State | Should -Be 'Problem'
    }

    It 'can be taken away by their own action, which goes on to its end' {
        $null = Register-MaccorAlert -Name once -State Problem @eager -Action {
            Unregister-MaccorAlert once
            ($using:told).Enqueue($_)
        }
        $simulator.Tester.Channels[2].Fail('OverchargeSafety')
        Wait-Until { $told.Count -eq 1 }
        Get-MaccorAlert | Should -BeNullOrEmpty
    }

    It 'tell that a log keeps nothing new, by its name' {
        $log = @{ Name = 'lab'; Path = Join-Path $TestDrive silent.csv; IntervalSeconds = 0.1 }
        $null = Start-MaccorLog @log
        $null = Register-MaccorAlert -SilenceSeconds 1 -LogName l* @eager -Action { ($using:told).Enqueue($_) }
        Stop-MaccorLog lab
        Wait-Until { $told.Count -ge 1 }
        @($told)[0].Text | Should -BeLike "Log 'lab' has kept no reading for * s: it was stopped"
        $null = Start-MaccorLog @log
        # A machine that is slow may be silent in between once more.
        Wait-Until { @($told).Kind -contains 'Over' }
        Stop-MaccorLog lab
    }

    It 'tell that a log of another process has nothing new, by its file' {
        if ((Get-Content $env:MACNET_MODULE -Raw) -notlike '*lib/net8.0*') {
            Set-ItResult -Skipped -Because 'the build for Windows PowerShell has no databases'
        }
        $path = Join-Path $TestDrive silent.sqlite
        $null = Start-MaccorLog -Name lab -Path $path -IntervalSeconds 0.1
        Wait-Until { (Get-MaccorLog lab).RowsWritten -gt 0 }
        Stop-MaccorLog lab
        $null = Register-MaccorAlert -SilenceSeconds 1 -LogPath $path @eager -Action { ($using:told).Enqueue($_) }
        Wait-Until { $told.Count -ge 1 }
        @($told)[0].Text | Should -Be "Log 'silent.sqlite' has no reading of the last 1 s"
    }

    It 'are sent as a test to see them arrive' {
        $null = Register-MaccorAlert -Name fault -State Problem @eager -Action { ($using:told).Enqueue($_) }
        (Test-MaccorAlert fault).Delivered | Should -BeTrue
        @($told)[0].Kind | Should -Be 'Test'
        $null = Register-MaccorAlert -Name deaf -State Problem -Webhook "http://localhost:$(Get-FreePort)/" @eager
        $test = Test-MaccorAlert deaf -TimeoutSeconds 0.5 -ErrorAction SilentlyContinue -ErrorVariable problem
        $test.Delivered | Should -BeFalse
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'AlertNotDelivered,*'
    }

    It 'are refused where they make no sense: <Id>' -ForEach @(
        @{ Id = 'AlertWithoutCondition'; Given = @{ Name = 'x' } }
        @{ Id = 'AlertWithoutCondition'; Given = @{ State = 'Problem'; LogName = 'lab' } }
        @{ Id = 'NoSuchLog'; Given = @{ SilenceSeconds = 60; LogName = 'lab' } }
        @{ Id = 'UnknownLogFormat'; Given = @{ SilenceSeconds = 60; LogPath = 'lab.csv' } }
        @{ Id = 'AlertAlwaysRaised'; Given = @{ SilenceSeconds = 2; IntervalSeconds = 2 } }
        @{ Id = 'AlertAlwaysRaised'; Given = @{ VoltageAbove = 3; VoltageBelow = 4 } }
        @{ Id = 'NoWebAddress'; Given = @{ State = 'Problem'; Webhook = 'ftp://x/' } }
        @{ Id = 'AlertNameInUse'; Given = @{ Name = 'taken'; State = 'Problem' } }
    ) {
        $null = Register-MaccorAlert -Name taken -State Problem
        { Register-MaccorAlert @Given } | Should -Throw -ErrorId "$Id,*"
    }

    It 'are gone when they are taken away' {
        $null = Register-MaccorAlert -Name one -State Problem
        Unregister-MaccorAlert one -WhatIf
        (Get-MaccorAlert one).Name | Should -Be 'one'
        Unregister-MaccorAlert one
        Get-MaccorAlert one -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'NoSuchAlert,*'
        Wait-Until { $simulator.Tester.ConnectionCount -le 2 }
    }

    It 'read spans of time as seconds, unless they are written as such: <Given>' -ForEach @(
        @{ Given = 30; Seconds = 30 }
        @{ Given = '0.5'; Seconds = 0.5 }
        @{ Given = '0:05:00'; Seconds = 300 }
        @{ Given = [timespan]::FromMinutes(2); Seconds = 120 }
    ) {
        (Register-MaccorAlert -State Problem -For $Given).For.TotalSeconds | Should -Be $Seconds
    }
}
