# What becomes of a driven cell when what drives it comes to its end.
BeforeAll {
    . "$PSScriptRoot/DirectControl.ps1"
    . "$PSScriptRoot/Waiting.ps1"
    . "$PSScriptRoot/Shell.ps1"

    # Drives channel 3 from a runspace of its own over the session 'direct', and does something more.
    function Get-OtherDriver {
        param([string] $More)
        $other = Elsewhere @"
            `$limits = @{ VoltageMax = 4.25; VoltageMin = 2.5; ChargeCurrentMax = 1; DischargeCurrentMax = 1; Confirm = `$false }
            Start-MaccorDirectControl 3 -Session direct @limits
            Set-MaccorDirectOutput 3 0.5 -Session direct
            $More
"@
        $null = $other.Shell.EndInvoke($other.Handle)
        $other
    }

    # Begins the script of a process of its own: it controls channel 3, at rest.
    $startScript = @"
            Import-Module '$env:MACNET_MODULE'
            Connect-Maccor 127.0.0.1 -JsonPort $($simulator.JsonPort) -BinaryPort $($simulator.BinaryPort) | Out-Null
            `$limits = @{ VoltageMax = 4.25; VoltageMin = 2.5; ChargeCurrentMax = 1; DischargeCurrentMax = 1 }
            `$null = Start-MaccorDirectControl 3 @limits -Confirm:`$false -WarningAction SilentlyContinue
"@
}

AfterAll {
    Disconnect-Maccor -Session $session
    $simulator | Stop-MaccorSimulator
}

Describe 'The end of a session, a runspace, a module and a process' {
    AfterEach {
        Clear-Bench
    }

    It 'is rest when the session is disconnected' {
        $own = $simulator | Connect-Maccor -Name own
        Start-MaccorDirectControl 3 @limits -Session own | Set-MaccorDirectOutput -Current 0.5
        Disconnect-Maccor -Session $own
        (Get-Driven 3).Activity | Should -Be 'Rest'
    }

    It 'is not brought about by Disconnect-Maccor -WhatIf' {
        $own = $simulator | Connect-Maccor -Name own
        Start-MaccorDirectControl 3 @limits -Session own | Set-MaccorDirectOutput -Current 0.5
        Disconnect-Maccor -Session $own -WhatIf
        $own.IsConnected | Should -BeTrue
        (Get-Driven 3).Activity | Should -Be 'Charge'
        Disconnect-Maccor -Session $own
    }

    It 'leaves the output with -KeepRunning' {
        $own = $simulator | Connect-Maccor -Name own
        Start-MaccorDirectControl 3 @limits -Session own -KeepRunning | Set-MaccorDirectOutput -Current 0.5
        Disconnect-Maccor -Session $own
        (Get-Driven 3).Activity | Should -Be 'Charge'
    }

    It 'is rest when the runspace closes that started direct control, though another one made the session' {
        $other = Get-OtherDriver
        $null = Start-MaccorDirectControl 4 @limits
        Set-MaccorDirectOutput 4 0.5
        (Get-Driven 3).Activity | Should -Be 'Charge'
        $other.Shell.Dispose()
        Wait-Until { (Get-Driven 3).Activity -eq 'Rest' }
        (Get-Driven 4).Activity | Should -Be 'Charge'
    }

    It 'is rest when the module is removed' {
        $other = Get-OtherDriver 'Remove-Module MacNet'
        (Get-Driven 3).Activity | Should -Be 'Rest'
        $other.Shell.Dispose()
    }

    Context 'in processes that end together, as each takes the time that rest is tried for' {
        BeforeAll {
            $ends = @{ Module = 'Remove-Module MacNet; [Environment]::Exit(0)'; Process = '[Environment]::Exit(0)' }
            $ending = $ends.Keys | ForEach-Object {
                $script = @"
                    Import-Module '$env:MACNET_MODULE'
                    `$tester = (Start-MaccorSimulator -ChannelCount 4 -TransitionTimeMs 0).Tester
                    `$null = Connect-Maccor 127.0.0.1 -JsonPort `$tester.JsonPort -BinaryPort `$tester.BinaryPort
                    `$limits = @{ VoltageMax = 4.25; VoltageMin = 2.5; ChargeCurrentMax = 1; DischargeCurrentMax = 1 }
                    Start-MaccorDirectControl 3 @limits -Confirm:`$false | Set-MaccorDirectOutput -Current 0.5
                    `$tester.Faults.Always([MacNet.VirtualTester.Faults.Fault]::Disconnect)
                    $($ends[$_])
