using System.Management.Automation;
using MacNet.Protocol;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Following;

/// <summary>A cmdlet that looks at channels again and again.</summary>
public abstract class FollowCmdlet : ChannelReadCmdlet<ChannelReading>
{
    /// <summary>Time from one look to the next, s.</summary>
    [Parameter]
    [Number]
    [ValidateRange(0.1, 86400.0)]
    [NoCompletion]
    public double IntervalSeconds { get; set; } = 1;

    /// <summary>How long a tester may be away, s.</summary>
    [Parameter]
    [Number]
    [ValidateRange(0.0, 4e6)]
    [NoCompletion]
    public double AbsenceSeconds { get; set; } = 300;

    /// <inheritdoc/>
    protected sealed override async Task<IReadOnlyList<ChannelReading>> ReadAsync(
        MaccorSession session, IReadOnlyCollection<int> channels, Pump pump)
    {
        try
        {
            await FollowAsync(session, channels, pump).ConfigureAwait(false);
        }
        catch (MaccorException problem)
        {
            // Now, and not when the other testers have come to their end, which may take days.
            pump.Post(() => WriteError(Errors.RecordOf(problem)));
        }

        return [];
    }

    /// <summary>Follows channels of one tester, and posts what there is to tell.</summary>
    protected abstract Task FollowAsync(MaccorSession session, IReadOnlyCollection<int> channels, Pump pump);
}
