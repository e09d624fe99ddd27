Describe 'build.ps1' -Tag OneBuild {
    BeforeAll {
        $build = (Resolve-Path "$PSScriptRoot/../../build.ps1").Path
        $said = [Collections.Generic.List[string]]::new()
        # In place of the program: tells what it was given, and ends with this exit code.
        $status = 0
        function dotnet {
            $said.Add(@($args) -join ' ')
            Set-Variable LASTEXITCODE $status -Scope Global
        }
        Push-Location
    }

    BeforeEach { $said.Clear() }

    AfterAll {
        Pop-Location
        Set-Variable LASTEXITCODE 0 -Scope Global
    }

    It 'gives dotnet the commands of -Task <Task>' -ForEach @(
        @{ Task = 'Build'; Commands = @('build --configuration Debug') }
        @{ Task = 'Test'; Commands = @('test --configuration Debug') }
        @{ Task = 'Demo'; Commands = @('run --project examples/QuickStart --configuration Debug') }
        @{
            Task     = 'Package'
            Commands = @(
                'build --configuration Release'
                'pack src/Protocol --no-build --output out/packages --configuration Release'
                'pack packaging --output out/packages --configuration Release'
            )
        }
    ) {
        & $build -Task $Task
        $said | Should -Be $Commands
    }

    It 'has no task beside these, and builds where none is named' {
        (Get-Command $build).Parameters.Task.Attributes.ValidValues | Should -Be 'Build', 'Test', 'Demo', 'Package'
        & $build -Configuration Release
        $said | Should -Be 'build --configuration Release'
    }

    It 'ends at the first command that fails, and names it' {
        $status = 3
        { & $build -Task Package } | Should -Throw 'dotnet build failed with exit code 3.'
        $said.Count | Should -Be 1
    }
}
