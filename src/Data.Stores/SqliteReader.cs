using MacNet.Data.Logging;
using Microsoft.Data.Sqlite;

namespace MacNet.Data.Stores;

/// <summary>Reads a log in a SQLite file, row by row, also while it is written.</summary>
internal static class SqliteReader
{
    internal static IEnumerable<LogReading> Read(string path, LogQuery query)
    {
        using var connection = SqliteFile.Open(path, SqliteOpenMode.ReadOnly);
        using var command = connection.CreateCommand();
        // Rows stand as they were written: the sweeps, which are few, tell where a time begins.
        command.CommandText = $"SELECT {Row.Selected}, r.channel_id {Row.From} WHERE 1 {Conditions(connection, query)} ORDER BY r.id";
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var time = rows.GetInt64(0);
            var auxiliaries = rows.IsDBNull(12) ? [] : Auxiliaries(connection, rows.GetInt64(19), time);
            yield return Row.Read(rows, Time.FromMicroseconds(time), auxiliaries);
        }
    }

    private static string Conditions(SqliteConnection connection, LogQuery query)
    {
        var conditions = new List<string>();
        if (query.After is { } after)
        {
            var time = after.ToMicroseconds();
            var first = FormattableString.Invariant($"(SELECT min(first_reading) FROM sweep WHERE time >= {time})");
            conditions.Add(FormattableString.Invariant(
                $"r.time >= {time} AND r.id >= coalesce({first}, (SELECT max(first_reading) FROM sweep), 1)"));
        }

        if (query.Before is { } before)
            conditions.Add(FormattableString.Invariant($"r.time < {before.ToMicroseconds()}"));
        if (query.Channels is { } channels)
            conditions.Add($"channel.number IN ({string.Join(", ", channels)})");
        if (query.Session is { } session)
            conditions.Add($"tester.id IN ({Fitting(connection, "tester", session)})");
        if (query.TestName is { } test)
            conditions.Add($"r.test_id IN ({Fitting(connection, "test", test)})");
        return string.Concat(conditions.Select(condition => $" AND {condition}"));
    }

    private static string Fitting(SqliteConnection connection, string table, Func<string, bool> isWanted)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT id, name FROM {table}";
        using var rows = command.ExecuteReader();
        var ids = new List<long>();
        while (rows.Read())
        {
            if (isWanted(rows.GetString(1)))
                ids.Add(rows.GetInt64(0));
        }

        return string.Join(", ", ids);
    }

    private static List<AuxiliaryValue> Auxiliaries(SqliteConnection connection, long channel, long time)
    {
        using var command = connection.CreateCommand();
        command.CommandText = FormattableString.Invariant(
            $"SELECT input, value, unit FROM auxiliary WHERE channel_id = {channel} AND time = {time} ORDER BY input");
        using var rows = command.ExecuteReader();
        var found = new List<AuxiliaryValue>();
        while (rows.Read())
            found.Add(new(rows.GetInt32(0), rows.IsDBNull(1) ? double.NaN : rows.GetDouble(1), rows.GetString(2)));
        return found;
    }
}
