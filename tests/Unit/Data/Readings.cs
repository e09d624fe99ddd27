using MacNet.Data;
using MacNet.Data.Logging;
using MacNet.Protocol.Messages;

namespace MacNet.Tests.Unit.Data;

/// <summary>Readings for tests.</summary>
internal static class Readings
{
    internal static readonly DateTimeOffset Start = new(2026, 11, 26, 10, 0, 0, TimeSpan.Zero);

    internal static LogReading Of(double seconds, int channel = 1, string? test = "Cell A") => new()
    {
        Session = "lab",
        Channel = channel,
        TestName = test,
        Procedure = "Formation",
        Comment = "first batch",
        State = ChannelState.Active,
        Activity = ChannelActivity.Charge,
        Voltage = 3.7,
        Current = 1,
        SignedCurrent = 1,
        TestTime = TimeSpan.FromSeconds(seconds),
        ReadAt = Start.AddSeconds(seconds),
    };

    internal static LogBatch Batch(params LogReading[] readings) => new("lab", readings[0].ReadAt!.Value, readings, []);
}
