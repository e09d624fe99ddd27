using System.Management.Automation;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell;

/// <summary>
/// A cmdlet that reads channels. It gathers the channels of the whole pipeline first, then reads all testers at the same time,
/// with as few messages as the protocol allows.
/// </summary>
public abstract class ChannelReadCmdlet<T> : SessionCmdlet
{
    private readonly List<(MaccorSession Session, int Channel)> wanted = [];

    /// <summary>The channels, counted from 1 as on the tester's screen. All channels, unless given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    // Nothing from the pipeline, as from a lookup that found nothing, must not become everything.
    [ValidateNotNull]
    [ChannelTransformation]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public int[]? Channel { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var session in Sessions)
        {
            foreach (var channel in ChannelsOf(session))
                wanted.Add((session, channel));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var unknown in wanted.Where(item => !Exists(item.Session, item.Channel)).ToArray())
        {
            Try(() => unknown.Session.CheckChannel(unknown.Channel));
            wanted.Remove(unknown);
        }

        var channels = wanted.GroupBy(item => item.Session).ToDictionary(group => group.Key, ChannelsToRead);
        ForEachSession([.. channels.Keys], (session, pump) => ReadAsync(session, channels[session], pump), found =>
        {
            foreach (var item in found)
                Write(item);
        });
    }

    /// <summary>Reads channels of one tester.</summary>
    protected abstract Task<IReadOnlyList<T>> ReadAsync(MaccorSession session, IReadOnlyCollection<int> channels, Pump pump);

    /// <summary>Writes one thing that was read.</summary>
    protected virtual void Write(T item) => WriteObject(item);

    private static IReadOnlyCollection<int> ChannelsToRead(IEnumerable<(MaccorSession Session, int Channel)> items) =>
        [.. items.Select(item => item.Channel).Distinct()];

    private static bool Exists(MaccorSession session, int channel) => channel >= 1 && channel <= session.ChannelCount;

    private IEnumerable<int> ChannelsOf(MaccorSession session) => Channel ?? Enumerable.Range(1, session.ChannelCount);
}
