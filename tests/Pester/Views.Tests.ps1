BeforeAll {
    . "$PSScriptRoot/Shell.ps1"
    Import-Module $env:MACNET_MODULE -Force
    $simulator = Start-MaccorSimulator -Name 'simulator1' -TransitionTimeMs 0
    $session = $simulator | Connect-Maccor
    $limits = @{ VoltageMin = 2.5; VoltageMax = 4.25; ChargeCurrentMax = 2; DischargeCurrentMax = 2 }
    $null = 1..2 | Start-MaccorTest -Procedure 'CCCV charge' -TestName 'Batch 12 cell {channel}' -Comment 'A comment' @limits
}

AfterAll {
    Disconnect-Maccor -Session $session
    Stop-MaccorSimulator $simulator
}

Describe 'The view of <Of>' -ForEach @(
    @{ Of = 'virtual testers'; Give = { $simulator }; Shows = 'JSON port', 'Speed' }
    @{ Of = 'sessions'; Give = { $session }; Shows = 'Channels', 'Virtual tester' }
    @{ Of = 'readings'; Give = { Get-MaccorReading 1, 2 }; Shows = 'Tester: simulator1', 'Voltage (V)', 'Current (A)' }
    @{ Of = 'readings in detail'; Give = { Get-MaccorReading 1, 2 -Detail }; Shows = 'Tester: simulator1', 'T (', 'Cycle', 'Step' }
    @{ Of = 'statuses'; Give = { Get-MaccorChannelStatus 1, 2 }; Shows = 'U (V)', 'I (A)', 'Q (Ah)' }
    @{ Of = 'tests'; Give = { Get-MaccorTest 1, 2, 3 }; Shows = 'Batch 12 cell 1', 'CCCV charge', 'A comment' }
    @{ Of = 'variables'; Give = { Get-MaccorVariable 1 }; Shows = 'VAR15' }
    @{ Of = 'auxiliary values'; Give = { Get-MaccorAuxiliary 1 }; Shows = 'Unit' }
    @{ Of = 'channels'; Give = { Get-MaccorChannel 1, 2 -Calibration }; Shows = '0 to 10', '0.00015, 0.005, 0.15, 5' }
    @{ Of = 'echoes'; Give = { Test-MaccorConnection }; Shows = 'Average (ms)' }
    @{ Of = 'files'; Give = { Get-MaccorFile Procedure }; Shows = 'CCCV charge.000' }
    @{ Of = 'safety limits'; Give = { Set-MaccorSafetyLimit 3 @limits -PassThru }; Shows = 'U max (V)', '4.25', 'off' }
    @{ Of = 'global flags'; Give = { Set-MaccorGlobalFlag -Set 2 -PassThru }; Shows = '0x00000002' }
    @{ Of = 'checks of a start'; Give = { Test-MaccorTestStart 5 -Procedure none }; Shows = 'Procedure does not exist' }
    @{ Of = 'started tests'; Give = { Start-MaccorTest 4 -Procedure 'CCCV charge' @limits }; Shows = 'Test name', 'CCCV charge' }
    @{ Of = 'watched readings'; Give = { Watch-MaccorChannel 1 -DurationSeconds 0 }; Shows = 'Tester', 'Activity', 'I (A)', 'Test time' }
    @{ Of = 'smart batteries'; Give = { Get-MaccorSmartBattery 1 }; Shows = 'Status', 'Header (s ago)', 'SMB3 0', 'Position' }
    @{ Of = 'setups'; Give = { Get-MaccorSmartBatterySetup 1 }; Shows = 'Divisor', 'Delay (ms)', 'Scan list (%)', 'Header (%)' }
    @{ Of = 'entries'; Give = { Get-MaccorSmartBatteryScanListEntry 1 0, 1 }; Shows = 'Index', 'Register', 'Format' }
    @{ Of = 'registers'; Give = { Get-MaccorSmartBatteryRegister 1 Voltage, BatteryMode }; Shows = 'Register', 'UnsignedThousandths' }
    @{ Of = 'direct control'; Give = { Start-MaccorDirectControl 6 @limits -Confirm:$false }; Shows = 'Test name', 'I dis (A)', '4.25' }
    @{
        Of    = 'logs'
        Give  = { $null = Start-MaccorLog -Path (Join-Path $TestDrive seen.csv) -NoDetail; Get-MaccorLog; Stop-MaccorLog }
        Shows = 'seen.csv', 'Rows', 'Lag (s)', 'Last error'
    }
    @{ Of = 'watchdogs'; Give = { Test-MaccorWatchdog 6 0.1 -WarningAction Ignore }; Shows = 'Suspended', 'Waited (s)', 'Active' }
    @{
        Of    = 'interrupted tests'
        Give  = { Restart-MaccorSimulator simulator1; $cut = Get-MaccorInterruptedTest 1, 2; $null = $cut | Restart-MaccorTest; $cut }
        Shows = 'Batch 12 cell 1.001', 'PowerFail', 'Known'
    }
) {
    It 'is a table of 80 columns with nothing cut off' {
        $items = @(& $Give)
        $text = $items | Out-String -Width 80
        $lines = @($text -split '\r?\n' | Where-Object { $_.Trim() })
        $lines | Where-Object { $_.TrimEnd().Length -gt 80 } | Should -BeNullOrEmpty
        $text | Should -Not -Match "$([char]0x2026)|\.\.\."
        foreach ($part in $Shows) {
            $text | Should -BeLike "*$part*"
        }
        # Headers, their line, perhaps the tester, and a line for each.
        $lines.Count | Should -BeIn @(($items.Count + 2), ($items.Count + 3))
    }
}

