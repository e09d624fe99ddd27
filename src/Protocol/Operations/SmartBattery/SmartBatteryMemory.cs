using System.Collections.Concurrent;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>What is kept of a session's smart batteries: the entries of their scan lists, and whose turn it is to read.</summary>
internal sealed class SmartBatteryMemory(MaccorSession session)
{
    private readonly ConcurrentDictionary<int, (string Layout, ScanListEntry[] Entries)> lists = new();
    private readonly ConcurrentDictionary<int, SemaphoreSlim> turns = new();

    internal static SmartBatteryMemory Of(MaccorSession session) => session.GetPart(static session => new SmartBatteryMemory(session));

    /// <summary>The entries of a scan list, asked for once as long as the list stays as it is.</summary>
    internal async Task<ScanListEntry[]> EntriesAsync(int channel, ScanListRegister[] list, CancellationToken cancellation)
    {
        var layout = string.Join(
            " ", list.Select(register => $"{register.DeviceAddress}/{register.Address}/{register.Pointer}/{register.Length}"));
        if (lists.TryGetValue(channel, out var known) && known.Layout == layout)
            return known.Entries;
        var entries = new ScanListEntry[list.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            var request = new ScanListEntryRequest { Channel = channel, Index = (byte)i };
            entries[i] = await session.AskEntryAsync(request, cancellation).ConfigureAwait(false);
        }

        lists[channel] = (layout, entries);
        return entries;
    }

    internal void ForgetEntries(int channel) => lists.TryRemove(channel, out _);

    /// <summary>A tester keeps one read for each channel: who requests another before the first is fetched gets the wrong bytes.</summary>
    internal async Task<T> InTurnAsync<T>(int channel, Func<Task<T>> work, CancellationToken cancellation)
    {
        var turn = turns.GetOrAdd(channel, static _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }
}
