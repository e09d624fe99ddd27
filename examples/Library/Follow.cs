using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.Examples;

/// <summary>Follows running tests, with progress.</summary>
internal static class Follow
{
    internal static async Task UntilEndedAsync(MaccorSession session, int[] channels, CancellationToken cancellation)
    {
        while (true)
        {
            var readings = await session.ReadReadingsAsync(channels, cancellation);
            Console.WriteLine(
                "  " + string.Join("   ", readings.Select(one => $"{one.Channel}: {one.Voltage:0.000} V {one.SignedCurrent:0.000} A")));
            if (readings.All(one => ChannelReading.EndsWait(one.State)))
                return;
            await Task.Delay(1000, cancellation);
        }
    }
}