Describe 'What several testers give' {
    BeforeAll {
        $testers = 'rig1', 'rig2' | ForEach-Object { Start-MaccorSimulator -Name $_ -ChannelCount 4 -TransitionTimeMs 0 }
        $testers | ForEach-Object { $_.Tester.System.Options.DirectModeReadyAfter = [timespan]::Zero }
        $rigs = @{ Session = $testers | Connect-Maccor }
    }

    AfterAll {
        Disconnect-Maccor -Session rig*
        $testers | Stop-MaccorSimulator
    }

    It 'by <Line> has no heading at each change of tester' -ForEach @(
        @{ Line = '1, 2 | Test-MaccorTestStart -Procedure Rest @rigs'; Headings = 2 }
        @{ Line = '1, 2 | Set-MaccorSafetyLimit @limits @rigs -PassThru'; Headings = 2 }
        @{ Line = '1, 2 | Set-MaccorVariable VAR1 0.1 @rigs -PassThru'; Headings = 2 }
        @{ Line = '1, 2 | Start-MaccorTest Rest @rigs'; Headings = 0 }
        @{ Line = '1, 2 | Get-MaccorReading -Stream @rigs'; Headings = 0 }
        @{ Line = 'Get-MaccorReading 1, 2 -Detail @rigs'; Headings = 0 }
        @{ Line = 'Get-MaccorReading 1, 2 @rigs'; Headings = 2 }
        @{ Line = '1, 2 | Get-MaccorReading @rigs'; Headings = 2 }
        @{ Line = '1, 2 | Get-MaccorChannelStatus @rigs'; Headings = 0 }
        @{ Line = 'Get-MaccorChannelStatus 1, 2 @rigs'; Headings = 2 }
        @{ Line = '1, 2 | Get-MaccorTest @rigs'; Headings = 0 }
        @{ Line = '1, 2 | Get-MaccorChannel @rigs'; Headings = 0 }
        @{ Line = '1, 2 | Get-MaccorVariable VAR1 @rigs'; Headings = 0 }
        @{ Line = '1, 2 | Get-MaccorAuxiliary @rigs'; Headings = 0 }
        @{ Line = '3, 4 | Wait-MaccorChannel -State Available @rigs'; Headings = 0 }
        @{ Line = '3, 4 | Start-MaccorDirectControl @limits @rigs -Confirm:$false -WarningAction Ignore'; Headings = 0 }
        @{ Line = '3, 4 | Invoke-MaccorControlLoop -ScriptBlock { 0 } -Until { $true } @rigs'; Headings = 0 }
        @{ Line = '3, 4 | Stop-MaccorDirectControl @rigs -PassThru'; Headings = 2 }
    ) {
        $items = @(. ([scriptblock]::Create($Line)))
        $items.Count | Should -BeGreaterOrEqual 4
        $text = $items | Out-String -Width 80
        [regex]::Matches($text, 'Tester: ').Count | Should -Be $Headings
        $text | Should -BeLike '*rig1*'
        $text | Should -BeLike '*rig2*'
    }
}

