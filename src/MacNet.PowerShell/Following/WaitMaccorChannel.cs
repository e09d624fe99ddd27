using System.Management.Automation;
using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Following;

/// <summary>
/// Waits until channels are in a state, by default until their tests have ended, and emits the reading of each when it gets there.
/// All channels of a tester are looked at with one message (4, 1), several testers at the same time.
/// </summary>
[Cmdlet(VerbsLifecycle.Wait, "MaccorChannel", DefaultParameterSetName = GivenSet)]
[OutputType(typeof(ChannelReading))]
public sealed class WaitMaccorChannel : FollowCmdlet
{
    /// <inheritdoc/>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = GivenSet)]
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PipedSet)]
    [ValidateNotNull]
    [ChannelTransformation(LeavesWords = true)]
    [ArgumentCompleter(typeof(ChannelOrNextCompleter))]
    public override int[]? Channel
    {
        get => base.Channel;
        set => base.Channel = value;
    }

    /// <summary>
    /// The states to wait for. A channel that goes no further by itself, as in Problem, ends its wait too, with a warning.
    /// </summary>
    [Parameter(Position = 1, ParameterSetName = GivenSet)]
    [Parameter(Position = 0, ParameterSetName = PipedSet)]
    [ValidateNotNullOrEmpty]
    public ChannelState[]? State { get; set; }

    /// <summary>How long to wait at most, s; as long as it takes, unless given.</summary>
    [Parameter]
    [Number]
    [ValidateRange(0.0, 4e6)]
    [NoCompletion]
    public double? TimeoutSeconds { get; set; }

    /// <inheritdoc/>
    protected override async Task FollowAsync(MaccorSession session, IReadOnlyCollection<int> channels, Pump pump)
    {
        using var progress = new SessionProgress(this, pump, "Waiting for channels", session.Name);
        var watch = new ChannelWatch
        {
            Interval = TimeSpan.FromSeconds(IntervalSeconds),
            Limit = TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            LongestAbsence = TimeSpan.FromSeconds(AbsenceSeconds),
            IsLast = state => IsThere(state) || ChannelWatch.IsStuck(state),
            Warn = text => pump.Post(() => WriteWarning(text)),
            Looked = left => progress.Show(channels.Count - left.Count, channels.Count, Told(left)),
        };
        var missing = await session.WatchAsync(channels, reading => pump.Post(() => Write(reading)), watch, pump.Cancellation)
            .ConfigureAwait(false);
        foreach (var item in missing)
            pump.Post(() => WriteError(Errors.RecordOf(Missing(session, item.Key, item.Value))));
    }

    /// <inheritdoc/>
    protected override void Write(ChannelReading item)
    {
        if (!IsThere(item.State) || (State is null && ChannelWatch.IsStuck(item.State)))
            WriteWarning(
                $"{new ChannelAddress(item.Session, item.Channel)} goes no further by itself: its state is {item.State}, the reason {item.Reason}.");
        WriteInTurns(item, ReadsSeveral);
    }

    private bool IsThere(ChannelState state) => State?.Contains(state) ?? ChannelReading.EndsWait(state);

    private static string Told(IReadOnlyDictionary<int, ChannelState?> left)
    {
        var groups = left.GroupBy(item => item.Value?.ToString() ?? "without answer", item => item.Key);
        return string.Join("; ", groups.Select(group => $"{ChannelList.Named(group)} {group.Key}"));
    }

    private MaccorTimeoutException Missing(MaccorSession session, int channel, ChannelState? state)
    {
        var wanted = State is null ? "did not end its test" : $"did not get to {string.Join(" or ", State)}";
        var last = state is null ? "the tester did not answer" : $"its state is {state}";
        return new MaccorTimeoutException(
            new Asked(session.Name, Channel: channel),
            FormattableString.Invariant($"the channel {wanted} within {TimeoutSeconds} s; {last}."),
            errorId: "WaitTimeout");
    }
}
