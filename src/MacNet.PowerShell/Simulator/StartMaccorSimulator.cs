using System.Management.Automation;
using System.Net.Sockets;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Options;

namespace MacNet.PowerShell.Simulator;

/// <summary>Starts a virtual tester in this process.</summary>
[Cmdlet(VerbsLifecycle.Start, "MaccorSimulator", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(MaccorSimulator))]
public sealed class StartMaccorSimulator : ModuleCmdlet
{
    /// <summary>What to call it: simulator1, simulator2 and so on, unless given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [NoCompletion]
    public string? Name { get; set; }

    /// <summary>Number of channels.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(1, 1024)]
    [NoCompletion]
    public int ChannelCount { get; set; } = 16;

    /// <summary>Simulated seconds per real second.</summary>
    [Parameter]
    [Number]
    [ValidateRange(0.0, 1e6)]
    [NoCompletion]
    public double Speed { get; set; } = 1;

    /// <summary>Capacity of the cells, Ah.</summary>
    [Parameter]
    [Number]
    [ValidateRange(0.001, 1e6)]
    [NoCompletion]
    public double CellCapacity { get; set; } = 2;

    /// <summary>How long each message takes, ms; a real tester needs some 34.</summary>
    [Parameter]
    [Number]
    [ValidateRange(0.0, 60000.0)]
    [NoCompletion]
    public double ServiceTimeMs { get; set; }

    /// <summary>
    /// How long a channel stands in Start, Starting and Waiting before its test runs, and in Reset before it is available, ms; on a real
    /// tester it is a moment.
    /// </summary>
    [Parameter]
    [Number]
    [ValidateRange(0.0, 60000.0)]
    [NoCompletion]
    public double TransitionTimeMs { get; set; } = 300;

    /// <summary>When a test's capacity and energy begin to count anew.</summary>
    [Parameter]
    public CapacityReset CapacityReset { get; set; }

    /// <summary>A folder with procedures (*.json) beside those built in.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ProcedurePath { get; set; }

    /// <summary>A folder for the tester's files; they are kept in memory, unless given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? FilePath { get; set; }

    /// <summary>The one user who may log in; nobody needs to, unless given.</summary>
    [Parameter]
    [Credential]
    [NoCompletion]
    public PSCredential Credential { get; set; } = PSCredential.Empty;

    /// <summary>The port of JSON over TCP; any free one, unless given.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(0, 65535)]
    [NoCompletion]
    public int JsonPort { get; set; }

    /// <summary>The port of binary messages over TCP; any free one, unless given.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(0, 65535)]
    [NoCompletion]
    public int BinaryPort { get; set; }

    /// <summary>The port of binary messages over UDP; any free one, unless given.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(0, 65535)]
    [NoCompletion]
    public int UdpPort { get; set; }

    /// <summary>Direct mode that is not updated for so long is suspended, s; 0 for never.</summary>
    [Parameter]
    [Number]
    [ValidateRange(0.0, 86400.0)]
    [NoCompletion]
    public double WatchdogSeconds { get; set; }

    /// <summary>A trace to answer from (Connect-Maccor -TracePath), in place of simulated cells.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ReplayPath { get; set; }

    /// <summary>The session to answer from, where the trace has several.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [NoCompletion]
    public string? ReplaySession { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Name is not null && MaccorSimulator.Running.HasNamed(Name, simulator => simulator.Name))
            throw Exists();
        try
        {
            var options = Options();
            if (IsDryRun)
                CheckDryRun(options);
            if (ShouldProcess("this computer", $"Start a virtual tester with {ChannelCount} channels"))
                WriteObject(MaccorSimulator.Start(Name, options) ?? throw Exists());
        }
        catch (SocketException problem)
        {
            ThrowTerminatingError(PortInUse(TakenPorts is { Length: > 0 } ports ? ports : GivenPorts, problem.Message));
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException or IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(Errors.RecordOf(
                problem, "InvalidSimulator", ErrorCategory.InvalidArgument, Wrong(problem), "Correct the value; nothing was started."));
        }
    }

    private int[] GivenPorts => [.. new[] { JsonPort, BinaryPort, UdpPort }.Where(port => port != 0).Distinct()];

    private int[] TakenPorts =>
        [.. new[] { JsonPort, BinaryPort }.Distinct().Where(PortsInUse.HasTcp), .. new[] { UdpPort }.Where(PortsInUse.HasUdp)];

    // What can be told without opening anything.
    private void CheckDryRun(VirtualTesterOptions options)
    {
        SimulatedTester.Check(options);
        if (TakenPorts is { Length: > 0 } ports)
            ThrowTerminatingError(PortInUse(ports, PortsInUse.Why));
        if (JsonPort != 0 && JsonPort == BinaryPort)
            ThrowTerminatingError(PortInUse([JsonPort], "it is given twice"));
    }

    private ErrorRecord PortInUse(int[] ports, string why) => Errors.RecordOf(
        new InvalidOperationException($"Port {string.Join(", ", ports)} cannot be had: {why}."),
        "PortInUse",
        ErrorCategory.ResourceUnavailable,
        Name,
        "Give other ports, or none: a free one is then taken.");

    private PipelineStoppedException Exists()
    {
        ThrowTerminatingError(Errors.RecordOf(
            new InvalidOperationException($"A virtual tester named '{Name}' runs already."),
            "SimulatorExists",
            ErrorCategory.ResourceExists,
            Name,
            "Give another -Name; or use that one, which Get-MaccorSimulator gives, or stop it with Stop-MaccorSimulator."));
        return new PipelineStoppedException();
    }

    // Of what was given, that which could not be used.
    private string? Wrong(Exception problem) => problem switch
    {
        FormatException => ReplaySession ?? ReplayPath,
        ArgumentException => ProcedurePath ?? FilePath,
        _ => ReplayPath is not null && !File.Exists(Resolved(ReplayPath)) ? ReplayPath : FilePath ?? ReplayPath ?? ProcedurePath,
    };

    private VirtualTesterOptions Options()
    {
        var options = new VirtualTesterOptions
        {
            Channels = ChannelCount,
            Speed = Speed,
            CellCapacity = CellCapacity,
            CapacityReset = CapacityReset,
            ServiceTime = TimeSpan.FromMilliseconds(ServiceTimeMs),
            TransitionTime = TimeSpan.FromMilliseconds(TransitionTimeMs),
            ProcedureFolder = Resolved(ProcedurePath),
            FileFolder = Resolved(FilePath),
            ReplayFile = Resolved(ReplayPath),
            ReplaySession = ReplaySession,
            JsonPort = JsonPort,
            BinaryPort = BinaryPort,
            UdpPort = UdpPort,
            DirectModeWatchdog = TimeSpan.FromSeconds(WatchdogSeconds),
        };
        if (Credential != PSCredential.Empty)
            options.Users[Credential.UserName] = Credential.GetNetworkCredential().Password;
        return options;
    }

    private string? Resolved(string? path) => path is null ? null : GetUnresolvedProviderPathFromPSPath(path);
}
