<#
.SYNOPSIS
Draws docs/images/quickstart.svg anew: what a person sees in a terminal who types these lines.
.EXAMPLE
pwsh tools/Picture/Update-Picture.ps1
#>
param(
    [string] $ModulePath = (Join-Path $PSScriptRoot '../../out/MacNet/MacNet.psd1'),
    [string] $Path = (Join-Path $PSScriptRoot '../../docs/images/quickstart.svg')
)

$ErrorActionPreference = 'Stop'
$PSStyle.OutputRendering = 'Ansi'
Import-Module $ModulePath

$typed = @(
    '$lab = Start-MaccorSimulator -Name lab1 -ChannelCount 6; $lab | Connect-Maccor'
    '$limits = @{ VoltageMin = 2.5; VoltageMax = 4.25; ChargeCurrentMax = 2; DischargeCurrentMax = 2 }'
    '1..4 | Start-MaccorTest -Procedure ''CCCV charge'' -TestName ''cell {channel}'' @limits'
    'Start-MaccorDirectControl 6 @limits -Confirm:$false | Set-MaccorDirectOutput -Current -0.2'
    '$lab.Speed = 1000; Start-Sleep 3; $lab.Speed = 1     # fifty minutes of virtual cells'
    'Get-MaccorReading'
    'Set-MaccorDirectOutput 6 -Current 9'
)
$colours = @{
    30 = '#3b3b3b'; 31 = '#f48771'; 32 = '#89d185'; 33 = '#e5c07b'; 34 = '#6cb6ff'; 35 = '#c586c0'; 36 = '#56b6c2'; 37 = '#d4d4d4'
}
$plain = '#d4d4d4'

$columns = 102

# What a terminal shows, with its colours.
function Get-Line {
    param([scriptblock] $Shown)
    $text = try {
        . $Shown 3>&1 2>&1 | ForEach-Object { if ($_ -is [Management.Automation.WarningRecord]) { "`e[33mWARNING: $_`e[0m" } else { $_ } } |
            Out-String -Width $columns
    }
    catch {
        $_ | Out-String -Width $columns
    }
    $text -split '\r?\n' | Where-Object { ($_ -replace '\e\[[\d;]*m').Trim() } | ForEach-Object { Split-Line $_ }
}

# A line as the terminal breaks it.
function Split-Line {
    param([string] $Line)
    $row = $colour = ''
    $column = 0
    foreach ($part in [regex]::Matches($Line, '\e\[[\d;]*m|[^\e]').Value) {
        if ($part.Length -gt 1) {
            $colour = $part
        }
        elseif ($column++ -eq $columns) {
            $row
            $row = $colour
            $column = 1
        }
        $row += $part
    }
    $row
}

# A line as text elements, one for each run of a colour without wide gaps, which browsers would close; columns are 8 wide.
function ConvertTo-Text {
    param([string] $Line, [int] $Y)
    $colour = $plain
    $column = 0
    foreach ($part in [regex]::Matches($Line, '\e\[(?<codes>[\d;]*)m|(?<text>[^\e]+)')) {
        $text = $part.Groups['text'].Value
        if (-not $text) {
            $code = [int]($part.Groups['codes'].Value -split ';')[0] % 60
            $colour = if ($colours[$code]) { $colours[$code] } else { $plain }
            continue
        }
        foreach ($run in [regex]::Matches($text, '\S+( \S+)*')) {
            $x = 16 + 8 * ($column + $run.Index)
            $escaped = [Security.SecurityElement]::Escape($run.Value)
            "<text x=`"$x`" y=`"$Y`" fill=`"$colour`" textLength=`"$(8 * $run.Length)`" lengthAdjust=`"spacingAndGlyphs`">$escaped</text>"
        }
        $column += $text.Length
    }
}

try {
    $lines = foreach ($line in $typed) {
        "`e[32mPS>`e[0m $line"
        . Get-Line ([scriptblock]::Create($line))
    }
}
finally {
    Get-MaccorSession | Disconnect-Maccor
    Stop-MaccorSimulator
}
$y = 36
$texts = foreach ($line in $lines) {
    $y += 18
    ConvertTo-Text $line $y
}
$width = 32 + 8 * $columns
$size = "width=`"$width`" height=`"$($y + 20)`""
@"
<svg xmlns="http://www.w3.org/2000/svg" $size viewBox="0 0 $width $($y + 20)" role="img">
<title>PowerShell: four cells are charged, one is discharged directly, an output beyond the limits is refused</title>
<rect $size rx="8" fill="#1e1e1e"/>
<circle cx="20" cy="18" r="6" fill="#ff5f56"/><circle cx="40" cy="18" r="6" fill="#ffbd2e"/><circle cx="60" cy="18" r="6" fill="#27c93f"/>
<g font-family="Cascadia Mono, Consolas, Menlo, DejaVu Sans Mono, monospace" font-size="13.3">
$($texts -join "`n")
</g>
</svg>
"@ | Set-Content -LiteralPath $Path
