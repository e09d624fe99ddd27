# The services that docs/logging.md shows are read as they stand there, and their command lines run.
BeforeAll {
    Import-Module $env:MACNET_MODULE -Force
    . "$PSScriptRoot/Shell.ps1"
    $page = Get-Content (Join-Path $PSScriptRoot '../../docs/logging.md') -Raw -Encoding UTF8
    $unit = [regex]::Match($page, '(?s)```ini\r?\n(.*?)```').Groups[1].Value
    $task = [regex]::Match($page, '(?s)```pwsh\r?\n(\$log = .*?)```').Groups[1].Value

    # The script of a command line, with a virtual tester in the place of the laboratory's and a folder of the test's.
    function Get-Script {
        param([string] $CommandLine, [string] $Folder)

        $script = [regex]::Match($CommandLine, '-Command "(.*)"\s*$').Groups[1].Value
        $connect = "Import-Module '$env:MACNET_MODULE'; Start-MaccorSimulator tester1 -ChannelCount 4 | Connect-Maccor -ErrorAction Stop"
        $script = $script -replace 'Connect-Maccor \S+ -ErrorAction Stop', $connect
        $script -replace '/var/lib/maccor-log|C:\\lab', $Folder -replace '%i', 'tester1'
    }
}

Describe 'The services of docs/logging.md' -Tag OneBuild {
    It 'are a unit that systemd takes' {
        if (-not (Get-Command systemd-analyze -ErrorAction Ignore)) {
            Set-ItResult -Skipped -Because 'there is no systemd-analyze to judge it'
        }
        $file = Join-Path $TestDrive 'maccor-log@.service'
        # Where PowerShell is installed is the computer's own affair.
        Set-Content $file ($unit -replace '/usr/bin/pwsh', '/bin/sh')
        $said = systemd-analyze verify $file 2>&1
        $LASTEXITCODE | Should -Be 0 -Because "$said"
        @($said) -match [regex]::Escape($file) | Should -BeNullOrEmpty
    }

    It 'keep a log until SIGINT, and go on in its file' {
        if ($PSVersionTable.PSVersion.Major -lt 6 -or $IsWindows) {
            Set-ItResult -Skipped -Because 'Windows has no signals'
        }
        $folder = Join-Path $TestDrive service
        $null = New-Item $folder -ItemType Directory
        $script = Get-Script ([regex]::Match($unit, 'ExecStart=(.*)').Groups[1].Value) $folder
        $script | Should -BeLike '*Start-MaccorLog*-Wait*'
        $unit | Should -Match '(?m)^KillSignal=SIGINT\s*$'
        foreach ($start in 1..2) {
            $arguments = @($powerShellArguments) + '-NonInteractive', '-Command', $script
            $child = Invoke-Shell $arguments "$TestDrive/said"
            try {
                $rows = @()
                $limit = [DateTime]::UtcNow.AddSeconds(40)
                while ($rows.Count -lt 8 * $start -and -not $child.HasExited -and [DateTime]::UtcNow -lt $limit) {
                    Start-Sleep -Milliseconds 100
                    $rows = @(Get-MaccorLogReading -Path (Join-Path $folder tester1.sqlite) -ErrorAction Ignore)
                }
                $rows.Count | Should -BeGreaterOrEqual (8 * $start) -Because (Get-Content "$TestDrive/said" -Raw)
                kill -INT $child.Id
                $child.WaitForExit(20000) | Should -BeTrue
            }
            finally {
                if (-not $child.HasExited) {
                    $child.Kill()
                }
            }
        }
    }

    It 'are a task whose command is the same, which nothing stops after three days' {
        $errors = $null
        $script = [Management.Automation.Language.Parser]::ParseInput($task, [ref] $null, [ref] $errors)
        $errors | Should -BeNullOrEmpty
        $task | Should -BeLike '*-ExecutionTimeLimit (New-TimeSpan)*'
        $strings = $script.FindAll({ param($item) $item -is [Management.Automation.Language.StringConstantExpressionAst] }, $true)
        $command = ($strings | Where-Object Value -Like '*Start-MaccorLog*').Value
        $argument = [regex]::Match($task, '-Argument "(.*)"\s').Groups[1].Value.Replace('`"', '"').Replace('$log', $command)
        Get-Script $argument folder | Should -BeLike '*Start-MaccorSimulator*Start-MaccorLog*folder*tester1.sqlite*-Wait'
        $null = [Management.Automation.Language.Parser]::ParseInput((Get-Script $argument folder), [ref] $null, [ref] $errors)
        $errors | Should -BeNullOrEmpty
    }
}