"@
                $arguments = Get-Quoted ($powerShellArguments + '-Command' + $script)
                $into = @{ RedirectStandardOutput = "$TestDrive/out $_"; RedirectStandardError = "$TestDrive/told $_" }
                Start-Process $powerShell -PassThru -ArgumentList $arguments @into
            }
            $ending | ForEach-Object { $_.WaitForExit(60000) | Should -BeTrue }
        }

        It 'is told once where the <_> could not bring it about' -ForEach 'Module', 'Process' {
            $told = (Get-Content -Raw "$TestDrive/out $_", "$TestDrive/told $_") -join ' ' -replace '\s+', ' '
            [regex]::Matches($told, 'may still be driven').Count | Should -Be 1
            $told | Should -BeLike '*Channel 3 of tester*Look at the channel at once*'
        }
    }

    Context 'with a tester that cannot be reached, of a session and a runspace together, as each takes the time that rest is tried for' {
        BeforeAll {
            $other = Get-OtherDriver
            $own = $simulator | Connect-Maccor -Name own
            Start-MaccorDirectControl 4 @limits -Session own | Set-MaccorDirectOutput -Current 0.5
            $told = [System.IO.StringWriter]::new()
            $before = [Console]::Error
            [Console]::SetError($told)
            $simulator.Tester.Faults.Always([MacNet.VirtualTester.Faults.Fault]::Disconnect)
            try {
                $other.Shell.Runspace.CloseAsync()
                Disconnect-Maccor -Session $own -ErrorAction SilentlyContinue -ErrorVariable problem
                Wait-Until { "$told" -like '*may still be driven*' }
            }
            finally {
                [Console]::SetError($before)
                $other.Shell.Dispose()
            }
        }

        It 'is told as an error where Disconnect-Maccor could not bring it about' {
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'RestNotConfirmed,*'
            $problem[0].TargetObject.Channel | Should -Be 4
            $problem[0].Exception.Message | Should -BeLike '*may still be driven*'
            $own.IsClosed | Should -BeTrue
        }

        It 'is told where the end of a runspace could not bring it about' {
            "$told" -replace '\s+', ' ' | Should -BeLike '*Channel 3 of tester*'
        }
    }

    It 'is rest when the process is told to end by SIG<Signal>' -ForEach @(
        @{ Signal = 'TERM' }
        @{ Signal = 'HUP' }
        @{ Signal = 'XCPU' }
        @{ Signal = 'XFSZ' }
    ) {
        if ($IsWindows -or $PSVersionTable.PSVersion.Major -lt 7 -or (Get-Content -Raw $env:MACNET_MODULE) -notmatch 'lib/net8.0/') {
            Set-ItResult -Skipped -Because 'Windows has no signals, and the build for Windows PowerShell does not know of them'
        }
        $script = @"
            $startScript
            Invoke-MaccorControlLoop 3 -IntervalSeconds 0.2 -ScriptBlock { 0.5 }
"@
        $arguments = $powerShellArguments + '-Command' + $script
        $process = Invoke-Shell $arguments "$TestDrive/out"
        Wait-Until { (Get-Driven 3).Activity -eq 'Charge' }
        # Ctrl+Z would have it stand still: it could not end then.
        /bin/kill -s TSTP $process.Id
        /bin/kill -s $Signal $process.Id
        $process.WaitForExit(60000) | Should -BeTrue
        (Get-Driven 3).Activity | Should -Be 'Rest'
    }

    It 'is rest when the terminal of an idle prompt is gone' {
        if (-not $IsLinux -or (Get-Content -Raw $env:MACNET_MODULE) -notmatch 'lib/net8.0/') {
            $reason = 'Only Linux is known to have script, which gives a terminal, and the build for Windows PowerShell knows no signals'
            Set-ItResult -Skipped -Because $reason
        }
        if (-not (Get-Command script -CommandType Application -ErrorAction SilentlyContinue)) {
            Set-ItResult -Skipped -Because 'There is no script (util-linux), which gives a terminal'
        }
        Set-Content "$TestDrive/prompt.ps1" @"
            Import-Module PSReadLine
            $startScript
            Set-MaccorDirectOutput 3 0.5
            function prompt { New-Item '$TestDrive/prompt' -Force | Out-Null; 'ready> ' }
"@
        $words = @($powerShell) + $powerShellArguments + '-NoExit' + '-File' + "$TestDrive/prompt.ps1"
        $line = ($words | ForEach-Object { "'$_'" }) -join ' '
        $terminal = [Diagnostics.ProcessStartInfo]::new((Get-Command script -CommandType Application)[0].Source)
        '--quiet', '--command', $line, '/dev/null' | ForEach-Object { $terminal.ArgumentList.Add($_) }
        $terminal.RedirectStandardInput = $terminal.RedirectStandardOutput = $true
        $terminal.Environment['TERM'] = 'xterm'
        $process = [Diagnostics.Process]::Start($terminal)
        # It is asked where its cursor is.
        $process.StandardInput.AutoFlush = $true
        Wait-Until { $process.StandardInput.Write("`e[1;1R"); (Test-Path "$TestDrive/prompt") -and (Get-Driven 3).Activity -eq 'Charge' }
        $process.Kill()
        Wait-Until { (Get-Driven 3).Activity -eq 'Rest' }
        (Get-Driven 3).Current | Should -Be 0
    }

    It 'drives nothing any more once the process is told to end, while it waits for another channel' {
        if ($IsWindows -or $PSVersionTable.PSVersion.Major -lt 7 -or (Get-Content -Raw $env:MACNET_MODULE) -notmatch 'lib/net8.0/') {
            Set-ItResult -Skipped -Because 'Windows has no signals, and the build for Windows PowerShell does not know of them'
        }
        $script = @"
            $startScript
            `$null = Start-MaccorDirectControl 4 @limits -Confirm:`$false
            3, 4 | Set-MaccorDirectOutput -Current 0.5
            while (`$true) {
                Set-MaccorDirectOutput 3 0.5 -ErrorAction Ignore
                Start-Sleep -Milliseconds 20
            }
"@
        $arguments = $powerShellArguments + '-Command' + $script
        $process = Invoke-Shell $arguments "$TestDrive/out"
        Wait-Until { (Get-Driven 4).Activity -eq 'Charge' }
        # The process waits for this one.
        $simulator.Tester.Faults.Next([MacNet.VirtualTester.Faults.Fault]::Lost, [MacNet.Protocol.Messages.Functions]::SetDirectOutput, 4)
        /bin/kill -s TERM $process.Id
        $process.WaitForExit(60000) | Should -BeTrue
        (Get-Driven 3).Activity | Should -Be 'Rest'
        (Get-Driven 4).Activity | Should -Be 'Rest'
    }

    It 'is rest when nobody reads the output of a loop any more' {
        if ($IsWindows -or $PSVersionTable.PSVersion.Major -lt 7) {
            Set-ItResult -Skipped -Because 'Windows does not tell that a pipe has no reader'
        }
        $script = @"
            $startScript
            Invoke-MaccorControlLoop 3 -IntervalSeconds 0.2 -ScriptBlock { 0.5 }
"@
        $start = [Diagnostics.ProcessStartInfo]::new($powerShell)
        $powerShellArguments + '-Command' + $script | ForEach-Object { $start.ArgumentList.Add($_) }
        $start.RedirectStandardOutput = $true
        $process = [Diagnostics.Process]::Start($start)
        Wait-Until { (Get-Driven 3).Activity -eq 'Charge' }
        $process.StandardOutput.Close()
        Wait-Until { (Get-Driven 3).Activity -eq 'Rest' }
        $process.WaitForExit(60000) | Should -BeTrue
    }

    It 'is rest when the process ends' {
        $script = @"
            $startScript
            Set-MaccorDirectOutput 3 0.5 -PassThru | ForEach-Object Activity
            exit 0
"@
        & $powerShell @powerShellArguments -Command $script | Should -Be 'Charge'
        (Get-Driven 3).Activity | Should -Be 'Rest'
        (Get-Driven 3).Stat | Should -Be 'Active'
    }
}
