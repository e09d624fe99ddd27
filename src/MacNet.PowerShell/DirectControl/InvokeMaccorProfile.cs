using System.Management.Automation;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.DirectControl;

/// <summary>
/// Plays a table of times and currents, powers or voltages on channels in direct control (6, 8), all at the same time, and emits their
/// statuses. However it ends, the channels are set to rest.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "MaccorProfile", SupportsShouldProcess = true, DefaultParameterSetName = GivenSet)]
[OutputType(typeof(ChannelStatus), typeof(ChannelReading))]
public sealed class InvokeMaccorProfile : ControlLoopCmdlet
{
    private OutputProfile? profile;
    private ProgressRecord? progress;

    /// <inheritdoc/>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true,
        ParameterSetName = GivenSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PipedSet)]
    [ChannelTransformation]
    [ArgumentCompleter(typeof(ChannelOrNextCompleter))]
    public override int[] Channel
    {
        get => base.Channel;
        set => base.Channel = value;
    }

    /// <summary>
    /// The rows, as Import-Csv gives them, or hashtables: Time (s, or as in 0:01:30), and Current (A; above 0 charges, below 0
    /// discharges, 0 is rest) or Power (W) and, if wanted, Voltage (V) not to be passed, or Voltage alone. The last row says when the
    /// profile ends.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = GivenSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PipedSet)]
    [ValidateNotNullOrEmpty]
    [Alias("InputObject")]
    [NoCompletion]
    public PSObject[] Profile { get; set; } = [];

    /// <summary>Values go along straight lines from row to row, set anew each interval, in place of steps.</summary>
    [Parameter]
    public SwitchParameter Interpolate { get; set; }

    /// <summary>How many times the profile is played.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(1, 1000000)]
    [NoCompletion]
    public int Repeat { get; set; } = 1;

    /// <summary>
    /// How often the channel is read and its output set again while a row lasts, s. The outputs of rows are set when they are due, whatever
    /// the interval.
    /// </summary>
    [Parameter]
    [Number]
    [ValidateRange(0.11, 86400.0)]
    [NoCompletion]
    public double IntervalSeconds { get; set; } = 1;

    /// <summary>
    /// The current not to be passed by rows that have none, A: rows of a voltage alone need it, those of a power have the safety limit
    /// unless it is given.
    /// </summary>
    [Parameter]
    [Number]
    [ValidateRange(1e-9, 1e6)]
    [NoCompletion]
    public double? CurrentLimit { get; set; }

    /// <summary>
    /// Pauses while it gives true: the channel rests, and its profile's time stands still. It gets the status as its parameter and as $_,
    /// at each turn.
    /// </summary>
    [Parameter]
    [NoCompletion]
    public ScriptBlock? PauseWhile { get; set; }

    /// <inheritdoc/>
    protected override string Action => $"Play a profile: {profile}";

    /// <inheritdoc/>
    protected override void Begin()
    {
        try
        {
            profile = new OutputProfile(ProfileTable.Read(Profile), Interpolate, Repeat);
        }
        catch (ArgumentException problem)
        {
            ThrowTerminatingError(Errors.RecordOf(
                problem,
                "InvalidProfile",
                ErrorCategory.InvalidArgument,
                Profile,
                "Correct the row that the message names. Nothing was sent."));
        }
    }

    /// <inheritdoc/>
    protected override void Check(MaccorSession session, int channel)
    {
        base.Check(session, channel);
        Await(pump => LoopOf(session, channel).CheckAsync(pump.Cancellation));
    }

    /// <inheritdoc/>
    protected override ControlLoop Loop(MaccorSession session, int channel, ChannelSweep? sweep, Pump pump)
    {
        var block = PauseWhile is null ? null : new DecidingBlock(PauseWhile);
        ProfileLoop? loop = null;
        var turn = new LoopTurn(() => loop!);
        return loop = new ProfileLoop(session, channel, profile!)
        {
            CurrentLimit = (float?)CurrentLimit,
            Interval = TimeSpan.FromSeconds(IntervalSeconds),
            Lead = ControlLoopLoad.LeadFor(session, MessagesToRead(session, sweep)),
            Patience = Patience(IntervalSeconds),
            Force = Force,
            Sweep = sweep,
            Pauses = block is null
                ? null
                : (status, cancellation) => AskAsync(pump, () => LanguagePrimitives.IsTrue(block.Invoke(status, turn)), cancellation),
            Follow = (status, cancellation) => pump.AskAsync(() => Show(loop!) && Emit(status), cancellation),
            Overrun = taken => pump.Post(() => WarnOfTime(FormattableString.Invariant(
                $"An output of the profile came late: a turn took {taken.TotalSeconds:0.###} s. Rows before it were left out."))),
        };
    }

    /// <inheritdoc/>
    protected override void End()
    {
        base.End();
        if (progress is null)
            return;
        progress.RecordType = ProgressRecordType.Completed;
        WriteProgress(progress);
    }

    private protected override string RemedyFor(ControlLoopLoad load) =>
        FormattableString.Invariant($"Rows, and -IntervalSeconds, of {load.ShortestInterval.TotalSeconds:0.#} s and more would do.");

    private ProfileLoop LoopOf(MaccorSession session, int channel) =>
        new(session, channel, profile!) { CurrentLimit = (float?)CurrentLimit };

    private bool Show(ProfileLoop loop)
    {
        var left = profile!.Duration - loop.Position;
        progress ??= new ProgressRecord(1, "Playing a profile", "Playing");
        progress.StatusDescription = FormattableString.Invariant(
            $"{loop.Position:d\\.hh\\:mm\\:ss} of {profile.Duration:d\\.hh\\:mm\\:ss}{(loop.IsPaused ? ", paused" : "")}");
        progress.PercentComplete = (int)(100 * Math.Min(1.0, loop.Position.TotalSeconds / profile.Duration.TotalSeconds));
        progress.SecondsRemaining = left > TimeSpan.Zero ? (int)left.TotalSeconds : 0;
        WriteProgress(progress);
        return true;
    }
}
