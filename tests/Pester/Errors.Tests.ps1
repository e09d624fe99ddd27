BeforeAll {
    Import-Module $env:MACNET_MODULE -Force
    $simulator = Start-MaccorSimulator -ChannelCount 4 -TransitionTimeMs 0
    $hasty = $simulator | Connect-Maccor -Name hasty -TimeoutSeconds 2
    $session = $simulator | Connect-Maccor
    $faults = [MacNet.VirtualTester.Faults.Fault]
    $limits = @{ VoltageMin = 2.5; VoltageMax = 4.25; ChargeCurrentMax = 2; DischargeCurrentMax = 2 }
    $table = Get-Content (Join-Path $PSScriptRoot '../../docs/errors.md')

    function CategoryInTable {
        param([string] $Id)
        ($table -match "^\| $Id \|" -split '\|')[2].Trim()
    }
}

AfterAll {
    $simulator.Tester.Faults.Clear()
    Disconnect-Maccor -Session $hasty, $session
    Stop-MaccorSimulator $simulator
}

Describe 'The error <Id>' -ForEach @(
    @{ Id = 'NoSuchSession'; Of = { Get-MaccorSession nobody } }
    @{ Id = 'NoSuchSimulator'; Of = { Get-MaccorSimulator nobody } }
    @{ Id = 'NoSuchSimulatorChannel'; Of = { Set-MaccorSimulatorChannel 1000 -Temperature 30 } }
    @{ Id = 'NoSuchChannel'; Of = { Get-MaccorReading 5 } }
    @{ Id = 'NoSuchVariable'; Of = { Get-MaccorVariable 1 VAR16 } }
    @{ Id = 'InvalidInput'; Of = { $endless = @{}; $endless.Self = $endless; Invoke-MaccorFunction 4 7 1 $endless } }
    @{ Id = 'NotOverJson'; Of = { $binary = $simulator | Connect-Maccor -Protocol Binary -Name other
        try { Invoke-MaccorFunction 1 2 -Session $binary } finally { Disconnect-Maccor -Session $binary } }
    }
    @{ Id = 'NameForSeveral'; Of = { Connect-Maccor a, b -Name c } }
    @{ Id = 'ConnectionFailed'; Of = { Connect-Maccor 127.0.0.1 -JsonPort 1 } }
    @{ Id = 'ConnectTimeout'; Of = { $simulator.Tester.Faults.SwallowEverything = $true
        $login = [pscredential]::new('user', [securestring]::new())
        $simulator | Connect-Maccor -Name other -ConnectTimeoutSeconds 0.5 -Credential $login
    }
    }
    @{ Id = 'Timeout'; Of = { $simulator.Tester.Faults.Always($faults::Silence); Get-MaccorChannelStatus 1 -Session $hasty } }
    @{ Id = 'BrokenReply'; Of = { $simulator.Tester.Faults.Always($faults::Garbage); Get-MaccorChannelStatus 1 } }
    @{ Id = 'ErrorReply'; Of = { $simulator.Tester.Faults.Always($faults::Error()); Get-MaccorChannelStatus 1 } }
    @{ Id = 'OutcomeUnknown'; Of = { $simulator.Tester.Faults.Always($faults::Silence); Suspend-MaccorTest 1 -Session $hasty } }
    @{ Id = 'Refused'; Of = { $simulator.Tester.Faults.Always($faults::Result(22)); Suspend-MaccorTest 1 } }
    @{ Id = 'LimitBeyondSpecification'; Of = { $limits.VoltageMax = 99
        try { Set-MaccorSafetyLimit 1 @limits } finally { $limits.VoltageMax = 4.25 } }
    }
    @{ Id = 'TooManyQuantities'; Of = { Start-MaccorDirectControl 1 @limits -Power 2 -Resistance 3 -Confirm:$false } }
    @{ Id = 'RestNotConfirmed'; Of = {
        $null = Start-MaccorDirectControl 2 @limits -Confirm:$false
        Invoke-MaccorControlLoop 2 -Until { $true } -ScriptBlock { $simulator.Tester.Faults.Always($faults::Error()) }
    }
    }
    @{ Id = 'SuspendedForRest'; Of = {
        Start-MaccorDirectControl 3 @limits -Confirm:$false | Set-MaccorDirectOutput -Current 0.5
        Invoke-MaccorControlLoop 3 -Until { $true } -ScriptBlock {
            $simulator.Tester.Faults.Always($faults::Error(), $null, $null, 'Binary')
        }
    }
    }
    @{ Id = 'NameMissing'; Of = { Receive-MaccorFile Archive } }
    @{ Id = 'DestinationNoFolder'; Of = { Receive-MaccorFile Procedure * (Join-Path $TestDrive missing) } }
    @{ Id = 'NotAFilePath'; Of = { Send-MaccorFile -LiteralPath variable:/PID } }
    @{ Id = 'NoSuchFile'; Of = { Get-MaccorFile Archive none.001 } }
    @{ Id = 'PortInUse'; Of = { Start-MaccorSimulator -JsonPort $simulator.JsonPort } }
    @{ Id = 'InvalidSimulator'; Of = { Start-MaccorSimulator -ProcedurePath /no/such/folder } }
    @{ Id = 'FlagSetAndCleared'; Of = { Set-MaccorGlobalFlag -Set 1 -Clear 1 } }
) {
    It 'has its id and category, and says what to do' {
        try {
            $problem = $null
            & $Of -ErrorAction SilentlyContinue 2>&1 | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] } |
                ForEach-Object { $problem = $_ }
        }
        catch {
            $problem = $_
        }
        finally {
            $simulator.Tester.Faults.Clear()
            # Some connect elsewhere, or try to.
            $session = $simulator | Connect-Maccor
        }
        $problem.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $problem.CategoryInfo.Category | Should -Be (CategoryInTable $Id)
        $problem.RecommendedAction | Should -Not -BeNullOrEmpty
        $problem.ErrorDetails.RecommendedAction | Should -Be $problem.RecommendedAction
    }
}

Describe 'An error' {
    It 'is caught by its type, with what was asked of which channel' {
        try {
            Get-MaccorReading 9 -ErrorAction Stop
            throw 'not reached'
        }
        catch [MacNet.Protocol.MaccorInputException] {
            $_.Exception.Channel | Should -Be 9
            $_.Exception.Asked.Tester | Should -Be $session.Name
        }
    }

    It 'of one channel leaves the others' {
        $readings = Get-MaccorReading 1, 9, 2 -ErrorAction SilentlyContinue -ErrorVariable problems
        $readings.Channel | Should -Be 1, 2
        $problems.Count | Should -Be 1
    }

    It 'is in $Error with what to do' {
        Get-MaccorReading 9 -ErrorAction SilentlyContinue
        $Error[0].RecommendedAction | Should -BeLike '*screen*'
    }
}
