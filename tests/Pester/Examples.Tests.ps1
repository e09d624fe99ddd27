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
    }

    It 'run: example <Number>' -ForEach $Examples {
        $results[$Number - 1].Failure | Should -BeNullOrEmpty
    }

    It 'show what they show: example <Number>' -ForEach @($Examples | Where-Object { $null -ne $_.Shown }) {
        Get-Gist $results[$Number - 1].Output | Should -Be (Get-Gist $Shown)
    }

    It 'leave the module where PowerShell finds it' -ForEach @(if ($Page -eq 'README.md') { $Page }) {
        Join-Path $folder Modules/MacNet/MacNet.psd1 | Should -Exist
    }
}
