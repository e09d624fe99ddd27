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
    private readonly Dictionary<MaccorSession, List<int>> wanted = [];
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
            if (!wanted.TryGetValue(session, out var channels))
                wanted.Add(session, channels = []);
            channels.AddRange(Channel ?? Enumerable.Range(1, session.ChannelCount));
        }

        if (Streams)
            ReadWanted();
    }

    /// <inheritdoc/>
    protected override void End() => ReadWanted();

    /// <summary>Whether several testers are read at the same time: what they give is then not to be mixed, tester by tester.</summary>
    protected bool ReadsSeveral { get; private set; }

    /// <summary>Whether to read each object's channels when it comes.</summary>
    protected virtual bool Streams => false;

    private void ReadWanted()
    {
        MaccorSession[] sessions = [.. wanted.Keys.Where(session => !lost.Contains(session) && HasWhatIsWanted(session))];
        ReadsSeveral = sessions.Length > 1;
        ForEachSession(sessions, (session, pump) => ReadOrLoseAsync(session, Distinct(wanted[session]), pump), found =>
        {
            foreach (var item in found)
                Write(item);
        });
        wanted.Clear();
    }

    private bool HasWhatIsWanted(MaccorSession session)
    {
        wanted[session].RemoveAll(channel => !Exists(session, channel) && !Check(session, channel));
        return wanted[session].Count > 0;
    }

    private static bool Exists(MaccorSession session, int channel) => channel >= 1 && channel <= session.ChannelCount;

    private bool Check(MaccorSession session, int channel) => Try(() => session.CheckChannel(channel));

    /// <summary>Reads channels of one tester.</summary>
    protected abstract Task<IReadOnlyList<T>> ReadAsync(MaccorSession session, IReadOnlyCollection<int> channels, Pump pump);

    /// <summary>Writes one thing that was read.</summary>
    protected virtual void Write(T item) => Emit(item!);

    /// <summary>Emits something that was read. Where several testers are read for each object of the pipeline, they take turns.</summary>
    protected void Emit(object item) => WriteInTurns(item, ReadsSeveral && Streams && MyInvocation.ExpectingInput);

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

    private static List<int> Distinct(List<int> channels) =>
        channels.Zip(channels.Skip(1), (one, next) => one < next).All(ascends => ascends) ? channels : [.. channels.Distinct()];
}
