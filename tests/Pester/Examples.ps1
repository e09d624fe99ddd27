# Finds the examples of a page of Markdown and runs them against virtual testers. Dot-sourced by the tests and by Update-Example.ps1.

# An example is a block of PowerShell, perhaps with a block of output below it. A comment above it, <!-- before: ... -->, is run first.
$beforePattern = '(?:^<!-- before: (?<before>.*?) -->\s*)?'
$examplePattern = "(?ms)$beforePattern" + '^```powershell\r?\n(?<code>.*?)^```(?:\s*?^```output\r?\n(?<shown>.*?)^```)?'

# Where an example runs: its home folder is an empty one.
$bareSetting = {
    param($module, $folder)
    Import-Module $module
    $ErrorActionPreference = 'Stop'
    Set-Location $folder
    Set-Variable -Name HOME -Value $folder -Force
    $env:MACNET_TESTERS = Join-Path $folder 'testers.json'
    # The module of the README is the one under test, and there already.
    Set-Item -Path function:Import-Module -Value { }
}

# What an example of the documentation finds there: three testers on the network, and sessions with them.
$labSetting = {
    $testers = @{}
    foreach ($name in 'tester3', 'tester2', 'tester1') {
        $testers[$name] = Start-MaccorSimulator -Name $name -TransitionTimeMs 0
        $null = $testers[$name] | Connect-Maccor
    }

    # The testers are found by name, as if they had the network's names and MacNet's usual ports.
    function Connect-Maccor {
        [CmdletBinding()]
        param(
            [Parameter(Position = 0, ValueFromPipelineByPropertyName)] [string[]] $ComputerName = 'tester1',
            [Parameter(ValueFromPipelineByPropertyName)] [int] $JsonPort,
            [Parameter(ValueFromPipelineByPropertyName)] [int] $BinaryPort,
            [Parameter(ValueFromPipelineByPropertyName)] [int] $UdpPort,
            [Parameter(ValueFromPipelineByPropertyName)] [string] $Name,
            [string] $TracePath,
            [double] $TimeoutSeconds = 10,
            [pscredential] $Credential = [pscredential]::Empty
        )
        process {
            foreach ($computer in $ComputerName) {
                $given = @{} + $PSBoundParameters
                $null = $given.Remove('ComputerName')
                if ($testers.ContainsKey($computer)) {
                    $testers[$computer] | MacNet\Connect-Maccor @given
                }
                else {
                    MacNet\Connect-Maccor -ComputerName $computer @given
                }
            }
        }
    }
}
$exampleSetting = [scriptblock]::Create("$bareSetting $labSetting")

# The pages that have examples.
function Find-Page {
    param([string] $Name = '*')
    $root = (Resolve-Path "$PSScriptRoot/../..").Path
    Get-Item "$root/docs/cmdlets/*.md", "$root/docs/about/*.md", "$root/docs/*.md", "$root/README.md" |
        Where-Object { $_.Name -like $Name -and (Select-String -LiteralPath $_.FullName -Pattern '^```powershell' -Quiet) }
}

function Find-Example {
    param([string] $Path)
    $number = 0
    foreach ($match in [regex]::Matches([IO.File]::ReadAllText($Path), $examplePattern)) {
        $number++
        @{
            Page   = Split-Path $Path -Leaf
            Number = $number
            Before = $match.Groups['before'].Value
            Code   = $match.Groups['code'].Value.TrimEnd()
            Shown  = if ($match.Groups['shown'].Success) { $match.Groups['shown'].Value.TrimEnd() }
        }
    }
}

# Runs the examples of a page in order, in a runspace of their own; gives for each what it showed, or its error. The README is for people
# who have the built module and no tester.
function Invoke-Example {
    param([string] $Path, [string] $Module, [string] $Folder)
    $shell = [powershell]::Create()
    $modulePath = $env:PSModulePath
    $env:PSModulePath = "$Folder/Modules", $env:PSModulePath -join [IO.Path]::PathSeparator
    $setting = $exampleSetting
    if ((Split-Path $Path -Leaf) -eq 'README.md') {
        $setting = $bareSetting
        $null = New-Item -ItemType Directory -Path "$Folder/out/MacNet"
        Copy-Item -Path "$(Split-Path $Module)/*" -Destination "$Folder/out/MacNet" -Recurse
    }
    try {
        $null = $shell.AddScript($setting, $false).AddArgument($Module).AddArgument($Folder).Invoke()
        foreach ($example in Find-Example $Path) {
            $example.Failure = $null
            try {
                $null = Invoke-Text $shell $example.Before
                $example.Output = Invoke-Text $shell $example.Code
            }
            catch {
                $example.Failure = "$_"
            }
            [pscustomobject]$example
        }
    }
    finally {
        $shell.Dispose()
        $env:PSModulePath = $modulePath
        # What a page began in the background ends with it: its folder is the next page's no longer.
        MacNet\Stop-MaccorLog -ErrorAction Ignore
        MacNet\Get-MaccorAlert | MacNet\Unregister-MaccorAlert
        MacNet\Stop-MaccorDashboard
        MacNet\Get-MaccorSession | MacNet\Disconnect-Maccor
        Stop-MaccorSimulator
    }
}

# What a script shows in a window of 100 columns.
function Invoke-Text {
    param([powershell] $Shell, [string] $Script)
    $Shell.Commands.Clear()
    $null = $Shell.AddScript(". { $Script } | Out-String -Width 100", $false)
    $running = $Shell.BeginInvoke()
    if (-not $running.AsyncWaitHandle.WaitOne([timespan]::FromMinutes(2))) {
        $Shell.Stop()
        throw "It has not ended after two minutes: $Script"
    }
    $lines = "$($Shell.EndInvoke($running))" -split '\r?\n' | ForEach-Object TrimEnd
    ($lines -join "`n").Trim("`n")
}

# Output as it is compared: numbers, times, made-up names, and the widths of columns come out otherwise each time, and so may the number of
# lines that differ in nothing else.
function Get-Gist {
    param([string] $Text)
    $lines = $Text -replace '\bR[0-9A-F]{7}\b', 'name' -replace '\d+(\.\d+)?(E[-+]\d+)?', '#' -replace '-+#?', '-' -split '\s*\n\s*' |
        ForEach-Object { ($_ -replace '\s+', ' ').Trim() }
    $last = $null
    $different = foreach ($line in $lines) {
        if ($line -ne $last) {
            $last = $line
            $line
        }
    }
    $different -join "`n"
}
