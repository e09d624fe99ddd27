param([string] $Page = '*')

BeforeDiscovery {
    . "$PSScriptRoot/Examples.ps1"
    $pages = Find-Page $Page | ForEach-Object { @{ Page = $_.Name; Path = $_.FullName; Examples = @(Find-Example $_.FullName) } }
}

Describe 'The examples of <Page>' -ForEach $pages {
    BeforeAll {
        . "$PSScriptRoot/Examples.ps1"
        Import-Module $env:MACNET_MODULE -Force
        $folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive ([guid]::NewGuid()))
        $results = @(Invoke-Example -Path $Path -Module $env:MACNET_MODULE -Folder $folder.FullName)

        # The build for Windows PowerShell has no databases: what it cannot have is skipped, and what comes after it on the page.
        $hasDatabases = (Get-Command Get-MaccorLog).ImplementingType.Assembly.Location -notlike '*netstandard2.0*'
        function Skip-WithoutDatabase {
            param([int] $Number)
            if (-not $hasDatabases -and $results[0..($Number - 1)].Failure -like '*Databases need PowerShell 7.4*') {
                Set-ItResult -Skipped -Because 'the build for Windows PowerShell has no databases'
            }
        }
    }

    It 'run: example <Number>' -ForEach $Examples {
        Skip-WithoutDatabase $Number
        $results[$Number - 1].Failure | Should -BeNullOrEmpty
    }

    It 'show what they show: example <Number>' -ForEach @($Examples | Where-Object { $null -ne $_.Shown }) {
        Skip-WithoutDatabase $Number
        Get-Gist $results[$Number - 1].Output | Should -Be (Get-Gist $Shown)
    }

    It 'leave the module where PowerShell finds it' -ForEach @(if ($Page -eq 'README.md') { $Page }) {
        Join-Path $folder Modules/MacNet/MacNet.psd1 | Should -Exist
    }
}
