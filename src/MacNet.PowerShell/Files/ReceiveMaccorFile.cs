using System.Management.Automation;
using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Files;

/// <summary>Gets files from a tester: (1, 7), one message for each 500 bytes. A file appears under its name when it is complete.</summary>
[Cmdlet(VerbsCommunications.Receive, "MaccorFile", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ReceiveMaccorFile : FileCmdlet
{
    private readonly HashSet<string> received = [];

    /// <summary>The type of the files.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public FileType Type { get; set; }

    /// <summary>The names; wildcards are allowed. Not needed for the type SystemEvent, which has one file.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FileNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The folder to put the files in, or the file to write; the current folder, unless given.</summary>
    [Parameter(Position = 2)]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = ".";

    /// <summary>Replaces files that are there already.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The size in bytes, where it is known; progress is shown against it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    public long? Size { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var session in Sessions)
        {
            foreach (var name in Name ?? NameOfOnlyFile())
                Try(() => ReceiveNamed(session, name), new MaccorFile { Session = session.Name, Type = Type, Name = name });
        }
    }

    private void ReceiveNamed(MaccorSession session, string name)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(name))
        {
            Receive(session, name, Size);
            return;
        }

        foreach (var file in Named(FilesOf(session, Type), name).ToArray())
            Try(() => Receive(session, file.Name, file.Size), file);
    }

    private void Receive(MaccorSession session, string name, long? size)
    {
        var path = FileTransfer.TargetOf(session, name, this.ToFilePath(Destination), Force);
        CheckNotReceived(session, path);
        if (!ShouldProcess(path, $"Receive {Type} file '{name}' of tester '{session.Name}'"))
            return;
        Await(async pump =>
        {
            using var progress = new ProgressLine(pump, this, session.Clock, $"Receiving {name} from {session.Name}", size);
            await FileTransfer.ReceiveAsync(session, Type, name, path, Force, progress, pump.Cancellation).ConfigureAwait(false);
        });
        received.Add(path);
        WriteObject(this.GetFile(path));
    }

    // -Force may replace what was there before, and not what came just now.
    private void CheckNotReceived(MaccorSession session, string path)
    {
        if (!received.Contains(path))
            return;
        throw new MaccorTransferException(
            new Asked(session.Name, Functions.GetFile), "FileExists", $"'{path}' was received just now.", "Give a folder as the -Destination of several files, and one folder for each tester.");
    }

    private string[] NameOfOnlyFile()
    {
        if (Type == FileType.SystemEvent)
            return [FileTypes.SystemEventLog];
        ThrowTerminatingError(Errors.RecordOf(
            new ArgumentException($"It is not said which {Type} files to receive."), "NameMissing", ErrorCategory.InvalidArgument, Type, "Give their -Name; '*' stands for all."));
        return [];
    }
}
