# Runs the Pester suite against out/MacNet and leaves a JUnit result file. `dotnet test` calls it; so may you.
param(
    [string] $ResultPath,
    # Only the test files whose name matches.
    [string] $Name = '*',
    # The module to test; the suite can run against either framework's build.
    [string] $ModulePath = (Join-Path $PSScriptRoot '../../out/MacNet/MacNet.psd1')
)

$ErrorActionPreference = 'Stop'
$env:MACNET_MODULE = (Resolve-Path $ModulePath).Path
Import-Module Pester -MinimumVersion 5.0 -MaximumVersion 5.99
$configuration = New-PesterConfiguration
$configuration.Run.Path = @(Get-ChildItem $PSScriptRoot -Filter '*.Tests.ps1' | Where-Object BaseName -Like $Name | ForEach-Object FullName)
$configuration.Run.Exit = $true
if ($ResultPath) {
    $configuration.TestResult.Enabled = $true
    # It tells why a test was skipped; NUnitXml does not.
    $configuration.TestResult.OutputFormat = 'JUnitXml'
    $configuration.TestResult.OutputPath = $ResultPath
}
Invoke-Pester -Configuration $configuration
