using System.Management.Automation;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;

namespace MacNet.PowerShell.Connection;

/// <summary>Connects to testers and gives a session for each.</summary>
[Cmdlet(VerbsCommunications.Connect, "Maccor")]
[OutputType(typeof(MaccorSession))]
public sealed class ConnectMaccor : MaccorCmdlet
{
    /// <summary>
    /// The testers: names or addresses of their PCs, or names that they are remembered under (Register-MaccorTester); this computer, unless
    /// given.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("CN", "Server")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TesterCompleter))]
    public string[] ComputerName { get; set; } = ["localhost"];

    /// <summary>The port of JSON over TCP: MacNet_JSON_Port in the tester's System.ini.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(0, Whole = true)]
    [ValidateRange(1, 65535)]
    [NoCompletion]
    public int JsonPort { get; set; } = MaccorSessionOptions.DefaultJsonPort;

    /// <summary>The port of binary messages over TCP: MacNet_TCP_Port in the tester's System.ini.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(0, Whole = true)]
    [ValidateRange(1, 65535)]
    [NoCompletion]
    public int BinaryPort { get; set; } = MaccorSessionOptions.DefaultBinaryPort;

    /// <summary>The port of binary messages over UDP: MacNet_UDP_Port in the tester's System.ini.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(0, Whole = true)]
    [ValidateRange(1, 65535)]
    [NoCompletion]
    public int UdpPort { get; set; } = MaccorSessionOptions.DefaultUdpPort;

    /// <summary>Json (with binary for what needs it), or Binary or Udp for everything.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public LinkKind Protocol { get; set; } = LinkKind.Json;

    /// <summary>User and password, where the tester wants them. They cross the network in clear text.</summary>
    [Parameter]
    [Credential]
    [NoCompletion]
    public PSCredential Credential { get; set; } = PSCredential.Empty;

    /// <summary>How long a request may take in all, asking again included, s.</summary>
    [Parameter]
    [Number]
    [ValidateRange(0.1, 3600.0)]
    [NoCompletion]
    public double TimeoutSeconds { get; set; } = 10;

    /// <summary>How long a connection may take to be made, s.</summary>
    [Parameter]
    [Number]
    [ValidateRange(0.1, 3600.0)]
    [NoCompletion]
    public double ConnectTimeoutSeconds { get; set; } = 5;

    /// <summary>What to call the session: the tester's address, with a number behind it where that is in use, unless given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public string? Name { get; set; }

    /// <summary>
    /// A file to write every message to, one on a line, at the end of what it has. It may be the same for several testers.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? TracePath { get; set; }

    /// <summary>
    /// Closes a session of the name that drives cells, which sets them to rest, where a new one with other options is to take its place.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Name is not null && ComputerName.SelectMany(text => text.Split(',')).Skip(1).Any())
        {
            ThrowTerminatingError(Errors.RecordOf(
                new ArgumentException("One -Name cannot be given to several testers."),
                "NameForSeveral",
                ErrorCategory.InvalidArgument,
                Name,
                "Connect to one tester, or leave -Name out."));
        }

        // Wherever a session is named, a name with a wildcard in it would mean others too, and a blank one none.
        if (Name is not null && (Name.IsBlank() || Name.IndexOfAny(['*', '?']) >= 0))
        {
            ThrowTerminatingError(Errors.RecordOf(
                new ArgumentException($"'{Name}' is no name of a session: it would mean {(Name.IsBlank() ? "none" : "several")}."),
                "InvalidSessionName",
                ErrorCategory.InvalidArgument,
                Name,
                "Give a -Name that is not blank, without * and ?. Nothing was connected."));
        }

        var pending = new List<PendingSession>();
        try
        {
            foreach (var computer in Addresses().Distinct(StringComparer.OrdinalIgnoreCase))
                Reserve(computer, pending);
            Await(pump => Task.WhenAll(pending.Select(each => each.TakeFormerAsync(pump.Cancellation))));
            pending.ForEach(Prepare);
            Await(pump => Task.WhenAll(pending.Select(each => each.ConnectAsync(pump.Cancellation))));
            // All of them before anything is written, which may end the pipeline.
            pending.ForEach(each => each.Keep());
        }
        finally
        {
            pending.ForEach(each => each.Dispose());
            if (pending.Count == 0 || pending.Exists(each => each.Session is null))
                SessionRegistry.AddFailure();
        }

