using System.Management.Automation;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.SmartBattery;

/// <summary>Reads the entries of scan lists: (7, 20), one message an entry, and (7, 5) for their number.</summary>
[Cmdlet(VerbsCommon.Get, "MaccorSmartBatteryScanListEntry")]
[OutputType(typeof(SmartBatteryScanListEntry))]
public sealed class GetMaccorSmartBatteryScanListEntry : SmartBatteryReadCmdlet<IReadOnlyList<SmartBatteryScanListEntry>>
{
    /// <summary>The places of the entries in the list, from 0. All that are polled, unless given.</summary>
    [Parameter(Position = 1)]
    [Number(Whole = true)]
    [NoCompletion]
    public byte[]? Index { get; set; }

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<SmartBatteryScanListEntry>> ReadBatteryAsync(
        MaccorSession session, int channel, CancellationToken cancellation) => await ReadEachAsync(
            Index ?? await AllAsync(session, channel, cancellation).ConfigureAwait(false),
            index => session.ReadSmartBatteryScanListEntryAsync(channel, index, cancellation)).ConfigureAwait(false);

    private static async Task<byte[]> AllAsync(MaccorSession session, int channel, CancellationToken cancellation) =>
        [.. Enumerable.Range(0, await session.CountSmartBatteryScanListAsync(channel, cancellation).ConfigureAwait(false))
            .Select(i => (byte)i)];
}
