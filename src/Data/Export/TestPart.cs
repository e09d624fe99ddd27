using MacNet.Protocol.Messages;

namespace MacNet.Data.Export;

/// <summary>The readings of one channel and test, as they come: what a file is made of.</summary>
internal sealed class TestPart : IDisposable
{
    private readonly IRowForm form;
    private readonly RowSpool spool;
    private readonly bool[] hasValue;
    private readonly bool hasTest;
    private TimeSpan? latest;

    internal TestPart(LogReading first, IRowForm form, RowSpool spool)
    {
        (this.form, this.spool, hasTest) = (form, spool, HasTest(first));
        (Session, Channel) = (first.Session, first.Channel);
        hasValue = new bool[form.Columns.Count];
    }

    internal string Session { get; }

    internal int Channel { get; }

    internal string? TestName { get; private set; }

    internal string? Procedure { get; private set; }

    /// <summary>When the test started, as its first row tells.</summary>
    internal DateTimeOffset? Start { get; private set; }

    internal long Rows => spool.Rows;

    /// <summary>Whether a reading is of the same test: a name may become known only some readings after the start.</summary>
    internal bool Continues(LogReading reading) =>
        HasTest(reading) == hasTest
        && (TestName is null || reading.TestName is null || TestName == reading.TestName)
        && !(reading.TestTime + Tolerance(reading) < latest);

    /// <summary>Takes a reading.</summary>
    /// <returns>Whether it has a place in the file.</returns>
    internal bool Add(LogReading reading)
    {
        if (form.Row(reading) is not { } row)
            return false;
        if (spool.Rows == 0)
            Start = reading.ReadAt - (reading.TestTime ?? TimeSpan.Zero);
        spool.Add(row);
        for (var i = 0; i < row.Length; i++)
            hasValue[i] |= row[i] is not null;
        TestName ??= reading.TestName;
        Procedure ??= reading.Procedure;
        if (!(reading.TestTime < latest))
            latest = reading.TestTime ?? latest;
        return true;
    }

    internal void WriteTo(Func<IReadOnlyList<TableColumn>, ITableWriter> open)
    {
        int[] kept = [.. Enumerable.Range(0, form.Columns.Count).Where(i => hasValue[i] || form.IsKept(form.Columns[i]))];
        using var table = open([.. kept.Select(i => form.Columns[i])]);
        foreach (var row in spool.Read(form.Columns.Count))
            table.Write([.. kept.Select(i => row[i])]);
        table.Complete();
    }

    public void Dispose() => spool.Dispose();

    private static bool HasTest(LogReading reading) => reading.State is not (ChannelState.Available or ChannelState.Selected);

    // Sweeps and details are read one after the other, and single precision knows no parts of a second after a hundred days.
    private TimeSpan Tolerance(LogReading reading) => TimeSpan.FromSeconds(1 + (3e-7 * (latest ?? reading.TestTime ?? TimeSpan.Zero).TotalSeconds));
}
