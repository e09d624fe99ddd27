BeforeAll {
    Import-Module $env:MACNET_MODULE -Force
}

Describe 'Connecting' {
    It 'says what to do where nothing listens' {
        Connect-Maccor -ComputerName 127.0.0.1 -JsonPort 1 -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem.Count | Should -Be 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        $problem[0].CategoryInfo.Category | Should -Be 'ConnectionError'
        $problem[0].RecommendedAction | Should -BeLike '*firewall*'
        $problem[0].Exception | Should -BeOfType MacNet.Protocol.MaccorConnectionException
    }

    It 'says so where there is no session' {
        { Get-MaccorReading } | Should -Throw -ErrorId 'NoSession,*'
    }
}
