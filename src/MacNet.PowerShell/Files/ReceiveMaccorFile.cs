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
    // Two names that differ in case alone are one file on Windows.
    private readonly HashSet<string> received = new(StringComparer.OrdinalIgnoreCase);
    private string destination = "";

    /// <summary>The type of the files.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public FileType Type { get; set; }

    /// <summary>The names; wildcards are allowed. Not needed for the type SystemEvent, which has one file.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FileNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>
    /// The folder to put the files in, or the file to write; the current folder, unless given. One that ends in / (or \ on Windows)
    /// is a folder, which is made where it is missing. Several files need a folder.
    /// </summary>
    [Parameter(Position = 2)]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = ".";

    /// <summary>Replaces files that are there already.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The size in bytes, where it is known; progress is shown against it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    [Number(MayBeBlank = true, Whole = true)]
    [NoCompletion]
    public long? Size { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        destination = this.ToFilePath(Destination);
        if (MayBeSeveral && !IsFolder && !Directory.Exists(destination))
            ThrowNoFolder();
        foreach (var session in Sessions)
        {
            foreach (var name in WantedNames())
                Try(() => ReceiveNamed(session, name), new MaccorFile(session.Name, Type, name));
        }
    }

    // What comes down the pipeline is not known yet.
    private bool MayBeSeveral =>
        MyInvocation.ExpectingInput
        || Session?.Length > 1
        || Name?.Length > 1
        || Name?.Any(WildcardPattern.ContainsWildcardCharacters) == true;

    private bool IsFolder => Destination[Destination.Length - 1] is '/'
        || Destination[Destination.Length - 1] == Path.DirectorySeparatorChar;

    private void ReceiveNamed(MaccorSession session, string name)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(name))
        {
            Receive(session, name, Size);
            return;
        }

        foreach (var file in FilesOf(session, Type).Named(name, file => file.Name))
            Try(() => Receive(session, file.Name, file.Size), file);
    }

    private void Receive(MaccorSession session, string name, long? size)
    {
        var path = session.GetReceivePath(name, destination, Force);
        var folder = IsFolder && !Directory.Exists(destination) ? destination : null;
        if (folder is not null)
            path = Path.Combine(folder, name);
        CheckNotReceived(session, path);
        if (IsDryRun && folder is null && !FilePaths.HasFolder(path))
            throw LocalFile(session, $"'{path}' cannot be written: the folder is not there.");
        if (IsDryRun && Type != FileType.SystemEvent)
            CheckThere(session, name);
        if (!ShouldProcess(path, $"Receive {Type} file '{name}' of tester '{session.Name}'"))
            return;
        if (folder is not null)
            Make(session, folder);
        Await(async pump =>
        {
            using var progress = new ProgressLine(pump, this, session.GetClock(), $"Receiving {name} from {session.Name}", size);
            await session.ReceiveFileAsync(Type, name, path, Force, progress, pump.Cancellation).ConfigureAwait(false);
        });
        received.Add(path);
        WriteObject(this.GetFile(path));
    }

    private static void Make(MaccorSession session, string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw LocalFile(session, $"the folder '{folder}' cannot be made: {problem.Message}", problem);
        }
    }

    private static MaccorTransferException LocalFile(MaccorSession session, string what, Exception? inner = null) =>
        new(new Asked(session.Name, Functions.GetFile), "LocalFile", what, inner);

    private void ThrowNoFolder() => ThrowTerminatingError(Errors.RecordOf(
        new ArgumentException($"There is no folder '{destination}' to put files in. Nothing was received."),
        "DestinationNoFolder",
        ErrorCategory.InvalidArgument,
        Destination,
        $"Make the folder, or have it made: -Destination '{Destination}{Path.DirectorySeparatorChar}'."));

    // What the transfer itself would tell.
    private void CheckThere(MaccorSession session, string name)
    {
        if (!FilesOf(session, Type).Any(file => string.Equals(file.Name, name, StringComparison.OrdinalIgnoreCase)))
            throw new MaccorTransferException(
                new Asked(session.Name, Functions.GetFile), "TransferRefused", $"the tester has no {Type} file '{name}'. Nothing was sent.");
    }

    // -Force may replace what was there before, and not what came just now.
    private void CheckNotReceived(MaccorSession session, string path)
    {
        if (!received.Contains(path))
            return;
        throw new MaccorTransferException(
            new Asked(session.Name, Functions.GetFile), "FileExists", $"'{path}' was received just now.");
    }

    private string[] WantedNames()
    {
        // There is only one such file; a name that comes down the pipeline is that of something else, such as a session.
        if (Type == FileType.SystemEvent)
            return [FileTypes.SystemEventLog];
        if (Name is not null)
            return Name;
        ThrowTerminatingError(Errors.RecordOf(
            new ArgumentException($"It is not said which {Type} files to receive."),
            "NameMissing",
            ErrorCategory.InvalidArgument,
            Type,
            "Give their -Name; '*' stands for all."));
        return [];
    }
}