Describe 'States' {
    It 'are coloured in a terminal and plain anywhere else' {
        if ($PSVersionTable.PSVersion.Major -lt 7) {
            Set-ItResult -Skipped -Because 'Windows PowerShell knows no $PSStyle'
        }
        $before = $PSStyle.OutputRendering
        try {
            $PSStyle.OutputRendering = 'Ansi'
            Get-MaccorReading 1 | Out-String -Width 100 | Should -Match "$([char]27)\[32mActive$([char]27)\[0m"
            $PSStyle.OutputRendering = 'PlainText'
            Get-MaccorReading 1 | Out-String -Width 100 | Should -Not -Match ([char]27)
        }
        finally {
            $PSStyle.OutputRendering = $before
        }
    }

    It 'are plain in the objects' {
        (Get-MaccorReading 1 | ConvertTo-Csv)[1] | Should -BeLike '*"Active"*'
    }
}

Describe 'A list' {
    It 'of <Of> has everything, with units' -ForEach @(
        @{ Of = 'statuses'; Give = { Get-MaccorChannelStatus 1 }; Shows = 'Step time', 'Current as read (A)', 'Energy (Wh)', 'Tester time' }
        @{ Of = 'readings'; Give = { Get-MaccorReading 1 }; Shows = 'Voltage (V)', 'Current (A)', 'Read at' }
        @{ Of = 'channels'; Give = { Get-MaccorChannel 1 }; Shows = 'Safety charge power (W)', '0.00015, 0.005, 0.15, 5', 'Tick (ms)' }
        @{ Of = 'safety limits'; Give = { Set-MaccorSafetyLimit 3 @limits -PassThru }; Shows = 'Voltage max (V)', 'off' }
        @{ Of = 'sessions'; Give = { $session }; Shows = 'System type', 'Messages sent' }
        @{ Of = 'virtual testers'; Give = { $simulator }; Shows = 'JSON port', 'Speed' }
        @{ Of = 'echoes'; Give = { Test-MaccorConnection }; Shows = 'Average (ms)', 'Succeeded' }
        @{ Of = 'systems'; Give = { Get-MaccorSystem }; Shows = 'ControllerBoards', 'NeedsService' }
    ) {
        $text = & $Give | Format-List | Out-String -Width 100
        foreach ($part in $Shows) {
            $text | Should -BeLike "*$part*"
        }
        $text | Should -Not -Match 'System\.|MacNet\.'
    }
}

Describe 'What is too long for its column' {
    It 'goes on in the next line' {
        $null = Start-MaccorTest 7 -Procedure 'CCCV charge' -TestName 'Batch 12, cell of the third row' @limits
        $text = Get-MaccorTest 7 | Out-String -Width 80
        $text | Should -Not -Match "$([char]0x2026)|\.\.\."
        $text | Should -BeLike '*Batch 12, cell of the th*ird row*'
    }
}

Describe 'A number that cannot be' {
    It 'is shown with all its digits' {
        $reading = Get-MaccorReading 1
        $reading.GetType().GetProperty('Voltage').SetValue($reading, [float] 1e15)
        $lines = ($reading | Out-String -Width 80) -split '\r?\n' | Where-Object { $_ -match '000' }
        -join $lines | Should -Match '10000000000 .* 00000\.0000'
    }

    It 'takes no second line where the tester does not tell it' {
        $channel = Get-MaccorChannel 1
        $ranges = [MacNet.Protocol.Operations.CurrentRanges]::new([float[]] (0.00015, 0.005, 0.15, [float]::NaN))
        $channel.GetType().GetProperty('DischargeRanges').SetValue($channel, $ranges)
        $channel | Out-String -Width 80 | Should -BeLike '*0.00015, 0.005, 0.15, ?*'
    }
}

