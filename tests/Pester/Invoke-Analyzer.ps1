# Runs PSScriptAnalyzer with all rules on every script of the repository and writes a line for each finding.
param(
    # The built module's manifest: the one in the repository is not whole.
    [string] $Manifest
)

$ErrorActionPreference = 'Stop'
$root = (Resolve-Path "$PSScriptRoot/../..").Path
$settings = Join-Path $root 'PSScriptAnalyzerSettings.psd1'
# The analyzer does not know that Pester's blocks share their variables, nor that who calls a block gives it all its parameters.
$notForTests = 'PSUseDeclaredVarsMoreThanAssignments', 'PSReviewUnusedParameter'

$scripts = Get-ChildItem $root -Recurse -File -Include *.ps1, *.psd1, *.psm1 |
    ForEach-Object { $_.FullName.Substring($root.Length + 1) } |
    Where-Object { $_ -notmatch '(^|[\\/])(bin|obj|out|TestResults)[\\/]' }
foreach ($script in $scripts) {
    $path = if ($script -eq 'MacNet.psd1') { $Manifest } else { Join-Path $root $script }
    $excluded = @(if ($script -like 'tests*') { $notForTests })
    Invoke-ScriptAnalyzer -Path $path -Settings $settings -ExcludeRule $excluded |
        ForEach-Object { "$script, line $($_.Line): $($_.RuleName), $($_.Message)" }
}
