# How the PowerShell that runs this is started once more: one that was restored as a tool is an assembly, run by dotnet.
$powerShell = (Get-Process -Id $PID).Path
$powerShellArguments = @(
    if ([IO.Path]::GetFileNameWithoutExtension($powerShell) -eq 'dotnet') {
        Join-Path $PSHOME pwsh.dll
    }
    '-NoProfile'
)

# Start-Process joins arguments with blanks, and quotes none.
function Get-Quoted {
    param([string[]] $Argument)
    $Argument | ForEach-Object { '"' + ($_ -replace '"', '\"') + '"' }
}

# Starts it with the signals that one at a prompt has: a run in the background has its children ignore SIGINT, one under nohup SIGHUP.
function Invoke-Shell {
    param([string[]] $Argument, [string] $Output)

    $command = @($powerShell) + $Argument
    if ((Get-Command env -ErrorAction Ignore) -and "$(env --version 2>&1)" -like '*GNU coreutils*') {
        $command = @('env', '--default-signal=INT,HUP') + $command
    }
    Start-Process $command[0] (Get-Quoted $command[1..($command.Count - 1)]) -PassThru -RedirectStandardOutput $Output
}
