using System.Management.Automation;
using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.DirectControl;

/// <summary>
/// Steers channels in direct control, all at the same time: each turn reads a channel (4, 7), runs a script block with the status, sets
/// what the script block gives as the new output (6, 8), and emits the status. However a channel's loop ends, it is set to rest.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "MaccorControlLoop", SupportsShouldProcess = true)]
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
    public ScriptBlock? ScriptBlock { get; set; }

    /// <summary>From the beginning of a turn to that of the next, s. The tester wants more than 0.1 s between outputs.</summary>
    [Parameter]
    [Number]
    [ValidateRange(0.11, 86400.0)]
    public double IntervalSeconds { get; set; } = 1;

    /// <summary>Ends a channel's loop when it gives true. It gets the same as the script block.</summary>
    [Parameter]
    public ScriptBlock? Until { get; set; }

    /// <summary>How long the loop runs, s; without end, unless given.</summary>
    [Parameter]
    [Number]
    [ValidateRange(0.1, 1e9)]
    public double DurationSeconds { get; set; }

    /// <inheritdoc/>
    protected override string Action => "Run a control loop";

    /// <inheritdoc/>
    protected override ControlLoop Loop(MaccorSession session, int channel, ChannelSweep? sweep, Pump pump)
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
            Duration = DurationSeconds > 0 ? TimeSpan.FromSeconds(DurationSeconds) : null,
            Sweep = sweep,
            Decide = (status, cancellation) => AskAsync(pump, () => output.Of(block.Invoke(status, turn)), cancellation),
            Follow = Following(turn, pump),
            Overrun = taken => pump.Post(() => WarnOfTime(taken, IntervalSeconds)),
        };
    }

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

    private bool Emit(ChannelReading status)
    {
        WriteObject(status);
        return true;
    }
}
