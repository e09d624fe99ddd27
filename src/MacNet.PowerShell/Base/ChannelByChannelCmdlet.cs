using MacNet.Protocol;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell;

/// <summary>A cmdlet that reads what only comes channel by channel; progress shows on many.</summary>
public abstract class ChannelByChannelCmdlet<T> : ChannelReadCmdlet<T>
{
    /// <inheritdoc/>
    protected sealed override async Task<IReadOnlyList<T>> ReadAsync(
        MaccorSession session, IReadOnlyCollection<int> channels, Pump pump)
    {
        using var progress = channels.Count > 1 ? new SessionProgress(this, pump, "Reading channels", session.Name) : null;
        await PrepareAsync(session, channels, pump.Cancellation).ConfigureAwait(false);
        var found = new List<T>();
        var done = 0;
        foreach (var channel in channels)
        {
            try
            {
                var item = await ReadChannelAsync(session, channel, pump.Cancellation).ConfigureAwait(false);
                if (ReadsSeveral)
                    found.Add(item);
                else
                    pump.Post(() => Write(item));
            }
            catch (MaccorException problem) when (problem is not MaccorConnectionException and not MaccorTimeoutException)
            {
                pump.Post(() => WriteError(Errors.RecordOf(problem)));
            }

            progress?.Show(++done, channels.Count, $"channel {channel}");
        }

        return found;
    }

    /// <inheritdoc/>
    protected override bool Streams => true;

    /// <summary>Reads beforehand what does come for many channels at once.</summary>
    protected virtual Task PrepareAsync(MaccorSession session, IReadOnlyCollection<int> channels, CancellationToken cancellation) =>
        Task.CompletedTask;

    /// <summary>Reads one channel.</summary>
    protected abstract Task<T> ReadChannelAsync(MaccorSession session, int channel, CancellationToken cancellation);
}
