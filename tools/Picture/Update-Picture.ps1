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

# Typed and shown, and what happens meanwhile unseen.
$typed = @(
    @{ Line = '$lab = Start-MaccorSimulator -Name lab1 -ChannelCount 6; $lab | Connect-Maccor' }
    @{ Line = '$limits = @{ VoltageMin = 2.5; VoltageMax = 4.25; ChargeCurrentMax = 2; DischargeCurrentMax = 2 }' }
    @{ Line = '1..4 | Start-MaccorTest -Procedure ''CCCV charge'' -TestName ''cell {channel}'' @limits' }
    @{
        Line = 'Start-MaccorDirectControl 6 @limits -Confirm:$false | Set-MaccorDirectOutput -Current -0.2'
        Then = { $lab.Speed = 2000; Start-Sleep -Milliseconds 1200; $lab.Speed = 1; Start-Sleep -Milliseconds 200 }
    }
    @{ Line = 'Get-MaccorReading' }
    @{ Line = 'Set-MaccorDirectOutput 6 -Current 9' }
)
$colours = @{
    30 = '#3b3b3b'; 31 = '#f48771'; 32 = '#89d185'; 33 = '#e5c07b'; 34 = '#6cb6ff'; 35 = '#c586c0'; 36 = '#56b6c2'; 37 = '#d4d4d4'
}
$plain = '#d4d4d4'

# What a terminal of 100 columns shows, with its colours.
function Get-Line {
    param([scriptblock] $Shown)
    $text = try {
        . $Shown 2>&1 | Out-String -Width 100
    }
    catch {
        $_ | Out-String -Width 100
    }
    $text -split '\r?\n' | Where-Object { ($_ -replace '\e\[[\d;]*m').Trim() }
}

# A line as text elements, one for each run of a colour; columns are 8 wide.
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
        $bare = $text.Trim()
        if ($bare) {
            $x = 16 + 8 * ($column + $text.Length - $text.TrimStart().Length)
            $escaped = [Security.SecurityElement]::Escape($bare)
            "<text x=`"$x`" y=`"$Y`" fill=`"$colour`" textLength=`"$(8 * $bare.Length)`" lengthAdjust=`"spacingAndGlyphs`">$escaped</text>"
        }
        $column += $text.Length
    }
}

try {
    $lines = foreach ($one in $typed) {
        "`e[32mPS>`e[0m $($one.Line)"
        . Get-Line ([scriptblock]::Create($one.Line))
        if ($one.Then) {
            . $one.Then
        }
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
$size = 'width="832" height="{0}"' -f ($y + 20)
@"
<svg xmlns="http://www.w3.org/2000/svg" $size viewBox="0 0 832 $($y + 20)" role="img">
<title>PowerShell: four cells are charged, one is discharged directly, an output beyond the limits is refused</title>
<rect $size rx="8" fill="#1e1e1e"/>
<circle cx="20" cy="18" r="6" fill="#ff5f56"/><circle cx="40" cy="18" r="6" fill="#ffbd2e"/><circle cx="60" cy="18" r="6" fill="#27c93f"/>
<g font-family="Cascadia Mono, Consolas, Menlo, DejaVu Sans Mono, monospace" font-size="13.3" xml:space="preserve">
$($texts -join "`n")
</g>
</svg>
"@ | Set-Content -LiteralPath $Path
