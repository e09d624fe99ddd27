# What a script says to the person at the prompt, as -WhatIf does, in one line.
function Get-Said {
    param([scriptblock] $Script)
    $transcript = Join-Path $TestDrive 'said.txt'
    $null = Start-Transcript $transcript
    try {
        $null = & $Script
    }
    finally {
        $null = Stop-Transcript
    }
    (Get-Content $transcript -Raw) -replace '\s+', ' '
}
