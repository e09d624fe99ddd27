using System.Management.Automation;
using MacNet.PowerShell.Steering;
using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.DirectControl;

/// <summary>
/// Steers channels in direct control, or running tests by a variable, all at the same time: each turn reads a channel (4, 7), runs a
/// script block with the status, sets what the script block gives as the new output (6, 8) or value (6, 9), and emits the status. However
/// a channel's loop ends, it is set to rest, or the value named as safe is set.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "MaccorControlLoop", SupportsShouldProcess = true, DefaultParameterSetName = "Output")]
[OutputType(typeof(ChannelStatus), typeof(ChannelReading))]
public sealed class InvokeMaccorControlLoop : ControlLoopCmdlet
{
    /// <summary>
    /// Decides the output. It gets the channel's status as its parameter and as $_, and gives a current (A; above 0 charges, below 0
    /// discharges, 0 is rest), or a hashtable with Current and, if wanted, Voltage, Power, Resistance, CurrentRange, or nothing to
    /// leave the output as it is. A second parameter gets the turn: Turn, Elapsed, and State, a hashtable of the channel's own.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNull]
    [NoCompletion]
    public ScriptBlock? ScriptBlock { get; set; }

    /// <summary>From the beginning of a turn to that of the next, s. The tester wants more than 0.1 s between outputs.</summary>
    [Parameter]
    [Number]
    [ValidateRange(0.11, 86400.0)]
    [NoCompletion]
    public double IntervalSeconds { get; set; } = 1;

    /// <summary>Ends a channel's loop when it gives true. It gets the same as the script block.</summary>
    [Parameter]
    [NoCompletion]
    public ScriptBlock? Until { get; set; }

    /// <summary>How long the loop runs, s; without end, unless given.</summary>
    [Parameter]
    [Number]
    [ValidateRange(0.1, 1e9)]
    [NoCompletion]
    public double DurationSeconds { get; set; }

    /// <summary>
    /// Steers running tests by this variable, VAR1 to VAR15: the script block's number is its new value. The channels are not in direct
    /// control then, but run a procedure that uses the variable.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "Variable")]
    [VariableTransformation]
    [ArgumentCompleter(typeof(VariableCompleter))]
    public int Variable { get; set; }

    /// <summary>
    /// The variable's value that keeps the cell safe: it is set however the loop ends. Where that fails, the test is suspended.
    /// </summary>
    [Parameter(ParameterSetName = "Variable")]
    [Number]
    [NoCompletion]
    public float? SafeValue { get; set; }

    /// <summary>Suspends the test however the loop ends, unless it has completed.</summary>
    [Parameter(ParameterSetName = "Variable")]
    public SwitchParameter SuspendAtEnd { get; set; }

    /// <inheritdoc/>
    protected override string Action =>
        IsOfVariable ? $"Run a control loop that sets {VariableName}; at its end {EndAction}" : "Run a control loop";

    private bool IsOfVariable => ParameterSetName == "Variable";

    private string VariableName => ChannelVariable.NameOf(Variable);

    private string EndAction => string.Join(
        " and ",
        new[]
        {
            SafeValue is { } value ? FormattableString.Invariant($"set {VariableName} to {value}") : "",
            SuspendAtEnd ? "suspend the test" : "",
        }.Where(part => part.Length > 0));

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (!IsOfVariable || SafeValue is not null || SuspendAtEnd)
            return;
        ThrowTerminatingError(Errors.RecordOf(
            new ArgumentException($"What is to be done with {VariableName} when the loop ends is not said. Nothing was sent."),
            "SafeEndMissing",
            ErrorCategory.InvalidArgument,
            VariableName,
            "Give -SafeValue, the value that keeps the cell safe whatever happens, or -SuspendAtEnd."));
    }

    /// <inheritdoc/>
    protected override void Check(MaccorSession session, int channel)
    {
        base.Check(session, channel);
        if (IsOfVariable)
            session.CheckVariable(channel, Variable, SafeValue ?? 0);
    }

    /// <inheritdoc/>
    protected override ControlLoop Loop(MaccorSession session, int channel, ChannelSweep? sweep, Pump pump) =>
        IsOfVariable ? VariableLoop(session, channel, sweep, pump) : OutputLoop(session, channel, sweep, pump);

    private DirectControlLoop OutputLoop(MaccorSession session, int channel, ChannelSweep? sweep, Pump pump)
    {
        var output = new LoopOutput(new Asked(session.Name, Functions.SetDirectOutput, channel));
        var block = new DecidingBlock(ScriptBlock!);
        DirectControlLoop? loop = null;
        var turn = new LoopTurn(() => loop!);
        return loop = new DirectControlLoop(session, channel)
        {
            Interval = TimeSpan.FromSeconds(IntervalSeconds),
            Patience = Patience(IntervalSeconds),
            Force = Force,
            Duration = Duration,
            Sweep = sweep,
            Decide = (status, cancellation) => AskAsync(pump, () => output.Of(block.Invoke(status, turn)), cancellation),
            Follow = Following(turn, pump),
            Overrun = taken => pump.Post(() => WarnOfTime(TooLong(taken))),
        };
    }

    private VariableControlLoop VariableLoop(MaccorSession session, int channel, ChannelSweep? sweep, Pump pump)
    {
        var output = new LoopOutput(new Asked(session.Name, Functions.SetVariable, channel));
        var block = new DecidingBlock(ScriptBlock!);
        VariableControlLoop? loop = null;
        var turn = new LoopTurn(() => loop!);
        return loop = new VariableControlLoop(session, channel, Variable)
        {
            SafeValue = SafeValue,
            SuspendAtEnd = SuspendAtEnd,
            Interval = TimeSpan.FromSeconds(IntervalSeconds),
            Patience = Patience(IntervalSeconds),
            Force = Force,
            Duration = Duration,
            Sweep = sweep,
            Decide = (status, cancellation) => AskAsync(pump, () => output.ValueOf(VariableName, block.Invoke(status, turn)), cancellation),
            Follow = Following(turn, pump),
            Overrun = taken => pump.Post(() => WarnOfTime(TooLong(taken))),
        };
    }

    private TimeSpan? Duration => DurationSeconds > 0 ? TimeSpan.FromSeconds(DurationSeconds) : null;

    private Func<ChannelReading, CancellationToken, Task<bool>> Following(LoopTurn turn, Pump pump)
    {
        var until = Until is null ? null : new DecidingBlock(Until);
        return async (status, cancellation) =>
        {
            await pump.AskAsync(() => Emit(status), cancellation).ConfigureAwait(false);
            return until is null
                || await AskAsync(pump, () => !LanguagePrimitives.IsTrue(until.Invoke(status, turn)), cancellation).ConfigureAwait(false);
        };
    }

    private string TooLong(TimeSpan taken) => FormattableString.Invariant(
        $"A turn of the control loop took {taken.TotalSeconds:0.###} s, longer than the interval of {IntervalSeconds} s; ")
        + "turns are left out.";
}
