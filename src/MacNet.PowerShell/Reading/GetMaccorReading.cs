using System.Management.Automation;
using MacNet.Data;
using MacNet.Data.Live;
using MacNet.Protocol;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Reading;

/// <summary>
/// Reads state, voltage, current and test time of many channels: (4, 1), (4, 2), (4, 3), (4, 9), four messages for each 128. With -Detail
/// test, cycle, step and temperature too: (4, 7), (4, 4), (4, 5), (4, 6), up to four messages for each channel.
/// </summary>
[Cmdlet(VerbsCommon.Get, "MaccorReading")]
[OutputType(typeof(ChannelReading), typeof(LogReading))]
public sealed class GetMaccorReading : ChannelReadCmdlet<object>
{
    /// <summary>Reads each object of the pipeline when it comes: four messages for each, in place of four for all of them.</summary>
    [Parameter]
    public SwitchParameter Stream { get; set; }

    /// <summary>Reads the test's name, cycle, step, capacity, energy and auxiliary inputs too, channel by channel.</summary>
    [Parameter]
    public SwitchParameter Detail { get; set; }

    /// <inheritdoc/>
    protected override bool Streams => Stream || Detail;

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<object>> ReadAsync(MaccorSession session, IReadOnlyCollection<int> channels, Pump pump)
    {
        if (!Detail)
            return await session.ReadReadingsAsync(channels, pump.Cancellation).ConfigureAwait(false);
        foreach (var channel in channels)
            await ReadDetailsAsync(session, channel, pump).ConfigureAwait(false);
        return [];
    }

    private async Task ReadDetailsAsync(MaccorSession session, int channel, Pump pump)
    {
        try
        {
            var reading = await session.ReadDetailsAsync(channel, pump.Cancellation).ConfigureAwait(false);
            pump.Post(() => WriteInTurns(reading, ReadsSeveral));
        }
        catch (MaccorException problem) when (problem is not MaccorConnectionException and not MaccorTimeoutException)
        {
            pump.Post(() => WriteError(Errors.RecordOf(problem)));
        }
    }
}
