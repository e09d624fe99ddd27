using System.Management.Automation;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.DirectControl;

/// <summary>
/// Tries a tester's watchdog on a channel in direct control: sets it to rest (6, 8), sends nothing more for it, and sees whether the tester
/// suspends it in time (4, 1).
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "MaccorWatchdog", SupportsShouldProcess = true, DefaultParameterSetName = GivenSet)]
[OutputType(typeof(WatchdogTest), typeof(bool))]
public sealed class TestMaccorWatchdog : ChannelCmdlet
{
    /// <inheritdoc/>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true,
        ParameterSetName = GivenSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PipedSet)]
    [ChannelTransformation(LeavesNumbers = true)]
    [ArgumentCompleter(typeof(ChannelOrNextCompleter))]
    public override int[] Channel
    {
        get => base.Channel;
        set => base.Channel = value;
    }

    /// <summary>
    /// The time within which the channel is to be suspended, s: MacNetDirectModeWD of the tester's System.ini, and a second more.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = GivenSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PipedSet)]
    [Number]
    [ValidateRange(0.1, 86400.0)]
    [NoCompletion]
    public double WithinSeconds { get; set; }

    /// <summary>Gives only whether the channel was suspended in time.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessChannel(MaccorSession session, int channel)
    {
        if (IsDryRun)
            Await(pump => session.CheckUnderDirectControlAsync(channel, force: false, pump.Cancellation));
        if (!ShouldChange(session, channel, "Set to rest, and wait for the watchdog to suspend"))
            return;
        var test = Await(pump => TryAsync(session, channel, pump));
        if (Quiet)
        {
            WriteDone(session, test.HasSuspended);
            return;
        }

        if (!test.HasSuspended)
        {
            WriteWarning($"{new ChannelAddress(session.Name, channel)} was not suspended in time: what is driven there stays driven where "
                + "this computer or the network fails. Set MacNetDirectModeWD in the tester's System.ini.");
        }

        WriteDone(session, test);
    }

    private async Task<WatchdogTest> TryAsync(MaccorSession session, int channel, Pump pump)
    {
        using var progress = new SessionProgress(this, pump, "Waiting for the watchdog", session.Name);
        return await session.TestWatchdogAsync(
            channel,
            TimeSpan.FromSeconds(WithinSeconds),
            waited => progress.Show((int)Math.Min(waited.TotalSeconds, WithinSeconds), (int)Math.Ceiling(WithinSeconds), $"channel {channel}"),
            pump.Cancellation).ConfigureAwait(false);
    }
}
