using System.Management.Automation;
using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Files;

/// <summary>Sends files to testers: (1, 6), one message for each 500 bytes.</summary>
[Cmdlet(VerbsCommunications.Send, "MaccorFile", SupportsShouldProcess = true, DefaultParameterSetName = "Path")]
[OutputType(typeof(MaccorFile))]
public sealed class SendMaccorFile : FileCmdlet
{
    private bool nameTaken;

    /// <summary>The files to send; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path", ValueFromPipeline = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The files to send, by names that are taken as they stand.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The type of the files: told by the extension, unless given.</summary>
    [Parameter(Position = 1)]
    public FileType? Type { get; set; }

    /// <summary>The name of the file on the tester: its own, unless given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [NoCompletion]
    public string? Name { get; set; }

    /// <summary>Replaces files that the tester has already.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives the files sent, as the tester has them.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in ParameterSetName == "Path" ? Path.SelectMany(Resolved) : LiteralPath.Select(this.ToFilePath))
            Send(new FileInfo(path));
    }

    private void Send(FileInfo file)
    {
        if (!file.Exists)
        {
            WriteNoSuchFile(file.FullName, "on this computer");
            return;
        }

        var name = Name ?? file.Name;
        if ((Type ?? FileTypes.OfName(name)) is not { } type)
        {
            WriteError(Errors.RecordOf(
                new ArgumentException($"The extension of '{name}' tells no type of file."),
                "FileTypeUnknown",
                ErrorCategory.InvalidArgument,
                file,
                "Give it the extension of a type, as in 'My charge.000'."));
            return;
        }

        CheckNameIsFree();
        var takers = Sessions.Where(session => Try(() => CheckTaken(session, type, name), file)).ToArray();
        takers = [.. takers.Where(session => ShouldProcess($"tester '{session.Name}'", $"Send {type} file '{name}'"))];
        ForEachSession(takers, (session, pump) => SendAsync(session, type, name, file, pump), sent =>
        {
            if (PassThru)
                WriteObject(sent);
        });
    }

    private void CheckTaken(MaccorSession session, FileType type, string name)
    {
        session.CheckSendable(type, name);
        if (Force || !FilesOf(session, type).Any(file => string.Equals(file.Name, name, StringComparison.OrdinalIgnoreCase)))
            return;
        throw new MaccorTransferException(
            new Asked(session.Name, Functions.SendFile), "FileExists", $"the tester has a {type} file '{name}' already.");
    }

    private async Task<MaccorFile> SendAsync(MaccorSession session, FileType type, string name, FileInfo file, Pump pump)
    {
        using var progress = new ProgressLine(pump, this, session.GetClock(), $"Sending {name} to {session.Name}", file.Length);
        await session.SendFileAsync(type, name, file.FullName, progress, pump.Cancellation).ConfigureAwait(false);
        return new MaccorFile(session.Name, type, name, file.Length);
    }

    private IEnumerable<string> Resolved(string pattern)
    {
        var paths = GetResolvedProviderPathFromPSPath(pattern, out var provider);
        if (provider.Name != "FileSystem")
            this.ToFilePath(pattern);
        // A pattern may fit folders too, which nobody means to send.
        return WildcardPattern.ContainsWildcardCharacters(pattern) ? paths.Where(File.Exists) : paths;
    }

    private void CheckNameIsFree()
    {
        if (Name is null)
            return;
        if (nameTaken)
        {
            ThrowTerminatingError(Errors.RecordOf(
                new ArgumentException($"Several files cannot be sent under the one name '{Name}'."),
                "NameForSeveral",
                ErrorCategory.InvalidArgument,
                Name,
                "Send one file, or leave -Name out."));
        }

        nameTaken = true;
    }
}
