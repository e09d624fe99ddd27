using System.Globalization;
using MacNet.Protocol.Messages;

namespace MacNet.Data.Logging;

/// <summary>
/// Reads a log in a CSV file, row by row, also while it is written. A row has no comment of its test, no names of its inputs, and the
/// test's name only if it was known already.
/// </summary>
internal static class CsvLog
{
    private static readonly int Columns = CsvStore.Header.Split(',').Length;

    internal static IEnumerable<LogReading> Read(string path, LogQuery query)
    {
        var fields = new Fields(',');
        var row = 0L;
        foreach (var text in LogFile.Rows(path))
        {
            // A file that Export-MaccorData made has more columns behind these.
            if (++row == 1 && !text.StartsWith(CsvStore.Header, StringComparison.Ordinal))
                throw NotALog(path);
            if (row == 1 || text.Length == 0)
                continue;
            fields.Take(text);
            var reading = ReadRow(fields, path, row);
            if (query.Wants(reading))
                yield return reading;
        }

        if (row == 0)
            throw NotALog(path);
    }

    private static LogException NotALog(string path) =>
        new(LogProblem.NotALog, $"'{path}' is no log: its first line is not that of one.");

    private static LogReading ReadRow(Fields fields, string path, long row)
    {
        try
        {
            return fields.Count < Columns ? throw new FormatException($"it has {fields.Count} fields.") : ReadingOf(fields);
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw LogFile.NoRow(path, row, problem);
        }
    }

    private static LogReading ReadingOf(Fields fields) => new()
    {
        ReadAt = fields[0].IsEmpty
            ? null
            : new DateTimeOffset(DateTime.ParseExact(fields[0].ToString(), "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)),
        Session = fields.Text(1),
        Channel = (int)Number(fields, 2).GetValueOrDefault(),
        TestName = Text(fields, 3),
        Procedure = Text(fields, 4),
        State = Named<ChannelState>(fields, 5),
        Activity = Named<ChannelActivity>(fields, 6),
        Reason = Named<RecordReason>(fields, 7),
        Voltage = Number(fields, 8),
        Current = Number(fields, 9),
        SignedCurrent = Number(fields, 10),
        TestTime = Seconds(fields, 11),
        Cycle = (long?)Number(fields, 12),
        Step = (int?)Number(fields, 13),
        StepTime = Seconds(fields, 14),
        Capacity = Number(fields, 15),
        Energy = Number(fields, 16),
        Record = (long?)Number(fields, 17),
        Auxiliaries = fields[18].IsEmpty ? [] : [.. fields[18].ToString().Split(';').Select(Auxiliary)],
    };

    private static string? Text(Fields fields, int at) => fields[at].IsEmpty ? null : fields.Text(at);

    private static double? Number(Fields fields, int at)
    {
        var text = fields[at];
        if (text.IsEmpty)
            return null;
        return Decimals.TryParse(text, '.', out var number) ? number : double.Parse(text.ToString(), CultureInfo.InvariantCulture);
    }

    private static TimeSpan? Seconds(Fields fields, int at) =>
        Number(fields, at) is { } seconds ? Spans.OfSeconds(seconds) : null;

    private static T? Named<T>(Fields fields, int at)
        where T : struct, Enum
    {
        if (fields[at].IsEmpty)
            return null;
        return Enum.TryParse<T>(fields.Text(at), out var value)
            ? value
            : throw new FormatException($"'{fields.Text(at)}' is no {typeof(T).Name}.");
    }

    // 1=23.5 C
    private static AuxiliaryValue Auxiliary(string text)
    {
        var parts = text.Split([' '], 2);
        var input = parts[0].Split('=');
        return new(int.Parse(input[0], CultureInfo.InvariantCulture), double.Parse(input[1], CultureInfo.InvariantCulture), parts[1]);
    }
}
