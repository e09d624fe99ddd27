BeforeAll {
    Import-Module $env:MACNET_MODULE -Force
    $header = "Rec#`tCyc#`tStep`tTest (Sec)`tStep (Sec)`tAmp-hr`tWatt-hr`tAmps`tVolts`tState`tES`tDPt Time"

    # An export with the lines given, after a preamble of one line.
    function Write-Export {
        param([string] $Header, [string[]] $Line)

        $path = Join-Path $TestDrive "$([guid]::NewGuid()).txt"
        $preamble = "Today's Date 07/17/2019  Date of Test:`t07/11/2019`tFilename:`tC:\Data\Cell 7.070"
        Set-Content -LiteralPath $path -Value (@($preamble, $Header) + $Line)
        $path
    }

    function Get-ErrorId {
        param([string] $Path, [hashtable] $Given = @{})

        $quiet = @{ ErrorAction = 'SilentlyContinue'; ErrorVariable = 'problem'; WarningAction = 'SilentlyContinue' }
        $null = Import-MaccorData -LiteralPath $Path @Given @quiet
        $problem | ForEach-Object { ($_.FullyQualifiedErrorId -split ',')[0] }
    }
}

Describe 'Import-MaccorData' {
    It 'gives each line in SI units, with the direction of the current' {
        $export = Write-Export $header "1`t0`t1`t0.0`t0.0`t0.0`t0.0`t0.0`t3.458`tR`t0`t07/21/2019 14:02:33",
        "2`t0`t2`t5.0`t5.0`t0.01`t0.03`t9.4`t3.236`tD`t5`t07/21/2019 14:02:38",
        "3`t1`t3`t9.0`t4.0`t0.02`t0.06`t2.0`t3.9`tC`t5`t07/21/2019 14:02:42"
        $readings = @(Import-MaccorData $export -TimeZone UTC)
        $readings.Voltage | Should -Be 3.458, 3.236, 3.9
        $readings.SignedCurrent | Should -Be 0, -9.4, 2
        $readings.Cycle | Should -Be 0, 0, 1
        $readings.Step | Should -Be 1, 2, 3
        $readings.TestTime.TotalSeconds | Should -Be 0, 5, 9
        $readings.Capacity | Should -Be 0, 0.01, 0.02
        $readings[1].ReadAt | Should -Be ([datetimeoffset]'2019-07-21T14:02:38Z')
        $readings[0].TestName | Should -Be 'Cell 7'
    }

    It 'leaves a wrong line out, and says which' {
        $export = Write-Export $header "1`t0`t1`t0.0`t0.0`t0.0`t0.0`t0.0`t3.458`tR`t0`t07/21/2019 14:02:33",
        "2`t0`t2`t5.0`tfive`t0.0`t0.0`t9.4`t3.2",
        "3`t0`t2`t9.0`t4.0`t0.0`t0.0`t9.4`t3.1`tD`t5`t07/21/2019 14:02:42"
        $readings = @(Import-MaccorData $export -TimeZone UTC -ErrorAction SilentlyContinue -ErrorVariable problem)
        $readings.Record | Should -Be 1, 3
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'LineNotRead,*'
        "$problem" | Should -BeLike 'Line 4 of *'
    }

    It 'asks which comes first where the month may be the day' {
        $export = Write-Export $header "1`t0`t1`t0.0`t0.0`t0.0`t0.0`t0.0`t3.458`tR`t0`t07/11/2019 14:02:33" |
            ForEach-Object { (Get-Content $_) -replace '^Today.*', 'Filename: Cell 7' | Set-Content $_; $_ }
        Get-ErrorId $export @{ TimeZone = 'UTC' } | Should -Be 'DateOrderAmbiguous'
    }

    It 'asks for the unit of times that tell none' {
        $export = Write-Export "Rec`tCycle P`tStep`tTestTime`tAmps`tVolts`tMd" "1`t0`t1`t0.0`t0.0`t3.4`tR", "2`t0`t1`t1.0`t0.0`t3.4`tR"
        Get-ErrorId $export | Should -Be 'TimeUnitAmbiguous'
        (Import-MaccorData $export -TimeUnit Minute).TestTime.TotalSeconds | Should -Be 0, 60
    }

    It 'asks whether voltages are V or mV where both can be' {
        $export = Write-Export ($header -replace 'Amps', 'mAmps') "1`t0`t1`t0.0`t0.0`t0.0`t0.0`t0.0`t34.58`tR`t0`t07/21/2019 14:02:33"
        Get-ErrorId $export @{ TimeZone = 'UTC' } | Should -Be 'VoltageUnitAmbiguous'
    }

    It 'asks what a comma is where it may be either' {
        $export = Write-Export $header "1`t0`t1`t1,250`t1,250`t0`t0`t0`t4`tR`t0`t07/21/2019 14:02:33"
        Get-ErrorId $export @{ TimeZone = 'UTC' } | Should -Be 'DecimalSeparatorAmbiguous'
        (Import-MaccorData $export -DecimalSeparator ',' -TimeZone UTC).TestTime.TotalSeconds | Should -Be 1.25
        (Import-MaccorData $export -DecimalSeparator '.' -TimeZone UTC).TestTime.TotalSeconds | Should -Be 1250
    }

    It 'warns where charging cannot be told from discharging' {
        $export = Write-Export "Test (Sec)`tAmps`tVolts" "0.5`t1.0`t3.512", "1.5`t1.0`t3.511"
        $readings = Import-MaccorData $export -WarningVariable told -WarningAction SilentlyContinue
        "$told" | Should -BeLike '*cannot be told apart*'
        $readings | Where-Object { $null -ne $_.SignedCurrent } | Should -BeNullOrEmpty
        $signed = Write-Export "Test (Sec)`tAmps`tVolts" "0.5`t1.0`t3.512", "1.5`t-1.0`t3.511"
        (Import-MaccorData $signed -WarningVariable told).SignedCurrent | Should -Be 1, -1
        $told | Should -BeNullOrEmpty
    }

    It 'tells commas that part fields and are decimal ones too' {
        $export = Write-Export 'Rec#,Test (Sec),Amps,Volts' '1,0,5,0,25,3,512'
        Get-ErrorId $export | Should -Be 'CommasNotTold'
    }

    It 'says that a folder is one, and that nothing stands under a header' {
        Get-ErrorId $TestDrive | Should -Be 'FileNotRead'
        Import-MaccorData $TestDrive -ErrorAction SilentlyContinue -ErrorVariable problem
        "$problem" | Should -BeLike '*is a folder*'
        $null = Import-MaccorData (Write-Export $header) -TimeZone UTC -WarningVariable told -WarningAction SilentlyContinue
        "$told" | Should -BeLike '*no reading under it*'
    }

    It 'says what is no text export, and what is not there' {
        $text = Join-Path $TestDrive 'prose.txt'
        Set-Content -LiteralPath $text -Value 'Once upon a time'
        Get-ErrorId $text | Should -Be 'NotATextExport'
        Get-ErrorId (Join-Path $TestDrive 'nothing.txt') | Should -BeIn 'FileNotFound', 'FileNotRead'
        Import-MaccorData (Join-Path $TestDrive 'nothing.txt') -ErrorAction SilentlyContinue -ErrorVariable problem
        ($problem[0].FullyQualifiedErrorId -split ',')[0] | Should -BeIn 'FileNotFound', 'FileNotRead'
    }

    It 'knows no time zone that the computer does not know' {
        { Import-MaccorData $PSCommandPath -TimeZone 'Nowhere/Land' } | Should -Throw -ErrorId 'NoSuchTimeZone,*'
    }
}
