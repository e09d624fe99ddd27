BeforeAll {
    Import-Module $env:MACNET_MODULE -Force
    $simulator = Start-MaccorSimulator -Name simulator1 -TransitionTimeMs 0
    $session = $simulator | Connect-Maccor
    $limits = @{ VoltageMin = 2.5; VoltageMax = 4.25; ChargeCurrentMax = 2; DischargeCurrentMax = 2 }
    $file = Join-Path $TestDrive 'wave.mwf'
    Set-Content -LiteralPath $file -Value 'wave'
}

AfterAll {
    Disconnect-Maccor -Session $session
    Stop-MaccorSimulator $simulator
}

Describe '<Cmdlet>' -ForEach @(
    @{ Cmdlet = 'Clear-MaccorChannel'; Give = { Clear-MaccorChannel 1 -PassThru } }
    @{ Cmdlet = 'Connect-Maccor'; Give = { $simulator | Connect-Maccor -Name other } }
    @{ Cmdlet = 'Get-MaccorAuxiliary'; Give = { Get-MaccorAuxiliary 1 } }
    @{ Cmdlet = 'Get-MaccorChannel'; Give = { Get-MaccorChannel 1 -Calibration } }
    @{ Cmdlet = 'Get-MaccorChannelStatus'; Give = { Get-MaccorChannelStatus 1 } }
    @{ Cmdlet = 'Get-MaccorFile'; Give = { Get-MaccorFile Procedure } }
    @{
        Cmdlet = 'Get-MaccorInterruptedTest'
        Give   = { $null = Start-MaccorTest 6 -Procedure Rest; Restart-MaccorSimulator; Get-MaccorInterruptedTest }
    }
    @{ Cmdlet = 'Get-MaccorReading'; Give = { Get-MaccorReading 1 } }
    @{ Cmdlet = 'Get-MaccorSession'; Give = { Get-MaccorSession simulator1 } }
    @{ Cmdlet = 'Get-MaccorSimulator'; Give = { Get-MaccorSimulator } }
    @{ Cmdlet = 'Get-MaccorSmartBattery'; Give = { Get-MaccorSmartBattery 1 } }
    @{ Cmdlet = 'Get-MaccorSmartBatteryRegister'; Give = { Get-MaccorSmartBatteryRegister 1 } }
    @{ Cmdlet = 'Get-MaccorSmartBatteryScanListEntry'; Give = { Get-MaccorSmartBatteryScanListEntry 1 } }
    @{ Cmdlet = 'Get-MaccorSmartBatterySetup'; Give = { Get-MaccorSmartBatterySetup 1 } }
    @{ Cmdlet = 'Get-MaccorSystem'; Give = { Get-MaccorSystem } }
    @{ Cmdlet = 'Get-MaccorTest'; Give = { Get-MaccorTest 1 } }
    @{ Cmdlet = 'Get-MaccorVariable'; Give = { Get-MaccorVariable 1 VAR1 } }
    @{ Cmdlet = 'Invoke-MaccorFunction'; Give = { Invoke-MaccorFunction 4 7 1; , (Invoke-MaccorFunction 4 7 1 -Binary) } }
    @{ Cmdlet = 'Read-MaccorSmartBatteryData'; Give = { Read-MaccorSmartBatteryData 1 0x22 -Length 4 } }
    @{ Cmdlet = 'Receive-MaccorFile'; Give = { Receive-MaccorFile SystemEvent -Destination $TestDrive -Force } }
    @{ Cmdlet = 'Reset-MaccorChannel'; Give = { Reset-MaccorChannel 1 -PassThru -Confirm:$false } }
    @{ Cmdlet = 'Select-MaccorChannel'; Give = { Select-MaccorChannel 9 -PassThru; Select-MaccorChannel 9 -Clear } }
    @{ Cmdlet = 'Send-MaccorFile'; Give = { Send-MaccorFile $file -PassThru } }
    @{ Cmdlet = 'Select-MaccorSession'; Give = { Select-MaccorSession simulator1 -PassThru } }
    @{ Cmdlet = 'Set-MaccorGlobalFlag'; Give = { Set-MaccorGlobalFlag -Set 1 -PassThru } }
    @{ Cmdlet = 'Set-MaccorSafetyLimit'; Give = { Set-MaccorSafetyLimit 1 @limits -PassThru } }
    @{ Cmdlet = 'Start-MaccorSimulator'; Give = { Start-MaccorSimulator -Name second | ForEach-Object { Stop-MaccorSimulator $_; $_ } } }
    @{ Cmdlet = 'Start-MaccorTest'; Give = { Start-MaccorTest 2 -Procedure Rest } }
    @{ Cmdlet = 'Suspend-MaccorTest'; Give = { Suspend-MaccorTest 2 -PassThru } }
    @{ Cmdlet = 'Resume-MaccorTest'; Give = { Resume-MaccorTest 2 -PassThru } }
    @{ Cmdlet = 'Restart-MaccorTest'; Give = { Restart-MaccorTest 3 -Procedure Rest } }
    @{ Cmdlet = 'Start-MaccorDirectControl'; Give = { Start-MaccorDirectControl 4 @limits -Confirm:$false } }
    @{ Cmdlet = 'Set-MaccorDirectOutput'; Give = { Set-MaccorDirectOutput 4 0.1 -PassThru } }
    @{ Cmdlet = 'Invoke-MaccorControlLoop'; Give = { Invoke-MaccorControlLoop 4 -Until { $true } -ScriptBlock { 0.1 } } }
    @{ Cmdlet = 'Test-MaccorWatchdog'; Give = { $false, $true | ForEach-Object { Test-MaccorWatchdog 4 0.1 -Quiet:$_ } } }
    @{ Cmdlet = 'Invoke-MaccorProfile'; Give = { Invoke-MaccorProfile 4 @{ Time = 0; Current = 0.1 }, @{ Time = 0.2 } } }
    @{ Cmdlet = 'Stop-MaccorDirectControl'; Give = { Stop-MaccorDirectControl 4 -PassThru } }
    @{ Cmdlet = 'Test-MaccorConnection'; Give = { Test-MaccorConnection; Test-MaccorConnection -Quiet } }
    @{ Cmdlet = 'Test-MaccorProcedure'; Give = { Test-MaccorProcedure Rest } }
    @{ Cmdlet = 'Test-MaccorTestName'; Give = { Test-MaccorTestName Rest } }
    @{ Cmdlet = 'Test-MaccorTestStart'; Give = { Test-MaccorTestStart 5 -Procedure Rest; Test-MaccorTestStart 5 -Procedure Rest -Quiet } }
    @{ Cmdlet = 'Wait-MaccorChannel'; Give = { Wait-MaccorChannel 5 -State Available -TimeoutSeconds 30 } }
    @{ Cmdlet = 'Watch-MaccorChannel'; Give = { Watch-MaccorChannel 5 -DurationSeconds 0.1 } }
) {
    It 'gives what it says that it gives' {
        $declared = (Get-Command $Cmdlet).OutputType.Type
        $given = @(& $Give)
        $given.Count | Should -BeGreaterThan 0
        foreach ($item in $given) {
            $type = if ($item.GetType().Name -eq 'PSCustomObject') { [psobject] } else { $item.GetType() }
            $declared | Should -Contain $type
        }
    }
}
