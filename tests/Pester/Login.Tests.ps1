BeforeAll {
    Import-Module $env:MACNET_MODULE -Force

    function Get-Login {
        [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingConvertToSecureStringWithPlainText', '')]
        param([string] $User, [string] $Word)
        [pscredential]::new($User, (ConvertTo-SecureString $Word -AsPlainText -Force))
    }

    # A word as it is, and as JSON may write it.
    function Get-Form {
        param([string] $Word)
        $Word
        ($Word | ConvertTo-Json).Trim('"')
        if ($PSVersionTable.PSVersion.Major -ge 7) {
            ($Word | ConvertTo-Json -EscapeHandling EscapeNonAscii).Trim('"')
            ($Word | ConvertTo-Json -EscapeHandling EscapeHtml).Trim('"')
        }
    }
}

Describe 'Logging in with <Protocol>' -ForEach @(
    @{ Protocol = 'Json'; Word = 'Quote"back\slash ' + [char]0xF6 + [char]0x20AC }
    @{ Protocol = 'Binary'; Word = 'Quote"back\slash' }
    @{ Protocol = 'Udp'; Word = 'Quote"back\slash' }
) {
    BeforeEach {
        $login = Get-Login 'robin' $Word
        $simulator = Start-MaccorSimulator -ChannelCount 4 -TransitionTimeMs 0 -Credential $login
        $requests = $simulator.Tester.Requests
        $logins = { $requests.CountOf([MacNet.Protocol.Messages.Functions]::Login) }
    }

    AfterEach {
        Get-MaccorSession | ForEach-Object { Disconnect-Maccor -Session $_ }
        Stop-MaccorSimulator $simulator
    }

    It 'is done on every connection' {
        $session = $simulator | Connect-Maccor -Protocol $Protocol -Credential $login
        $session.UserName | Should -Be 'robin'
        (Get-MaccorReading).Count | Should -Be 4
        & $logins | Should -Be 1
        $simulator.Tester.DropConnections()
        (Get-MaccorReading).Count | Should -Be 4
        & $logins | Should -Be $(if ($Protocol -eq 'Udp') { 1 } else { 2 })
    }

    It 'fails with a wrong password' {
        $other = Get-Login 'robin' 'wrong'
        $simulator | Connect-Maccor -Protocol $Protocol -Credential $other -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'LoginFailed,*'
        $problem[0].CategoryInfo.Category | Should -Be 'AuthenticationError'
        $problem[0].RecommendedAction | Should -BeLike '*-Credential*'
        Get-MaccorSession | Should -BeNullOrEmpty
    }

    It 'shows the password nowhere' {
        $shown = @(
            $simulator | Connect-Maccor -Protocol $Protocol -Credential $login -Verbose *>&1
            Get-MaccorReading -Verbose *>&1
            Get-MaccorSession | Format-List * -Force
            Get-MaccorSession | ConvertTo-Json -Depth 3
            $other = Get-Login 'robin' ('Not' + $Word)
            $simulator | Connect-Maccor -Protocol $Protocol -Credential $other -Verbose -ErrorAction Continue *>&1
            $Error[0] | Format-List * -Force
            $Error[0].Exception.ToString()
        ) | Out-String -Width 500
        $shown | Should -BeLike '*log in*'
        foreach ($form in Get-Form $Word) { $shown.Contains($form) | Should -BeFalse -Because "'$form' is the password" }
    }

    It 'ends with the session' {
        $session = $simulator | Connect-Maccor -Protocol $Protocol -Credential $login
        $come = $requests.WhenCountReaches($requests.Count + 1)
        Disconnect-Maccor -Session $session
        $come.Wait(30000) | Should -BeTrue
        $requests.All[-1].Function | Should -Be ([MacNet.Protocol.Messages.Functions]::Logout)
    }
}
