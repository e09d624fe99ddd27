# Runs the Pester suite against out/MacNet. `dotnet test` starts several of these at once, each taking what no other has taken; so may you
# one.
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

# The examples are taken page by page.
function Get-Part {
    param([IO.FileInfo] $File)
    if ($File.BaseName -ne 'Examples.Tests') {
        return @{ Name = $File.BaseName; Size = $File.Length; Container = New-PesterContainer -Path $File.FullName }
    }
    . "$PSScriptRoot/Examples.ps1"
    Find-Page | ForEach-Object {
        $container = New-PesterContainer -Path $File.FullName -Data @{ Page = $_.Name }
        @{ Name = "$($File.BaseName) $($_.BaseName)"; Size = $_.Length; Container = $container }
    }
}

# Whoever makes the file first has the part.
function Test-Taken {
    param([string] $Name)
    try {
        [IO.File]::Open("$ResultFolder/$Name.taken", 'CreateNew').Dispose()
        $false
    }
    catch [IO.IOException] {
        $true
    }
}

# First what mostly waits, while there is other work to do; then long ones, so that none is left at the end.
$waiting = 'Ends', 'DirectControl', 'Scripts', 'Log', 'Errors', 'Alerts', 'Following', 'SmartBattery', 'Udp', 'QuickStart' |
    ForEach-Object { "$_.Tests" }
$waiting += 'README', 'Invoke-MaccorControlLoop', 'Invoke-MaccorProfile', 'Wait-MaccorChannel', 'Watch-MaccorChannel' |
    ForEach-Object { "Examples.Tests $_" }
$parts = Get-ChildItem $PSScriptRoot -Filter '*.Tests.ps1' | Where-Object BaseName -Like $Name | ForEach-Object { Get-Part $_ } |
    Sort-Object { $_.Name -notin $waiting }, @{ Expression = { $_.Size }; Descending = $true }
$configuration = New-PesterConfiguration
$configuration.Run.PassThru = $true
$configuration.Filter.ExcludeTag = $ExcludeTag
if (-not $ResultFolder) {
    $configuration.Run.Container = @($parts.Container)
    exit (Invoke-Pester -Configuration $configuration).FailedCount
}
foreach ($part in $parts) {
    if (Test-Taken $part.Name) {
        continue
    }
    $configuration.Run.Container = $part.Container
    $configuration.TestResult.Enabled = $true
    # It tells why a test was skipped; NUnitXml does not.
    $configuration.TestResult.OutputFormat = 'JUnitXml'
    $configuration.TestResult.OutputPath = "$ResultFolder/$($part.Name).xml"
    $null = Invoke-Pester -Configuration $configuration
}
