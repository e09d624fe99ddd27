#!/usr/bin/env pwsh
<#
.SYNOPSIS
Builds, tests, shows and packages MacNet. Each task is a dotnet command that can be given by hand as well.
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

function Invoke-DotNet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $args failed with exit code $LASTEXITCODE."
    }
}

switch ($Task) {
    'Build' { Invoke-DotNet build --configuration $Configuration }
    'Test' { Invoke-DotNet test --configuration $Configuration }
    'Demo' { Invoke-DotNet run --project examples/QuickStart --configuration $Configuration }
    'Package' {
        Invoke-DotNet build --configuration $Configuration
        Invoke-DotNet pack src/Protocol --configuration $Configuration --no-build --output out/packages
        Invoke-DotNet pack packaging --configuration $Configuration --output out/packages
    }
}
