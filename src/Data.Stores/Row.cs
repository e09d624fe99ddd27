using System.Data.Common;
using MacNet.Protocol.Messages;

namespace MacNet.Data.Stores;

/// <summary>A reading as a row: its values in the order of <see cref="Schema.ReadingColumns"/>, and back.</summary>
internal static class Row
{
    internal static object?[] Values(LogReading reading, long? test) =>
    [
        test, (int?)reading.State, (int?)reading.Activity, (int?)reading.Reason, reading.Voltage, reading.SignedCurrent, reading.Current,
        reading.TestTime?.TotalSeconds,
        reading.Cycle,
        reading.Step,
        reading.StepTime?.TotalSeconds,
        reading.Capacity,
        reading.Energy,
        reading.Record,
    ];

    /// <summary>
    /// From the columns after the time: tester, channel, test, procedure, those of a reading but its test, and the test's comment.
    /// </summary>
    internal static LogReading Read(DbDataReader row, DateTimeOffset time, IReadOnlyList<AuxiliaryValue> auxiliaries) => new()
    {
        ReadAt = time,
        Session = row.GetString(1),
        Channel = row.GetInt32(2),
        TestName = Text(row, 3),
        Procedure = Text(row, 4),
        State = (ChannelState?)Whole(row, 5),
        Activity = (ChannelActivity?)Whole(row, 6),
        Reason = (RecordReason?)Whole(row, 7),
        Voltage = Real(row, 8),
        SignedCurrent = Real(row, 9),
        Current = Real(row, 10),
        TestTime = Span(row, 11),
        Cycle = Whole(row, 12),
        Step = (int?)Whole(row, 13),
        StepTime = Span(row, 14),
        Capacity = Real(row, 15),
        Energy = Real(row, 16),
        Record = Whole(row, 17),
        Comment = Text(row, 18),
        Auxiliaries = auxiliaries,
    };

    internal const string Selected = """
        r.time, tester.name, channel.number, test.name, test.procedure, r.state, r.activity, r.reason, r.voltage, r.current, r.raw_current,
        r.test_time, r.cycle, r.step, r.step_time, r.capacity, r.energy, r.record, test.comment
        """;

    internal const string From = """
        FROM reading r JOIN channel ON channel.id = r.channel_id JOIN tester ON tester.id = channel.tester_id LEFT JOIN test ON test.id = r.test_id
        """;

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static double? Real(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);

    private static long? Whole(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : Convert.ToInt64(row.GetValue(column), System.Globalization.CultureInfo.InvariantCulture);

    private static TimeSpan? Span(DbDataReader row, int column) => Real(row, column) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
