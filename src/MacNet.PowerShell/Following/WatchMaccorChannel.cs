using System.Management.Automation;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Following;

/// <summary>
/// Emits readings of channels as they come, until Ctrl+C: at each interval (4, 1), (4, 2), (4, 3) and (4, 9), or with -OnChange (4, 1)
/// alone, and the others only where a state has changed.
/// </summary>
[Cmdlet(VerbsCommon.Watch, "MaccorChannel")]
[OutputType(typeof(ChannelReading))]
public sealed class WatchMaccorChannel : FollowCmdlet
{
    /// <summary>Emits only what the states are at first, and each change.</summary>
    [Parameter]
    public SwitchParameter OnChange { get; set; }

    /// <summary>Ends when all channels have got to one of these states, or go no further by themselves, as in Problem.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public ChannelState[]? Until { get; set; }

    /// <summary>Ends after so long, s.</summary>
    [Parameter]
    [Number]
    [ValidateRange(0.0, 4e6)]
    [NoCompletion]
    public double? DurationSeconds { get; set; }

    /// <inheritdoc/>
    protected override Task FollowAsync(MaccorSession session, IReadOnlyCollection<int> channels, Pump pump)
    {
        var watch = new ChannelWatch
        {
            For = OnChange ? WatchFor.Changes : WatchFor.Everything,
            Interval = TimeSpan.FromSeconds(IntervalSeconds),
            Limit = DurationSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            LongestAbsence = TimeSpan.FromSeconds(AbsenceSeconds),
            IsLast = state => Until is not null && (Until.Contains(state) || ChannelWatch.IsStuck(state)),
            Warn = text => pump.Post(() => WriteWarning(text)),
        };
        // The next look waits for who takes the readings, so that none pile up behind a slow one.
        return session.WatchAsync(
            channels, reading => pump.AskAsync(() => Written(reading), pump.Cancellation), watch, pump.Cancellation);
    }

    /// <inheritdoc/>
    protected override void Write(ChannelReading item) =>
        // The table of what comes in turns has the time, which a stream's readings want with one tester too.
        WriteInTurns(item, areSeveral: true);

    private bool Written(ChannelReading reading)
    {
        Write(reading);
        return true;
    }
}
