using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>Asks one channel for what no message tells of several at once.</summary>
public static class ChannelReadExtensions
{
    private const float AbsoluteZero = -273.15f;

    /// <summary>Reads a channel by (4, 7).</summary>
    /// <exception cref="MaccorException">The channel does not exist, or the tester could not be read.</exception>
    public static async Task<ChannelStatus> ReadStatusAsync(
        this MaccorSession session, int channel, CancellationToken cancellation = default)
    {
        var status = await session.AskAsync(Functions.Status, new ChannelRequest { Channel = channel }, cancellation).ConfigureAwait(false);
        TestMemory.Of(session).Saw(channel, (ChannelState)status.Stat);
        return new ChannelStatus
        {
            Session = session.Name,
            Channel = channel,
            State = (ChannelState)status.Stat,
            Activity = (ChannelActivity?)status.Rf1 ?? ChannelActivity.Unknown,
            Reason = (RecordReason?)status.Rf2 ?? RecordReason.Unknown,
            Voltage = status.Voltage,
            Current = status.Current,
            TestTime = ChannelReading.Seconds(status.TestTime),
            ReadAt = session.Clock.GetUtcNow().ToLocalTime(),
            Cycle = status.Cycle,
            Step = status.Step,
            StepTime = ChannelReading.Seconds(status.StepTime),
            Capacity = status.Capacity,
            Energy = status.Energy,
            LastRecord = status.LastRecord,
            TesterTime = status.TesterTime == default ? null : status.TesterTime,
        };
    }

    /// <summary>
    /// Reads a channel's auxiliary values by (4, 4), and their units by (4, 5) where they are not known from the last ten minutes.
    /// </summary>
    /// <exception cref="MaccorException">The channel does not exist, or the tester could not be read.</exception>
    public static async Task<IReadOnlyList<AuxiliaryReading>> ReadAuxiliariesAsync(
        this MaccorSession session, int channel, CancellationToken cancellation = default)
    {
        var request = new ChannelRequest { Channel = channel };
        var values = (await session.AskAsync(Functions.AuxiliaryValues, request, cancellation).ConfigureAwait(false)).Values;
        var now = session.Clock.GetUtcNow().ToLocalTime();
        if (values.Length == 0)
            return [];
        var units = await AuxiliaryUnits.Of(session).ReadAsync(channel, values.Length, cancellation).ConfigureAwait(false);
        return
        [
            .. values.Select((value, i) => new AuxiliaryReading
            {
                Session = session.Name,
                Channel = channel,
                Input = i + 1,
                Value = Known(value, UnitAt(units, i)),
                Unit = UnitAt(units, i),
                ReadAt = now,
            }),
        ];
    }

    /// <summary>Reads the test on a channel: two messages.</summary>
    /// <exception cref="MaccorException">The channel does not exist, or the tester could not be read.</exception>
    public static async Task<TestInformation> ReadTestAsync(
        this MaccorSession session, int channel, CancellationToken cancellation = default)
    {
        var names = await session.ReadTestNamesAsync(channel, cancellation).ConfigureAwait(false);
        var end = await session.AskAsync(Functions.EndStatus, new ChannelRequest { Channel = channel }, cancellation).ConfigureAwait(false);
        return new TestInformation
        {
            Session = session.Name,
            Channel = channel,
            TestName = names.TestName,
            Procedure = names.ProcedureName,
            ProcedureDescription = names.ProcedureDescription,
            Comment = names.Comment,
            NumberOfEnds = end.NumberOfEnds,
            EndNumber = end.EndNumber,
        };
    }

    /// <summary>Reads the names of the test on a channel in full length: (4, 6) in JSON, (4, 11) in binary.</summary>
    /// <exception cref="MaccorException">The channel does not exist, or the tester could not be read.</exception>
    public static async Task<NamesReply> ReadTestNamesAsync(
        this MaccorSession session, int channel, CancellationToken cancellation = default)
    {
        var request = new ChannelRequest { Channel = channel };
        if (session.Protocol == Transport.LinkKind.Json)
            return await session.AskAsync(Functions.Names, request, cancellation).ConfigureAwait(false);
        var names = await session.AskAsync(Functions.LongNames, request, cancellation).ConfigureAwait(false);
        return new NamesReply
        {
            Channel = names.Channel,
            TestName = names.TestName,
            Comment = names.Comment,
            ProcedureName = names.ProcedureName,
            ProcedureDescription = names.ProcedureDescription,
        };
    }

    private static string UnitAt(string[] units, int place) => place < units.Length ? units[place] : "";

    private static float Known(float value, string unit) => AuxiliaryReading.IsCelsius(unit) && value < AbsoluteZero ? float.NaN : value;
}
