@{
    RootModule             = if ($PSEdition -eq 'Core') {
        'lib/net8.0/MacNet.PowerShell.dll'
    }
    else {
        'lib/netstandard2.0/MacNet.PowerShell.dll'
    }
    ModuleVersion          = '0.1.0'
    GUID                   = '7d0d0e1c-6c1f-4a55-9b1e-3f0c2a8a5f57'
    Author                 = 'MacNet for PowerShell contributors'
    CompanyName            = 'MacNet for PowerShell contributors'
    Copyright              = '(c) MacNet for PowerShell contributors. MIT License.'
    Description            = 'Runs Maccor battery testers over MacNet: reading, tests, variables, safety limits, direct control.'
    PowerShellVersion      = '5.1'
    CompatiblePSEditions   = @('Core', 'Desktop')
    DotNetFrameworkVersion = '4.7.2'
    FunctionsToExport      = @()
    VariablesToExport      = @()
    AliasesToExport        = @()
    CmdletsToExport        = @(
        'Clear-MaccorChannel',
        'Clear-MaccorSmartBatteryScanList',
        'Connect-Maccor',
        'Disconnect-Maccor',
        'Export-MaccorData',
        'Export-MaccorPlot',
        'Get-MaccorAlert',
        'Get-MaccorAuxiliary',
        'Get-MaccorChannel',
        'Get-MaccorChannelStatus',
        'Get-MaccorDashboard',
        'Get-MaccorFile',
        'Get-MaccorInterruptedTest',
        'Get-MaccorLog',
        'Get-MaccorLogReading',
        'Get-MaccorReading',
        'Get-MaccorSession',
        'Get-MaccorSimulator',
        'Get-MaccorSmartBattery',
        'Get-MaccorSmartBatteryRegister',
        'Get-MaccorSmartBatteryScanListEntry',
        'Get-MaccorSmartBatterySetup',
        'Get-MaccorSystem',
        'Get-MaccorTest',
        'Get-MaccorTester',
        'Get-MaccorVariable',
        'Import-MaccorData',
        'Invoke-MaccorControlLoop',
        'Invoke-MaccorFunction',
        'Invoke-MaccorProfile',
        'Read-MaccorSmartBatteryData',
        'Receive-MaccorFile',
        'Register-MaccorAlert',
        'Register-MaccorTester',
        'Reset-MaccorChannel',
        'Restart-MaccorSimulator',
        'Restart-MaccorTest',
        'Resume-MaccorSmartBatteryPolling',
        'Resume-MaccorTest',
        'Save-MaccorSmartBatteryScanList',
        'Select-MaccorChannel',
        'Select-MaccorSession',
        'Send-MaccorFile',
        'Set-MaccorDirectOutput',
        'Set-MaccorGlobalFlag',
        'Set-MaccorSafetyLimit',
        'Set-MaccorSimulatorChannel',
        'Set-MaccorSmartBatteryScanListEntry',
        'Set-MaccorSmartBatterySetup',
        'Set-MaccorVariable',
        'Show-MaccorChannel',
        'Show-MaccorPlot',
        'Start-MaccorDashboard',
        'Start-MaccorDirectControl',
        'Start-MaccorLog',
        'Start-MaccorSimulator',
        'Start-MaccorTest',
        'Stop-MaccorDashboard',
        'Stop-MaccorDirectControl',
        'Stop-MaccorLog',
        'Stop-MaccorSimulator',
        'Suspend-MaccorSmartBatteryPolling',
        'Suspend-MaccorTest',
        'Test-MaccorAlert',
        'Test-MaccorConnection',
        'Test-MaccorProcedure',
        'Test-MaccorTestName',
        'Test-MaccorTestStart',
        'Test-MaccorWatchdog',
        'Unregister-MaccorAlert',
        'Unregister-MaccorTester',
        'Update-MaccorSmartBatteryHeader',
        'Update-MaccorSmartBatteryScanList',
        'Wait-MaccorChannel',
        'Watch-MaccorChannel',
        'Write-MaccorSmartBatteryData'
    )
    PrivateData            = @{
        PSData = @{
            Tags         = @(
                'Maccor', 'MacNet', 'battery', 'cycler', 'laboratory', 'automation',
                'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS'
            )
            ProjectUri   = 'https://github.com/macnet-powershell/MacNet'
            LicenseUri   = 'https://github.com/macnet-powershell/MacNet/blob/main/LICENSE'
            ReleaseNotes = 'https://github.com/macnet-powershell/MacNet/blob/main/CHANGELOG.md'
        }
    }
}
