#!/usr/bin/env pwsh
<#
.SYNOPSIS
Builds, tests, shows and packages MacNet. Each task is a dotnet command or a few, which can be given by hand as well.
.EXAMPLE
./build.ps1 -Task Test
#>
param(
    # Build: the module in out/MacNet. Test: all tests. Demo: the main job against a virtual tester. Package: the packages in out/packages.
    [ValidateSet('Build', 'Test', 'Demo', 'Package')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = $(if ($Task -eq 'Package') { 'Release' } else { 'Debug' })
)

$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot

# In @(): one command alone would else be taken for a list of commands.
$commands = @(
    switch ($Task) {
        'Build' { , @('build') }
        'Test' { , @('test') }
        'Demo' { , @('run', '--project', 'examples/QuickStart') }
        'Package' {
            , @('build')
            , @('pack', 'src/Protocol', '--no-build', '--output', 'out/packages')
            , @('pack', 'packaging', '--output', 'out/packages')
        }
    }
)

foreach ($command in $commands) {
    & dotnet @command --configuration $Configuration
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $command failed with exit code $LASTEXITCODE."
    }
}
