BeforeAll {
    Import-Module $env:MACNET_MODULE -Force
}

Describe 'A wire trace' {
    BeforeEach {
        $trace = Join-Path $TestDrive "$([guid]::NewGuid()).trace"
        $simulator = Start-MaccorSimulator -ChannelCount 4 -TransitionTimeMs 0 -Speed 0
    }

    AfterEach {
        Get-MaccorSession | ForEach-Object { Disconnect-Maccor -Session $_ }
        Stop-MaccorSimulator
    }

    It 'has every message with time, tester, link and direction' {
        $null = $simulator | Connect-Maccor -Name bench -TracePath $trace
        $null = Get-MaccorReading
        Disconnect-Maccor
        $lines = Get-Content $trace | ForEach-Object { , ($_ -split "`t") }
        $lines.Count | Should -Be (2 * $simulator.Tester.Requests.Count)
        $lines | ForEach-Object { ([datetimeoffset]::Now - [datetimeoffset]$_[0]).TotalMinutes | Should -BeLessThan 5 }
        $lines | ForEach-Object { $_[1] } | Sort-Object -Unique | Should -Be 'bench'
        $lines | ForEach-Object { $_[2] } | Sort-Object -Unique | Should -Be 'Json1'
        $lines[0][3] | Should -Be '->'
        ($lines[0][4] | ConvertFrom-Json).params.FNum | Should -Be 2
        $lines[1][3] | Should -Be '<-'
    }

    It 'goes on where an earlier one ended, and takes several testers' {
        $null = $simulator | Connect-Maccor -Name one -TracePath $trace
        $null = $simulator | Connect-Maccor -Name two -TracePath $trace
        Disconnect-Maccor -Session one
        $before = (Get-Content $trace | Where-Object { $_ -like "*`tone`t*" }).Count
        Disconnect-Maccor -Session two
        $lines = Get-Content $trace
        $lines.Count | Should -Be (2 * $before)
        $lines | ForEach-Object { ($_ -split "`t")[1] } | Sort-Object -Unique | Should -Be 'one', 'two'
    }

    It 'can be replayed' {
        $null = $simulator | Connect-Maccor -Name bench -TracePath $trace
        $recorded = Get-MaccorReading
        Disconnect-Maccor
        $replay = Start-MaccorSimulator -ReplayPath $trace
        $null = $replay | Connect-Maccor
        Get-MaccorReading | ForEach-Object Voltage | Should -Be $recorded.Voltage
        { Test-MaccorConnection -Count 1 -ErrorAction Stop } | Should -Throw '*no reply to such a request*'
    }

    It 'of several sessions is replayed for one' {
        $null = $simulator | Connect-Maccor -Name one -TracePath $trace
        $null = $simulator | Connect-Maccor -Name two -TracePath $trace
        Disconnect-Maccor -Session one, two
        { Start-MaccorSimulator -ReplayPath $trace } | Should -Throw '*one*two*'
        $replay = Start-MaccorSimulator -ReplayPath $trace -ReplaySession two
        ($replay | Connect-Maccor).ChannelCount | Should -Be 4
    }

    It 'has no password in it' {
        $word = 'say "friend"'
        $secure = [securestring]::new()
        $word.ToCharArray() | ForEach-Object { $secure.AppendChar($_) }
        $login = [pscredential]::new('robin', $secure)
        $guarded = Start-MaccorSimulator -Credential $login
        foreach ($protocol in 'Json', 'Binary', 'Udp') {
            $guarded | Connect-Maccor -Protocol $protocol -Credential $login -TracePath $trace | Disconnect-Maccor
        }
        $text = (Get-Content $trace -Raw)
        $text | Should -BeLike '*"UserID":"robin","Password":"`*`*`*`*`*`*`*`*"*'
        $text | Should -Not -BeLike '*friend*'
        $hex = [BitConverter]::ToString([Text.Encoding]::ASCII.GetBytes($word)).Replace('-', ' ')
        $text | Should -Not -BeLike "*$hex*"
    }

    It 'that cannot be opened ends the cmdlet' {
        $nowhere = Join-Path $TestDrive 'no/such/folder.trace'
        { $simulator | Connect-Maccor -TracePath $nowhere } | Should -Throw -ErrorId 'TraceNotWritten,*'
        $simulator.Tester.Requests.Count | Should -Be 0
    }

    It 'that cannot be replayed is told' {
        Set-Content $trace 'no trace'
        { Start-MaccorSimulator -ReplayPath $trace } | Should -Throw '*Line 1*'
    }
}
