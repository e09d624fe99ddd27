# How the PowerShell that runs this is started once more: one that was restored as a tool is an assembly, run by dotnet.
$powerShell = (Get-Process -Id $PID).Path
$powerShellArguments = @(
    if ([IO.Path]::GetFileNameWithoutExtension($powerShell) -eq 'dotnet') {
        Join-Path $PSHOME pwsh.dll
    }
    '-NoProfile'
)
