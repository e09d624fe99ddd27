using System.Management.Automation;
using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.DirectControl;

/// <summary>
/// Steers a channel in direct control: each turn reads it (4, 7), runs a script block with the status, sets what the script block
/// gives as the new output (6, 8), and emits the status. However the loop ends, the channel is set to rest.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "MaccorControlLoop", SupportsShouldProcess = true)]
[OutputType(typeof(ChannelStatus))]
public sealed class InvokeMaccorControlLoop : SessionCmdlet
{
    /// <summary>The channel, counted from 1, that Start-MaccorDirectControl was called for.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ChannelTransformation]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public int Channel { get; set; }

    /// <summary>
    /// Decides the output. It gets the channel's status as its parameter and as $_, and gives a current (A; above 0 charges, below 0
    /// discharges, 0 is rest), or a hashtable with Current and, if wanted, Voltage, Power, Resistance, CurrentRange, or nothing to
    /// leave the output as it is.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNull]
    public ScriptBlock? ScriptBlock { get; set; }

    /// <summary>From the beginning of a turn to that of the next, s. The tester wants more than 0.1 s between outputs.</summary>
    [Parameter]
    [Number]
    [ValidateRange(0.11, 86400.0)]
    public double IntervalSeconds { get; set; } = 1;

    /// <summary>Ends the loop when it gives true. It gets the status as its parameter and as $_.</summary>
    [Parameter]
    public ScriptBlock? Until { get; set; }

    /// <summary>How long the loop runs, s; without end, unless given.</summary>
    [Parameter]
    [Number]
    [ValidateRange(0.1, 1e9)]
    public double DurationSeconds { get; set; }

    /// <summary>
    /// How long a decision may take, and how old it may be when it is set, s. Later the channel is set to rest, whatever the script block or
    /// the pipeline does meanwhile. Three intervals, and 2 s at least, unless given.
    /// </summary>
    [Parameter]
    [Number]
    [ValidateRange(0.11, 86400.0)]
    public double? PatienceSeconds { get; set; }

    /// <summary>Ends another loop that drives the channel, which sets it to rest first. Without it, this one is refused then.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var session in Sessions)
        {
            var address = new ChannelAddress(session.Name, Channel);
            Try(() => Run(session), address);
        }
    }

    private void Run(MaccorSession session)
    {
        session.CheckChannel(Channel);
        if (!ShouldProcess(new ChannelAddress(session.Name, Channel).ToString(), "Run a control loop"))
            return;
        DirectControlLoop? loop = null;
        try
        {
            Await(pump => (loop = Loop(session, pump)).RunAsync(pump.Cancellation));
        }
        finally
        {
            if (loop?.RestProblem is { } problem)
                ReportUnrest(problem);
        }
    }

    private DirectControlLoop Loop(MaccorSession session, Pump pump)
    {
        var output = new LoopOutput(new Asked(session.Name, Functions.SetDirectOutput, Channel));
        return new DirectControlLoop(session, Channel)
        {
            Interval = TimeSpan.FromSeconds(IntervalSeconds),
            Patience = TimeSpan.FromSeconds(PatienceSeconds ?? Math.Max(2, 3 * IntervalSeconds)),
            Force = Force,
            Duration = DurationSeconds > 0 ? TimeSpan.FromSeconds(DurationSeconds) : null,
            Decide = (status, cancellation) => pump.AskAsync(() => output.Of(DecidingBlock.Invoke(ScriptBlock!, status)), cancellation),
            Follow = (status, cancellation) => pump.AskAsync(() => GoesOn(status), cancellation),
            Overrun = taken => pump.Post(() => WriteWarning(FormattableString.Invariant(
                $"A turn of the control loop took {taken.TotalSeconds:0.###} s, longer than the interval of {IntervalSeconds} s; turns are left out."))),
        };
    }

    private bool GoesOn(ChannelReading status)
    {
        WriteObject(status);
        return Until is null || !LanguagePrimitives.IsTrue(DecidingBlock.Invoke(Until, status));
    }

    // A pipeline that is being stopped takes no errors any more, and this one must not go unseen.
    private void ReportUnrest(MaccorException problem)
    {
        try
        {
            WriteError(Errors.RecordOf(problem));
        }
        catch (PipelineStoppedException)
        {
            Host?.UI?.WriteErrorLine($"{problem.Message} {Advice.On(problem)}".Shown());
        }
    }
}
