Describe 'The scripts' -Tag OneBuild {
    It 'give PSScriptAnalyzer nothing to mark' {
        if (-not (Get-Module -ListAvailable PSScriptAnalyzer | Where-Object Version -GE '1.24')) {
            Set-ItResult -Skipped -Because 'PSScriptAnalyzer 1.24 or later is not installed'
        }
        # In a process of its own, on which no other test has left its traces.
        . "$PSScriptRoot/Shell.ps1"
        foreach ($attempt in 1..3) {
            $analyze = '-NonInteractive', '-File', "$PSScriptRoot/Invoke-Analyzer.ps1", '-Manifest', $env:MACNET_MODULE
            $findings = & $powerShell @powerShellArguments @analyze 2>&1
            if ($LASTEXITCODE -eq 0) {
                break
            }
        }
        if ($LASTEXITCODE -ne 0) {
            # On a busy machine its parallel runspaces at times do not find Get-Command.
            Set-ItResult -Skipped -Because "PSScriptAnalyzer itself failed: $findings"
        }
        $findings | Should -BeNullOrEmpty
    }
}