        pending.ForEach(Tell);
    }

    // Lines of a file may have blanks around them, and a carriage return behind; scripts started by `pwsh -File` get one text: 'a,b'.
    private List<string> Addresses()
    {
        string[] given = [.. ComputerName.SelectMany(text => text.Split(',')).Select(computer => computer.Trim())];
        string[] wrong = [.. given.Where(computer => AddressText.IsNone(computer) && Known(computer) is null)];
        foreach (var none in wrong)
        {
            WriteError(Errors.RecordOf(
                new ArgumentException($"'{none}' is neither the name nor the address of a computer."),
                "InvalidAddress",
                ErrorCategory.InvalidArgument,
                none,
                "Give the name or the address alone, and a port with -JsonPort, -BinaryPort or -UdpPort. Nothing was connected."));
        }

        return [.. given.Except(wrong)];
    }

    private static KnownTester? Known(string computer) =>
        KnownTesters.ReadOrNone().FirstOrDefault(tester => NameSearch.IsSame(tester.Name, computer));

    private void Reserve(string computer, List<PendingSession> pending)
    {
        var known = Known(computer);
        var choice = ChoiceOf(computer, known);
        if (ReserveName(known?.Name ?? computer, choice) is { } name)
            pending.Add(new PendingSession(name, choice));
        else
            WriteError(NameInUse());
    }

    private void Prepare(PendingSession pending)
    {
        if (pending.Session is not null)
            return;
        if (pending.Former is { IsClosed: false } former && former.GetChannelsToRest() is { Count: > 0 } driven && !Force)
            pending.Refusal = SessionDrives(former, driven);
        else
            pending.Options = OptionsFor(pending.Choice, pending.Name);
    }

    // What is remembered of a tester of that name holds where nothing else is given.
    private SessionChoice ChoiceOf(string computer, KnownTester? known) => new(
        (known?.ComputerName ?? computer).ToLowerInvariant(),
        (Given(nameof(JsonPort), JsonPort, known?.JsonPort),
            Given(nameof(BinaryPort), BinaryPort, known?.BinaryPort),
            Given(nameof(UdpPort), UdpPort, known?.UdpPort)),
        Given(nameof(Protocol), Protocol, known?.Protocol),
        (UserName, Password),
        (TimeoutSeconds, ConnectTimeoutSeconds),
        TracePath is null ? null : this.ToFilePath(TracePath));

    private T Given<T>(string parameter, T value, T? known)
        where T : struct => MyInvocation.BoundParameters.ContainsKey(parameter) ? value : known ?? value;

    private string? UserName => Credential == PSCredential.Empty ? null : Credential.UserName;

    private string? Password => Credential == PSCredential.Empty ? null : Credential.GetNetworkCredential().Password;

    // A name that nobody gave must not cost a session that somebody may want: it is numbered instead.
    private string? ReserveName(string computer, SessionChoice choice)
    {
        if (Name is not null)
            return SessionRegistry.TryReserve(Name, _ => true) ? Name : null;
        var numbered = Enumerable.Range(2, int.MaxValue - 1).Select(number => $"{computer} ({number})");
        return numbered.Prepend(computer).First(name => SessionRegistry.TryReserve(name, session => IsWith(session, choice)));
    }

    private static bool IsWith(MaccorSession session, SessionChoice choice) =>
        NameSearch.IsSame(session.ComputerName, choice.ComputerName) && session.Protocol == choice.Protocol && session.Port == choice.Port;

    private ErrorRecord NameInUse() => Errors.RecordOf(
        new InvalidOperationException($"Another runspace has, or is connecting, a session named '{Name}'."),
        "SessionNameInUse",
        ErrorCategory.ResourceExists,
        Name,
        $"Use that session, with -Session '{Name}', or give another -Name. Nothing was connected.");

    private static ErrorRecord SessionDrives(MaccorSession former, IReadOnlyList<int> driven) => Errors.RecordOf(
        new InvalidOperationException(
            $"Session '{former.Name}' drives {ChannelList.Named(driven)}; one with other options in its place would set the cells to rest."),
        "SessionDrives",
        ErrorCategory.ResourceBusy,
        former.Name,
        $"Use that session, with -Session '{former.Name}' or by the same options; give another -Name; or close it with -Force. Nothing was connected.");

    private void Tell(PendingSession pending)
    {
        if (pending.Session is not { } session)
        {
            WriteError(pending.Refusal ?? Errors.RecordOf(pending.Problem!));
            return;
        }

        if (pending.IsThere)
            WriteVerbose($"Session '{session.Name}' is there already, with the same options.");

        if (pending.Replaced is { } former)
            WriteVerbose(
                $"Session '{former.Name}' with {former.ComputerName}, port {former.Port}, was closed: the new session has its name.");
        foreach (var problem in pending.Unrest)
            WriteError(Errors.RecordOf(problem));
        if (pending.NeedsService)
            WriteWarning(
                $"Tester '{session.Name}': the versions of MacTest32.exe and MacTest32.dll differ; the tester needs service. See Get-MaccorSystem.");
        WriteObject(session);
    }

    // Opened on the pipeline's thread, which may tell what is wrong with the path.
    private FileTrace? TraceOf(string session)
    {
        if (TracePath is null)
            return null;
        try
        {
            return new FileTrace(this.ToFilePath(TracePath), session) { Warn = CmdletVoice.Warn };
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(Errors.RecordOf(
                problem, "TraceNotWritten", ErrorCategory.WriteError, TracePath, "Give a -TracePath that can be written."));
            throw;
        }
    }

    private MaccorSessionOptions OptionsFor(SessionChoice choice, string name) => new()
    {
        ComputerName = choice.ComputerName,
        Trace = TraceOf(name),
        OwnsTrace = true,
        Exchanged = CmdletVoice.Tell,
        Name = name,
        Group = SessionRegistry.Group,
        JsonPort = choice.Ports.Json,
        BinaryPort = choice.Ports.Binary,
        UdpPort = choice.Ports.Udp,
        Protocol = choice.Protocol,
        UserName = UserName,
        Password = Password,
        RequestTimeout = TimeSpan.FromSeconds(TimeoutSeconds),
        ConnectTimeout = TimeSpan.FromSeconds(ConnectTimeoutSeconds),
    };
}
