using System.Management.Automation;
using MacNet.Protocol;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell;

/// <summary>
/// A cmdlet that reads channels, those of several testers at the same time. Where that saves messages, it gathers the channels of the
/// whole pipeline first; else each object of the pipeline is read and passed on before the next one comes.
/// </summary>
public abstract class ChannelReadCmdlet<T> : SessionCmdlet
{
    private readonly List<(MaccorSession Session, int Channel)> wanted = [];
    private readonly HashSet<MaccorSession> lost = [];

    /// <summary>The channels, counted from 1 as on the tester's screen. All channels, unless given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    // Nothing from the pipeline, as from a lookup that found nothing, must not become everything.
    [ValidateNotNull]
    [ChannelTransformation]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public virtual int[]? Channel { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var session in Sessions)
        {
            foreach (var channel in ChannelsOf(session))
                wanted.Add((session, channel));
        }

        if (Streams)
            ReadWanted();
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => ReadWanted();

    /// <summary>Whether several testers are read at the same time: what they give is then not to be mixed, tester by tester.</summary>
    protected bool ReadsSeveral { get; private set; }

    /// <summary>Whether to read each object's channels when it comes.</summary>
    protected virtual bool Streams => false;

    private void ReadWanted()
    {
        foreach (var unknown in wanted.Where(item => !Exists(item.Session, item.Channel)).ToArray())
        {
            Try(() => unknown.Session.CheckChannel(unknown.Channel));
            wanted.Remove(unknown);
        }

        wanted.RemoveAll(item => lost.Contains(item.Session));
        var channels = wanted.GroupBy(item => item.Session).ToDictionary(group => group.Key, ChannelsToRead);
        ReadsSeveral = channels.Count > 1;
        ForEachSession([.. channels.Keys], (session, pump) => ReadOrLoseAsync(session, channels[session], pump), found =>
        {
            foreach (var item in found)
                Write(item);
        });
        wanted.Clear();
    }

    /// <summary>Reads channels of one tester.</summary>
    protected abstract Task<IReadOnlyList<T>> ReadAsync(MaccorSession session, IReadOnlyCollection<int> channels, Pump pump);

    /// <summary>Writes one thing that was read.</summary>
    protected virtual void Write(T item) => WriteObject(item);

    // A tester that is gone costs one error, and not one for each channel that comes down the pipeline.
    private async Task<IReadOnlyList<T>> ReadOrLoseAsync(MaccorSession session, IReadOnlyCollection<int> channels, Pump pump)
    {
        try
        {
            return await ReadAsync(session, channels, pump).ConfigureAwait(false);
        }
        catch (MaccorException problem) when (problem is MaccorConnectionException or MaccorTimeoutException)
        {
            pump.Post(() => lost.Add(session));
            throw;
        }
    }

    private static IReadOnlyCollection<int> ChannelsToRead(IEnumerable<(MaccorSession Session, int Channel)> items) =>
        [.. items.Select(item => item.Channel).Distinct()];

    private static bool Exists(MaccorSession session, int channel) => channel >= 1 && channel <= session.ChannelCount;

    private IEnumerable<int> ChannelsOf(MaccorSession session) => Channel ?? Enumerable.Range(1, session.ChannelCount);
}
