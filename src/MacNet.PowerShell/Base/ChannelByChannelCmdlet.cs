using System.Management.Automation;
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
        var progress = new ProgressRecord(Math.Abs(session.Name.GetHashCode() % 1000), "Reading channels", session.Name);
        var done = 0;
        foreach (var channel in channels)
        {
            try
            {
                var item = await ReadChannelAsync(session, channel, pump.Cancellation).ConfigureAwait(false);
                pump.Post(() => Write(item));
            }
            catch (MaccorException problem) when (problem is not MaccorConnectionException and not MaccorTimeoutException)
            {
                pump.Post(() => WriteError(Errors.RecordOf(problem)));
            }

            var percent = 100 * ++done / channels.Count;
            pump.Post(() =>
            {
                progress.PercentComplete = percent;
                progress.StatusDescription = $"{session.Name}: channel {channel}";
                WriteProgress(progress);
            });
        }

        pump.Post(() =>
        {
            progress.RecordType = ProgressRecordType.Completed;
            WriteProgress(progress);
        });
        return [];
    }

    /// <summary>Reads one channel.</summary>
    protected abstract Task<T> ReadChannelAsync(MaccorSession session, int channel, CancellationToken cancellation);
}
