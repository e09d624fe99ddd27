using MacNet.Data.Logging;
using Npgsql;

namespace MacNet.Data.Stores;

/// <summary>Reads a log in PostgreSQL, row by row.</summary>
internal static class PostgresReader
{
    internal static IEnumerable<LogReading> Read(string connectionString, LogQuery query)
    {
        using var connection = Open(connectionString);
        using var command = new NpgsqlCommand(null, connection);
        var conditions = Conditions(connection, command, query);
        command.CommandText = $"""
            SELECT {Row.Selected},
                (SELECT array_agg(a.input ORDER BY a.input) FROM auxiliary a WHERE a.channel_id = r.channel_id AND a.time = r.time),
                (SELECT array_agg(a.value ORDER BY a.input) FROM auxiliary a WHERE a.channel_id = r.channel_id AND a.time = r.time),
                (SELECT array_agg(a.unit ORDER BY a.input) FROM auxiliary a WHERE a.channel_id = r.channel_id AND a.time = r.time)
            {Row.From} WHERE true {conditions} ORDER BY r.time, r.channel_id
            """;
        using var rows = command.ExecuteReader();
        while (rows.Read())
            yield return Row.Read(rows, new DateTimeOffset(rows.GetDateTime(0), TimeSpan.Zero), Auxiliaries(rows));
    }

    private static NpgsqlConnection Open(string connectionString)
    {
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, SearchPath = "macnet" };
            var connection = new NpgsqlConnection(builder.ToString());
            connection.Open();
            using var command = new NpgsqlCommand("SELECT max(version) FROM schema_version", connection);
            return command.ExecuteScalar() is > Schema.Version
                ? throw new LogException(LogProblem.Newer, "The database was made by a later version.")
                : connection;
        }
        catch (PostgresException problem) when (problem.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            throw new LogException(LogProblem.NotALog, "The database has no log.", problem);
        }
        catch (Exception problem) when (problem is ArgumentException || PostgresStore.IsAbsence(problem))
        {
            throw new LogException(LogProblem.CannotOpen, $"The database cannot be read: {problem.Message}", problem);
        }
    }

    private static string Conditions(NpgsqlConnection connection, NpgsqlCommand command, LogQuery query)
    {
        var conditions = new List<string>();
        if (query.After is { } after)
            Add("r.time >= ", after.UtcDateTime);
        if (query.Before is { } before)
            Add("r.time < ", before.UtcDateTime);
        if (query.Channels is { } channels)
            Add("channel.number = ANY ", channels.ToArray());
        if (query.Session is { } session)
            Add("tester.id = ANY ", Fitting(connection, "tester", session));
        if (query.TestName is { } test)
            Add("r.test_id = ANY ", Fitting(connection, "test", test));
        return string.Concat(conditions);

        void Add(string condition, object value)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
            conditions.Add(FormattableString.Invariant($" AND {condition}(${command.Parameters.Count})"));
        }
    }

    private static int[] Fitting(NpgsqlConnection connection, string table, Func<string, bool> isWanted)
    {
        using var command = new NpgsqlCommand($"SELECT id, name FROM {table}", connection);
        using var rows = command.ExecuteReader();
        var ids = new List<int>();
        while (rows.Read())
        {
            if (isWanted(rows.GetString(1)))
                ids.Add(rows.GetInt32(0));
        }

        return [.. ids];
    }

    private static IReadOnlyList<AuxiliaryValue> Auxiliaries(NpgsqlDataReader rows)
    {
        if (rows.IsDBNull(19))
            return [];
        var (inputs, values, units) = (rows.GetFieldValue<int[]>(19), rows.GetFieldValue<double[]>(20), rows.GetFieldValue<string[]>(21));
        return [.. inputs.Select((input, i) => new AuxiliaryValue(input, values[i], units[i]))];
    }
}
