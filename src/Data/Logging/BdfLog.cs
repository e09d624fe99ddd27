using System.Text.Json;
using MacNet.Data.Export;

namespace MacNet.Data.Logging;

/// <summary>
/// Reads a file in the Battery Data Format, row by row, also while it is written, with what its metadata say. A row has no state, reason
/// or record of the tester; its capacity and energy are the sums of both directions since the test's start.
/// </summary>
internal static class BdfLog
{
    internal static IEnumerable<LogReading> Read(string path, LogQuery query)
    {
        var test = About(path);
        BdfRow? row = null;
        var number = 0L;
        foreach (var text in LogFile.Rows(path))
        {
            number++;
            if (row is null)
            {
                row = BdfRow.WithHeader(text) ?? throw NotALog(path);
                continue;
            }

            if (text.Length > 0 && ReadRow(row, text, test, path, number) is var reading && query.Wants(reading))
                yield return reading;
        }

        if (row is null)
            throw NotALog(path);
    }

    private static LogReading ReadRow(BdfRow row, string text, LogReading test, string path, long number)
    {
        try
        {
            return row.Read(text, test);
        }
        catch (FormatException problem)
        {
            throw LogFile.NoRow(path, number, problem);
        }
    }

    private static LogException NotALog(string path) => new(
        LogProblem.NotALog,
        $"'{path}' is no file in the Battery Data Format: its first line has no column of test time, voltage and current.");

    // Without metadata, the names of the file's parts.
    private static LogReading About(string path)
    {
        var stem = path.Remove(path.Length - BdfStore.Extension.Length);
        try
        {
            return BdfSidecar.Read(stem + ".bdf.metadata.json");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException)
        {
            var parts = Path.GetFileName(stem).Split(["__"], StringSplitOptions.None);
            return new LogReading { Session = parts[0], TestName = parts.Length > 1 ? parts[1] : null };
        }
    }
}
