BeforeAll {
    Import-Module $env:MACNET_MODULE -Force
}

Describe 'examples/QuickStart.ps1' {
    It 'does the main job from beginning to end' {
        $shown = & (Join-Path $PSScriptRoot '../../examples/QuickStart.ps1') -ModulePath $env:MACNET_MODULE | Out-String -Width 100
        $shown | Should -Match 'Test name +Procedure'
        [regex]::Matches($shown, 'Completed +Complete').Count | Should -Be 4
        $shown | Should -Match 'Charge +\d+ +\d+ +3\.\d+ +1\.0000'
        $shown | Should -Match 'Discharge .*-0\.2000'
        $shown | Should -Match 'Suspended +Suspended +3\.\d+ +0\.0000'
        Get-MaccorSession | Should -BeNullOrEmpty
        Get-MaccorSimulator | Should -BeNullOrEmpty
    }
}
