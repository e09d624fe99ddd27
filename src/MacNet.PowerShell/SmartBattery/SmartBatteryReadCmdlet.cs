using MacNet.Protocol;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.SmartBattery;

/// <summary>A cmdlet that reads smart batteries. Where no channel is given, those without a smart battery are left out.</summary>
public abstract class SmartBatteryReadCmdlet<T> : ChannelByChannelCmdlet<T?>
    where T : class
{
    /// <inheritdoc/>
    protected sealed override async Task<T?> ReadChannelAsync(MaccorSession session, int channel, CancellationToken cancellation)
    {
        try
        {
            return await ReadBatteryAsync(session, channel, cancellation).ConfigureAwait(false);
        }
        catch (MaccorErrorReplyException) when (Channel is null)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    protected override void Write(T? item)
    {
        if (item is not null)
            WriteObject(item, enumerateCollection: true);
    }

    /// <summary>Reads the smart battery of one channel.</summary>
    protected abstract Task<T> ReadBatteryAsync(MaccorSession session, int channel, CancellationToken cancellation);
}
