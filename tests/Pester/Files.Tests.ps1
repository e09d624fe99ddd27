BeforeAll {
    Import-Module $env:MACNET_MODULE -Force

    function Put {
        param([string] $Folder, [string] $Name, [int] $Size = 3)
        $simulator.Tester.Files.Write($Folder, $Name, [byte[]]::new($Size))
    }

    function Stored {
        param([string] $Folder, [string] $Name)
        $simulator.Tester.Files.Find($Folder, $Name)
    }

    function Save-Content {
        param([string] $Name, [int] $Size)
        $bytes = [byte[]]::new($Size)
        [Random]::new(7).NextBytes($bytes)
        $path = Join-Path $TestDrive $Name
        [IO.File]::WriteAllBytes($path, $bytes)
        $path
    }
}

Describe 'Files' {
    BeforeEach {
        $simulator = Start-MaccorSimulator -TransitionTimeMs 0
        $session = $simulator | Connect-Maccor
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
    }

    AfterEach {
        Disconnect-Maccor -Session $session
        Stop-MaccorSimulator $simulator
    }

    Context 'Get-MaccorFile' {
        It 'lists every type, with size and date' {
            # So that the tester's time stands still.
            $simulator.Speed = 0
            Put Archive 'a.001' -Size 12
            Put Waveforms 'w.mwf' -Size 34
            Put Can 'c.dbc' -Size 0
            $files = Get-MaccorFile
            $files.Where{ $_.Type -eq 'Archive' } | ForEach-Object { "$($_.Name) $($_.Size)" } | Should -Be 'a.001 12'
            $files.Where{ $_.Type -eq 'Waveform' }.Size | Should -Be 34
            $files.Where{ $_.Type -eq 'Can' }.Size | Should -Be 0
            $files.Where{ $_.Type -eq 'Procedure' }.Count | Should -BeGreaterThan 0
            $files | ForEach-Object Session | Sort-Object -Unique | Should -Be $session.Name
            $files.Where{ $_.Type -eq 'Archive' }.Date.ToString('s') | Should -Be $simulator.Tester.System.Clock.TesterTime.ToString('s')
        }

        It 'filters by type and name' {
            Put Archive 'cell1.001'
            Put Archive 'cell2.002'
            Put Archive 'other.003'
            Put Active 'cell3.004'
            (Get-MaccorFile Archive cell*).Name | Should -Be 'cell1.001', 'cell2.002'
            (Get-MaccorFile -Type Archive, Active -Name *3*).Name | Should -Be 'other.003', 'cell3.004'
            (Get-MaccorFile -Type Archive -Name CELL1.001, other*).Name | Should -Be 'cell1.001', 'other.003'
        }

        It 'says so where a name is not there' {
            Get-MaccorFile Archive nowhere.001 -ErrorAction SilentlyContinue -ErrorVariable problem | Should -BeNullOrEmpty
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'NoSuchFile,*'
            Get-MaccorFile Archive nowhere* | Should -BeNullOrEmpty
        }

        It 'lists the log of the system when asked' {
            (Get-MaccorFile SystemEvent).Name | Should -Be 'SysEvent.log'
        }

        It 'asks each tester' {
            $other = Start-MaccorSimulator
            $second = $other | Connect-Maccor
            try {
                Put Archive 'a.001'
                $other.Tester.Files.Write('Archive', 'b.001', [byte[]]::new(1))
                $files = Get-MaccorFile Archive -Session $session, $second
                $files.Name | Should -Be 'a.001', 'b.001'
                $files.Session | Should -Be $session.Name, $second.Name
            }
            finally {
                Disconnect-Maccor -Session $second
                Stop-MaccorSimulator $other
            }
        }
    }

    Context 'Receive-MaccorFile' {
        It 'takes files down the pipeline and gives the files that they became' {
            Put Archive 'a.001' -Size 499
            Put Archive 'b [1].002' -Size 500
            $files = Get-MaccorFile -Type Archive | Receive-MaccorFile -Destination $folder
            $files | Should -BeOfType System.IO.FileInfo
            $files.FullName | Should -Be (Join-Path $folder 'a.001'), (Join-Path $folder 'b [1].002')
            $files | ForEach-Object Length | Should -Be 499, 500
            (Get-ChildItem $folder).Count | Should -Be 2
        }

        It 'takes names with wildcards' {
            Put Archive 'cell1.001'
            Put Archive 'cell2.002'
            Put Archive 'other.003'
            (Receive-MaccorFile Archive cell* $folder).Name | Should -Be 'cell1.001', 'cell2.002'
        }

        It 'writes to the current folder, or to a file' {
            Put Archive 'a.001'
            Push-Location $folder
            try { (Receive-MaccorFile Archive a.001).FullName | Should -Be (Join-Path $folder 'a.001') }
            finally { Pop-Location }
            (Receive-MaccorFile Archive a.001 (Join-Path $folder 'named.txt')).Name | Should -Be 'named.txt'
        }

        It 'brings <_> bytes as they were' -ForEach 0, 499, 500, 501, 100000 {
            $path = Save-Content 'w.mwf' $_
            Send-MaccorFile $path
            $file = Receive-MaccorFile Waveform w.mwf $folder
            (Get-FileHash -LiteralPath $file.FullName).Hash | Should -Be (Get-FileHash -LiteralPath $path).Hash
        }

        It 'brings the log of the system without a name' {
            $file = Receive-MaccorFile SystemEvent -Destination $folder
            $file.Name | Should -Be 'SysEvent.log'
            Get-Content $file.FullName | Should -Not -BeNullOrEmpty
        }

        It 'replaces a file with -Force only' {
            Put Archive 'a.001' -Size 9
            Set-Content (Join-Path $folder 'a.001') 'before'
            Receive-MaccorFile Archive a.001 $folder -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
            $problem[0].CategoryInfo.Category | Should -Be 'ResourceExists'
            Get-Content (Join-Path $folder 'a.001') | Should -Be 'before'
            (Receive-MaccorFile Archive a.001 $folder -Force).Length | Should -Be 9
        }

        It 'refuses <Which> without a folder to put them in, before anything is received' -ForEach @(
            @{ Which = 'several names'; Receive = { param($to) Receive-MaccorFile Archive a.001, b.002 $to -Force } }
            @{ Which = 'wildcards'; Receive = { param($to) Receive-MaccorFile Archive * $to -Force } }
            @{
                Which   = 'what comes down the pipeline'
                Receive = { param($to) Get-MaccorFile Archive | Receive-MaccorFile -Destination $to }
            }
        ) {
            Put Archive 'a.001'
            Put Archive 'b.002'
            { & $Receive (Join-Path $folder one) } | Should -Throw -ErrorId 'DestinationNoFolder,*'
            Get-ChildItem $folder | Should -BeNullOrEmpty
        }

        It 'makes the folder where -Destination ends as one' {
            Put Archive 'a.001'
            Put Archive 'b.002'
            Receive-MaccorFile Archive a.001 "$folder/new/inner/" -WhatIf
            Get-ChildItem $folder | Should -BeNullOrEmpty
            $files = Get-MaccorFile Archive | Receive-MaccorFile -Destination "$folder/new/inner/"
            $files.Name | Should -Be 'a.001', 'b.002'
            $files.DirectoryName | Select-Object -Unique | Should -Be (Convert-Path "$folder/new/inner")
            (Receive-MaccorFile Archive a.001 "$folder/other/").Directory.Name | Should -Be 'other'
        }

        It 'says so where the folder cannot be made' {
            Put Archive 'a.001'
            Set-Content (Join-Path $folder taken) 'a file'
            Receive-MaccorFile Archive a.001 "$folder/taken/" -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'LocalFile,*'
        }

        It 'does not write the files of two testers over each other, not even with -Force' {
            Put Archive 'a.001'
            $other = $simulator | Connect-Maccor -Name other
            try {
                $quiet = @{ ErrorAction = 'SilentlyContinue'; ErrorVariable = 'problem' }
                (Receive-MaccorFile Archive a.001 $folder -Session $session, $other -Force @quiet).Name | Should -Be 'a.001'
                $problem[0].FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
            }
            finally {
                Disconnect-Maccor -Session $other
            }
        }

        It 'changes nothing with -WhatIf' {
            Put Archive 'a.001'
            $simulator.Tester.Requests.Clear()
            Receive-MaccorFile Archive a.001 $folder -WhatIf
            @($simulator.Tester.Requests.All | Where-Object { "$($_.Class),$($_.Number)" -ne '1,5' }).Count | Should -Be 0
            Get-ChildItem $folder | Should -BeNullOrEmpty
        }

        # Written escaped: a result file cannot hold the character itself.
        It 'refuses the name <_>' -ForEach '..\x.001', '../x.001', 'C:\x.001', '/x.001', 'x%00.001', 'NUL', 'com1.001', '..' {
            [pscustomobject]@{ Type = 'Archive'; Name = [uri]::UnescapeDataString($_) } |
                Receive-MaccorFile -Destination $folder -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'UnsafeFileName,*'
            Get-ChildItem $folder | Should -BeNullOrEmpty
        }

        It 'leaves nothing of a file that breaks off, and goes on with the next' {
            Put Archive 'a.001' -Size 5000
            Put Archive 'b.002' -Size 5000
            $lost = [MacNet.VirtualTester.Faults.Fault]::Disconnect
            $simulator.Tester.Faults.Next($lost, [MacNet.Protocol.Messages.Functions]::GetFile, $null, $null, 1, 4)
            $files = Get-MaccorFile Archive | Receive-MaccorFile -Destination $folder -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'TransferBroken,*'
            $problem[0].Exception | Should -BeOfType MacNet.Protocol.MaccorTransferException
            $problem[0].RecommendedAction | Should -Not -BeNullOrEmpty
            $files.Name | Should -Be 'b.002'
            (Get-ChildItem $folder).Name | Should -Be 'b.002'
            ($problem[0].TargetObject | Receive-MaccorFile -Destination $folder).Length | Should -Be 5000
        }

        It 'shows how far it is, how fast, and how long it will take' {
            Put Archive 'a.001' -Size 30000
            $simulator.Tester.System.Options.ServiceTime = [timespan]::FromMilliseconds(10)
            $shell = [powershell]::Create()
            try {
                $null = $shell.AddScript({
                    Import-Module $args[0]
                    Get-MaccorFile Archive -Session $args[1] | Receive-MaccorFile -Destination $args[2]
                })
                $env:MACNET_MODULE, $session.Name, $folder | ForEach-Object { $null = $shell.AddArgument($_) }
                $null = $shell.Invoke()
                $shown = $shell.Streams.Progress | Where-Object Activity -EQ "Receiving a.001 from $($session.Name)"
                $shown[0].StatusDescription | Should -Match '^[\d.]+ kB of 30.0 kB, [\d.]+ kB/s$'
                $shown[0].PercentComplete | Should -BeIn (1..99)
                $shown[0].SecondsRemaining | Should -BeGreaterOrEqual 0
                $shown[-1].RecordType | Should -Be 'Completed'
            }
            finally {
                $shell.Dispose()
            }
        }

        It 'stops at once on Ctrl+C and leaves nothing' {
            Put Archive 'a.001' -Size 5000
            $silence = [MacNet.VirtualTester.Faults.Fault]::Silence
            $simulator.Tester.Faults.Next($silence, [MacNet.Protocol.Messages.Functions]::GetFile, $null, $null, 1, 3)
            $shell = [powershell]::Create()
            try {
                $null = $shell.AddScript('Import-Module $args[0]; Receive-MaccorFile Archive a.001 $args[2] -Session $args[1]')
                $env:MACNET_MODULE, $session.Name, $folder | ForEach-Object { $null = $shell.AddArgument($_) }
                $asking = $simulator.Tester.Requests.WhenCountReaches($simulator.Tester.Requests.Count + 4)
                $running = $shell.BeginInvoke()
                $asking.Wait(30000) | Should -BeTrue
                $shell.Stop()
                $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            }
            finally {
                $shell.Dispose()
            }
            Get-ChildItem $folder | Should -BeNullOrEmpty
            (Test-MaccorConnection).Succeeded | Should -BeTrue
        }
    }

    Context 'Send-MaccorFile' {
        It 'tells the type by the extension' -ForEach @(
            @{ Name = 'p.000'; Kind = 'Procedur' }, @{ Name = 'p.999'; Kind = 'Procedur' }
            @{ Name = 'f.DLL'; Kind = 'MacUserFunctions' }, @{ Name = 'c.can'; Kind = 'Can' }, @{ Name = 'c.DBC'; Kind = 'Can' }
            @{ Name = 'f.fra'; Kind = 'Fra' }, @{ Name = 'f.modulab'; Kind = 'Fra' }, @{ Name = 'w.mwf'; Kind = 'Waveforms' }
        ) {
            $sent = Send-MaccorFile (Save-Content $Name 600) -PassThru
            $sent.Name | Should -Be $Name
            $sent.Size | Should -Be 600
            (Stored $Kind $Name).Size | Should -Be 600
        }

        It 'takes wildcards, strings and what Get-ChildItem gives' {
            $null = New-Item -ItemType Directory "$TestDrive/sent" -Force
            'a.mwf', 'b.mwf', 'c [1].mwf', 'd.mwf' | ForEach-Object { $null = Save-Content "sent/$_" 10 }
            (Send-MaccorFile "$TestDrive/sent/[ab].mwf" -PassThru).Name | Should -Be 'a.mwf', 'b.mwf'
            ("$TestDrive/sent/d.mwf" | Send-MaccorFile -PassThru).Name | Should -Be 'd.mwf'
            (Get-ChildItem "$TestDrive/sent" | Where-Object Name -Like 'c*' | Send-MaccorFile -PassThru).Name | Should -Be 'c [1].mwf'
            (Get-MaccorFile Waveform).Count | Should -Be 4
        }

        It 'replaces a file with -Force only' {
            Put Waveforms 'W.mwf' -Size 5
            $path = Save-Content 'w.mwf' 600
            Send-MaccorFile $path -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
            (Stored Waveforms 'w.mwf').Size | Should -Be 5
            Send-MaccorFile $path -Force
            (Stored Waveforms 'w.mwf').Size | Should -Be 600
        }

        It 'lists a folder of the tester once for many files' {
            $null = New-Item -ItemType Directory "$TestDrive/many" -Force
            1..4 | ForEach-Object { $null = Save-Content "many/$_.mwf" 10 }
            $simulator.Tester.Requests.Clear()
            Send-MaccorFile "$TestDrive/many/*.mwf"
            $simulator.Tester.Requests.CountOf([MacNet.Protocol.Messages.Functions]::FileList) | Should -Be 1
        }

        It 'gives a file another name' {
            Send-MaccorFile (Save-Content 'w.txt' 10) -Name wave.mwf
            (Stored Waveforms 'wave.mwf').Size | Should -Be 10
            { Send-MaccorFile (Save-Content 'v.mwf' 1), (Save-Content 'w.mwf' 1) -Name new.mwf } | Should -Throw -ErrorId 'NameForSeveral,*'
        }

        It 'changes nothing with -WhatIf' {
            Send-MaccorFile (Save-Content 'w.mwf' 10) -WhatIf
            Stored Waveforms 'w.mwf' | Should -BeNullOrEmpty
        }

        It 'says what is wrong with a file before anything is sent' {
            Send-MaccorFile (Save-Content 'w.txt' 10) -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'FileTypeUnknown,*'
            Send-MaccorFile (Save-Content 'w.txt' 10) -Type Waveform -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'FileExtension,*'
            Send-MaccorFile (Save-Content 'a.001' 10) -Type Archive -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'FileTypeNotSent,*'
            Send-MaccorFile -LiteralPath "$TestDrive/nowhere.mwf" -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'NoSuchFile,*'
            $simulator.Tester.Requests.CountOf([MacNet.Protocol.Messages.Functions]::SendFile) | Should -Be 0
        }

        It 'says what the tester says in mid-file' {
            # (1, 6), opcode 5, code 3, text
            $full = [MacNet.VirtualTester.Faults.Fault]::Reply(
                [byte[]](1, 0, 6, 0, 0, 0, 14, 0, 7, 5, 3, 0) + [Text.Encoding]::ASCII.GetBytes("Disk full`0"))
            $simulator.Tester.Faults.Next($full, [MacNet.Protocol.Messages.Functions]::SendFile, $null, $null, 1, 3)
            Send-MaccorFile (Save-Content 'w.mwf' 5000) -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'TransferFailed,*'
            $problem[0].Exception.Message | Should -BeLike '*Disk full (code 3)*'
            Stored Waveforms 'w.mwf' | Should -BeNullOrEmpty
            Send-MaccorFile (Save-Content 'w.mwf' 5000)
            (Stored Waveforms 'w.mwf').Size | Should -Be 5000
        }
    }
}
