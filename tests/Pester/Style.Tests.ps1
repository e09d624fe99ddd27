BeforeDiscovery {
    $root = (Resolve-Path "$PSScriptRoot/../..").Path
    $scripts = Get-ChildItem $root -Recurse -File -Include *.ps1, *.psd1, *.psm1 |
        Where-Object { $_.FullName.Substring($root.Length) -notmatch '[\\/](bin|obj|out|TestResults)[\\/]' } |
        ForEach-Object { @{ Script = $_.FullName.Substring($root.Length + 1); Path = $_.FullName } }
}

BeforeAll {
    $analyzer = Get-Module -ListAvailable PSScriptAnalyzer | Where-Object Version -GE '1.24'
    $settings = Join-Path $PSScriptRoot '../../PSScriptAnalyzerSettings.psd1'
    # The analyzer does not know that Pester's blocks share their variables; and nobody runs tests in constrained language mode.
    $notForTests = 'PSUseDeclaredVarsMoreThanAssignments', 'PSUseConstrainedLanguageMode'
}

Describe 'The script <Script>' -ForEach $scripts {
    It 'gives PSScriptAnalyzer nothing to mark' {
        if (-not $analyzer) {
            Set-ItResult -Skipped -Because 'PSScriptAnalyzer 1.24 or later is not installed'
        }
        # The manifest is whole only where the module is.
        $checked = if ($Script -eq 'MacNet.psd1') { $env:MACNET_MODULE } else { $Path }
        $excluded = @(if ($Script -like '*.Tests.ps1') { $notForTests })
        Invoke-ScriptAnalyzer -Path $checked -Settings $settings -ExcludeRule $excluded |
            ForEach-Object { "$($_.RuleName), line $($_.Line): $($_.Message)" } |
            Should -BeNullOrEmpty
    }
}
