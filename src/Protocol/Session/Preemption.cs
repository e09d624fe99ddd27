using System.Collections.Concurrent;
using MacNet.Protocol.Messages;

namespace MacNet.Protocol.Session;

/// <summary>
/// Drops what would drive a cell, and still waits, when that cell is to be made safe: sent after that, it would drive the cell again.
/// </summary>
internal sealed class Preemption
{
    private readonly ConcurrentDictionary<int, CancellationTokenSource> waiting = new();

    /// <summary>Cancelled when the channel's cell is next to be made safe.</summary>
    /// <param name="channel">The channel, counted from 1; all selected ones are whatever channel is made safe.</param>
    internal CancellationToken Of(int channel) => waiting.GetOrAdd(channel, _ => new()).Token;

    /// <summary>Drops what waits to drive a channel's cell.</summary>
    /// <param name="channel">The channel, counted from 1.</param>
    internal void DropDrives(int channel)
    {
        Drop(channel);
        Drop(ChannelMessage.AllSelected);
    }

    private void Drop(int channel)
    {
        if (waiting.TryRemove(channel, out var drives))
            drives.Cancel();
    }
}
