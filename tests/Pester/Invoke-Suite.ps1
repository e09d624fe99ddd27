# Runs the Pester suite against out/MacNet. `dotnet test` starts several of these at once, each taking what no other has taken; so may you one.
param(
    # Only the test files whose name matches.
    [string] $Name = '*',
    # The module to test; the suite can run against either framework's build.
    [string] $ModulePath = (Join-Path $PSScriptRoot '../../out/MacNet/MacNet.psd1'),
    # Where each file leaves its results, in the form of JUnit; a file that has begun is taken.
    [string] $ResultFolder,
    # Leaves out what has this tag: OneBuild has what is the same in both builds.
    [string[]] $ExcludeTag = @(),
    # Pester's manifest. Without, it is the one that the build restored.
    [string] $PesterPath = (dotnet build $PSScriptRoot -getProperty:PesterModule)
)

$ErrorActionPreference = 'Stop'
$env:MACNET_MODULE = (Resolve-Path $ModulePath).Path
Import-Module $PesterPath

function New-Configuration {
    param([IO.FileInfo[]] $File)
    $configuration = New-PesterConfiguration
    $configuration.Run.Path = $File.FullName
    $configuration.Run.PassThru = $true
    $configuration.Filter.ExcludeTag = $ExcludeTag
    $configuration
}

# Whoever makes the file first has it.
function Test-Taken {
    param([string] $Path)
    try {
        [IO.File]::Open($Path, 'CreateNew').Dispose()
        $false
    }
    catch [IO.IOException] {
        $true
    }
}

# Long ones first, so that none is left at the end.
$files = Get-ChildItem $PSScriptRoot -Filter '*.Tests.ps1' | Where-Object BaseName -Like $Name | Sort-Object Length -Descending
if (-not $ResultFolder) {
    exit (Invoke-Pester -Configuration (New-Configuration $files)).FailedCount
}
foreach ($file in $files) {
    if (Test-Taken "$ResultFolder/$($file.BaseName).taken") {
        continue
    }
    $configuration = New-Configuration $file
    $configuration.TestResult.Enabled = $true
    # It tells why a test was skipped; NUnitXml does not.
    $configuration.TestResult.OutputFormat = 'JUnitXml'
    $configuration.TestResult.OutputPath = "$ResultFolder/$($file.BaseName).xml"
    $null = Invoke-Pester -Configuration $configuration
}
