namespace MacNet.Data.Stores;

/// <summary>The tables and views, the same in SQLite and PostgreSQL but for how they say time and identity.</summary>
internal static class Schema
{
    /// <summary>The version that this program writes.</summary>
    internal const int Version = 3;

    /// <summary>What marks a SQLite file as a log: "MacN".</summary>
    internal const int ApplicationId = 0x4D61634E;

    internal const string ReadingColumns = """
        test_id, state, activity, reason, voltage, current, raw_current, test_time, cycle, step, step_time, capacity, energy, record
        """;

    internal const string Sqlite = """
        CREATE TABLE tester (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE channel (id INTEGER PRIMARY KEY, tester_id INTEGER NOT NULL, number INTEGER NOT NULL, UNIQUE (tester_id, number));
        CREATE TABLE test (id INTEGER PRIMARY KEY, channel_id INTEGER NOT NULL, name TEXT NOT NULL, procedure TEXT, comment TEXT,
            started_at INTEGER, ended_at INTEGER, end_reason INTEGER, UNIQUE (channel_id, name));
        CREATE TABLE sweep (id INTEGER PRIMARY KEY, time INTEGER NOT NULL, tester_id INTEGER NOT NULL, first_reading INTEGER NOT NULL);
        CREATE TABLE reading (id INTEGER PRIMARY KEY, time INTEGER NOT NULL, channel_id INTEGER NOT NULL, test_id INTEGER, state INTEGER,
            activity INTEGER, reason INTEGER, voltage REAL, current REAL, raw_current REAL, test_time REAL, cycle INTEGER, step INTEGER,
            step_time REAL, capacity REAL, energy REAL, record INTEGER);
        CREATE TABLE auxiliary (channel_id INTEGER NOT NULL, time INTEGER NOT NULL, input INTEGER NOT NULL, value REAL, unit TEXT,
            PRIMARY KEY (channel_id, time, input)) WITHOUT ROWID;
        CREATE TABLE event (id INTEGER PRIMARY KEY, time INTEGER NOT NULL, tester_id INTEGER NOT NULL, channel INTEGER NOT NULL,
            kind TEXT NOT NULL, text TEXT NOT NULL);

        """;

    internal static string Postgres(string partition) => $"""
        CREATE TABLE tester (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE);
        CREATE TABLE channel (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tester_id int NOT NULL REFERENCES tester, number int NOT NULL,
            UNIQUE (tester_id, number));
        CREATE TABLE test (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, channel_id int NOT NULL REFERENCES channel, name text NOT NULL,
            procedure text, comment text, started_at timestamptz, ended_at timestamptz, end_reason smallint, UNIQUE (channel_id, name));
        CREATE TABLE reading (time timestamptz NOT NULL, channel_id int NOT NULL, test_id int, state smallint, activity smallint,
            reason smallint, voltage double precision, current double precision, raw_current double precision, test_time double precision,
            cycle bigint, step int, step_time double precision, capacity double precision, energy double precision, record bigint,
            PRIMARY KEY (channel_id, time)) {partition};
        CREATE INDEX reading_by_time ON reading USING brin (time);
        CREATE TABLE auxiliary (channel_id int NOT NULL, time timestamptz NOT NULL, input int NOT NULL, value double precision, unit text,
            PRIMARY KEY (channel_id, time, input));
        CREATE TABLE event (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, time timestamptz NOT NULL, tester_id int NOT NULL,
            channel int NOT NULL, kind text NOT NULL, text text NOT NULL, UNIQUE (time, tester_id, channel, kind));

        """;

    /// <summary>What makes of an older version the present one, step by step.</summary>
    internal static IEnumerable<string> Migrations(long version, string views)
    {
        // Version 2: the view bdf has the time and the kind of the step, and only what belongs to a test.
        // Version 3: rows of the other view are numbered without sorting all there are.
        if (version < 3)
            yield return "DROP VIEW IF EXISTS bdf; DROP VIEW IF EXISTS cycler_rt_channel_statuses;" + views;
    }

    /// <summary>
    /// The views, with a row's number, its time as unix time in s and as the database says it, and no details, in its words.
    /// </summary>
    internal static string Views(string number, string unixTime, string time, string none) => $"""
        CREATE VIEW bdf AS SELECT tester.name AS tester, channel.number AS channel, test.name AS test,
            r.test_time AS "Test Time / s", r.voltage AS "Voltage / V", r.current AS "Current / A", {unixTime} AS "Unix Time / s",
            r.cycle AS "Cycle Count / 1", r.step AS "Step ID", r.step_time AS "Step Time / s",
            CASE WHEN r.activity IN (1, 8, 19) THEN 'Charge' WHEN r.activity IN (2, 9, 20) THEN 'Discharge' WHEN r.activity = 4 THEN 'Rest' END AS "Step Type"
        FROM reading r JOIN channel ON channel.id = r.channel_id JOIN tester ON tester.id = channel.tester_id LEFT JOIN test ON test.id = r.test_id
        WHERE r.test_time IS NOT NULL AND r.state NOT IN (0, 1);
        CREATE VIEW cycler_rt_channel_statuses AS SELECT {number} AS channel_status_id, channel.tester_id AS cycler_id, channel.number AS channel,
            CASE WHEN r.state = 5 THEN 'problem' WHEN r.state = 4 THEN 'finished' WHEN r.state IN (0, 1) THEN 'idle'
                WHEN r.activity IN (1, 8, 19) THEN 'charge' WHEN r.activity IN (2, 9, 20) THEN 'discharge' WHEN r.activity = 4 THEN 'rest'
                ELSE 'other' END AS status,
            r.cycle, r.step, r.test_time AS test_time_s, r.step_time AS step_time_s, r.voltage * 1000 AS voltage_mv, r.current * 1000 AS current_ma,
            CASE WHEN r.activity IN (1, 8, 19) THEN CAST(r.capacity * 1000 AS int) END AS charge_capacity_mah,
            CASE WHEN r.activity IN (2, 9, 20) THEN CAST(r.capacity * 1000 AS int) END AS discharge_capacity_mah,
            CASE WHEN r.activity IN (1, 8, 19) THEN CAST(r.energy * 1000 AS int) END AS charge_energy_mwh,
            CASE WHEN r.activity IN (2, 9, 20) THEN CAST(r.energy * 1000 AS int) END AS discharge_energy_mwh,
            {unixTime} AS timestamp_s, {time} AS insert_time, {none} AS other_details
        FROM reading r JOIN channel ON channel.id = r.channel_id;
        """;
}
