using System.Collections.Concurrent;
using MacNet.Protocol;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.SmartBattery;

/// <summary>
/// A cmdlet that reads smart batteries. Where no channel is given, those without a smart battery are left out, with a warning where a
/// tester has none at all.
/// </summary>
public abstract class SmartBatteryReadCmdlet<T> : ChannelByChannelCmdlet<T?>
    where T : class
{
    private readonly ConcurrentQueue<MaccorException> problems = new();
    private readonly ConcurrentDictionary<string, MaccorErrorReplyException> without = new();
    private readonly ConcurrentDictionary<string, bool> with = new();

    /// <inheritdoc/>
    protected override void End()
    {
        base.End();
        foreach (var tester in without.Where(tester => !with.ContainsKey(tester.Key)))
            WriteWarning($"No channel of tester '{tester.Key}' has a smart battery that can be read. {tester.Value.Message}");
    }

    /// <inheritdoc/>
    protected sealed override async Task<T?> ReadChannelAsync(MaccorSession session, int channel, CancellationToken cancellation)
    {
        try
        {
            var item = await ReadBatteryAsync(session, channel, cancellation).ConfigureAwait(false);
            with[session.Name] = true;
            return item;
        }
        catch (MaccorErrorReplyException problem) when (Channel is null)
        {
            without[session.Name] = problem;
            return null;
        }
    }

    /// <inheritdoc/>
    protected override void Write(T? item)
    {
        if (item is not null)
            WriteObject(item, enumerateCollection: true);
        while (problems.TryDequeue(out var problem))
            WriteError(Errors.RecordOf(problem));
    }

    /// <summary>Reads several things of a channel. One that cannot be read costs one error, and not the others.</summary>
    protected async Task<IReadOnlyList<TItem>> ReadEachAsync<TItem>(IEnumerable<byte> keys, Func<byte, Task<TItem>> read)
    {
        var items = new List<TItem>();
        foreach (var key in keys)
        {
            try
            {
                items.Add(await read(key).ConfigureAwait(false));
            }
            catch (MaccorException problem) when (
                Channel is not null && problem is not MaccorConnectionException and not MaccorTimeoutException)
            {
                problems.Enqueue(problem);
            }
        }

        return items;
    }

    /// <summary>Reads the smart battery of one channel.</summary>
    protected abstract Task<T> ReadBatteryAsync(MaccorSession session, int channel, CancellationToken cancellation);
}
