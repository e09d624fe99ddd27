BeforeDiscovery {
    Import-Module $env:MACNET_MODULE -Force
    $docs = Join-Path $PSScriptRoot '../../docs'
    $cmdlets = (Get-Command -Module MacNet).Name
    $topics = Get-ChildItem "$docs/about" -Filter *.md | ForEach-Object BaseName
}

BeforeAll {
    Import-Module $env:MACNET_MODULE -Force
}

Describe 'The help of <_>' -Tag OneBuild -ForEach $cmdlets {
    BeforeAll {
        $name = $_
        $help = Get-Help $name -Full
    }

    It 'has a synopsis and a description' {
        $help.Synopsis | Should -Match '\w+ .*\.$'
        $help.Synopsis | Should -Not -Match '\[-'
        ($help.Description | Out-String).Trim().Length | Should -BeGreaterThan $help.Synopsis.Length
    }

    It 'tells what every parameter is for' {
        $common = [System.Management.Automation.PSCmdlet]::CommonParameters
        $parameters = (Get-Command $name).Parameters.Keys | Where-Object { $_ -notin $common }
        $described = $help.parameters.parameter | Where-Object { $_.description.Text } | ForEach-Object name
        $parameters | Where-Object { $_ -notin $described } | Should -BeNullOrEmpty
    }

    It 'shows the syntax that PowerShell has of it' {
        $sets = (Get-Command $name).ParameterSets
        @($help.syntax.syntaxItem).Count | Should -Be $sets.Count
    }

    It 'tells what comes in, what goes out, and what it costs' {
        $help.inputTypes.inputType[-1].description.Text | Should -Not -BeNullOrEmpty
        $help.returnValues.returnValue[-1].description.Text | Should -Not -BeNullOrEmpty
        ($help.alertSet | Out-String) | Should -Match 'MacNet|no message'
    }

    It 'has an address online' {
        @($help.relatedLinks.navigationLink)[0].uri | Should -BeLike "https://*/docs/cmdlets/$name.md"
    }

    It 'has two examples or more, each with code' {
        $examples = @($help.examples.example)
        $examples.Count | Should -BeGreaterOrEqual 2
        $examples | ForEach-Object { $_.code | Should -Not -BeNullOrEmpty }
    }
}

Describe 'The topic <_>' -Tag OneBuild -ForEach $topics {
    It 'is found by Get-Help, with a synopsis, and fits 80 columns' {
        $text = Get-Help $_ | Out-String -Width 300
        $text | Should -BeLike "TOPIC*$_*LONG DESCRIPTION*"
        (Get-Help $_ | ForEach-Object Synopsis) | Should -Not -BeNullOrEmpty
        $text -split "`n" | Where-Object { $_.TrimEnd().Length -gt 80 } | Should -BeNullOrEmpty
    }
}
