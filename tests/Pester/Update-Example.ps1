# Writes what the examples of the documentation really show into their blocks of output. A block that is empty is filled.
param(
    # Only the pages whose name matches.
    [string] $Name = '*',
    [string] $ModulePath = (Join-Path $PSScriptRoot '../../out/MacNet/MacNet.psd1')
)

$ErrorActionPreference = 'Stop'
. "$PSScriptRoot/Examples.ps1"
Import-Module $ModulePath
$pages = Find-Page "$Name.md" | Where-Object { @(Find-Example $_.FullName | Where-Object { $null -ne $_.Shown }) }
foreach ($page in $pages) {
    $folder = New-Item -ItemType Directory -Path (Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid()))
    $results = @(Invoke-Example -Path $page.FullName -Module (Resolve-Path $ModulePath).Path -Folder $folder.FullName)
    Remove-Item -LiteralPath $folder.FullName -Recurse -Force
    $text = [IO.File]::ReadAllText($page.FullName)
    $places = [regex]::Matches($text, $examplePattern)
    for ($i = $places.Count - 1; $i -ge 0; $i--) {
        $shown = $places[$i].Groups['shown']
        if ($shown.Success) {
            $text = $text.Remove($shown.Index, $shown.Length).Insert($shown.Index, $results[$i].Output + "`n")
        }
    }
    [IO.File]::WriteAllText($page.FullName, $text)
}