Describe 'The list of a session' {
    It 'names the kind of tester as Get-MaccorSystem does' {
        $session | Format-List | Out-String | Should -Match "System type *: $((Get-MaccorSystem).SystemType)"
    }
}

Describe 'Views and advice' {
    BeforeAll {
        function Invoke-InRunspace {
            param([string] $Script, $State = [initialsessionstate]::CreateDefault2())
            $State.ImportPSModule($env:MACNET_MODULE)
            $shell = [powershell]::Create($State)
            try {
                $shell.AddScript($Script).Invoke()
                $shell.Streams.Error | Should -BeNullOrEmpty
            }
            finally {
                $shell.Runspace.Dispose()
                $shell.Dispose()
            }
        }
    }

    It 'cost the import nothing, and are there with the first cmdlet' {
        $count = '@(Get-FormatData MacNet.* | Where-Object TypeNames -NotLike Deserialized*).Count'
        $before, $after = Invoke-InRunspace "$count; `$null = Get-MaccorSimulator; $count"
        $before | Should -Be 0
        $after | Should -BeGreaterThan 10
    }

    It 'are there where everything else is only tried out' {
        $views, $advice = Invoke-InRunspace @'
            $WhatIfPreference = $true
            Get-MaccorSession none -ErrorAction SilentlyContinue -ErrorVariable problem
            @(Get-FormatData MacNet.*).Count
            $problem[0].RecommendedAction
'@
        $views | Should -BeGreaterThan 10
        $advice | Should -BeLike '*Connect-Maccor*'
    }

    It 'show states where the language is constrained, in one colour' {
        $constrained = [initialsessionstate]::CreateDefault2()
        $constrained.LanguageMode = 'ConstrainedLanguage'
        $table, $list, $failures = Invoke-InRunspace -State $constrained @'
            Get-MaccorReading 1 -Session simulator1 | Out-String -Width 100
            Get-MaccorReading 1 -Session simulator1 | Format-List | Out-String -Width 100
            $Error.Count
'@
        $table | Should -Match '1 Active '
        $list | Should -Match 'State +: Active'
        $failures | Should -Be 0
    }

    It 'are found in a folder with wildcard characters in its name' -Tag OneBuild {
        $folder = Join-Path $TestDrive 'my [1] modules'
        $null = [IO.Directory]::CreateDirectory($folder)
        Copy-Item -LiteralPath (Split-Path $env:MACNET_MODULE) -Destination $folder -Recurse
        $script = "Import-Module '$folder/MacNet/MacNet.psd1'; `$null = Get-MaccorSimulator; @(Get-FormatData MacNet.*).Count"
        & $powerShell @powerShellArguments -Command $script | Should -BeGreaterThan 10
    }

    It 'leave advice alone that somebody else has defined' {
        $shown = Invoke-InRunspace @'
            $own = @{ MemberType = 'ScriptProperty'; MemberName = 'RecommendedAction'; Value = { 'mine' } }
            Update-TypeData -TypeName System.Management.Automation.ErrorRecord @own
            Get-MaccorSession none -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].RecommendedAction
            @(Get-FormatData MacNet.*).Count
            $Error.Count
'@
        $shown[0] | Should -Be 'mine'
        $shown[1] | Should -BeGreaterThan 10
        $shown[2] | Should -Be 1
    }

    It 'may be missing where a runspace has nothing but this module' {
        $bare = [initialsessionstate]::Create()
        $bare.LanguageMode = 'FullLanguage'
        (Invoke-InRunspace 'Get-MaccorSimulator simulator1' -State $bare).Name | Should -Be 'simulator1'
    }
}
