namespace MacNet.Data.Export;

/// <summary>The readings of one channel and test, as they come: what a file is made of.</summary>
internal sealed class TestPart(LogReading first, IRowForm form, RowSpool spool) : IDisposable
{
    private readonly bool[] hasValue = new bool[form.Columns.Count];

    internal TestSpan Test { get; private set; } = new(first);

    internal long Rows => spool.Rows;

    /// <summary>Takes a reading.</summary>
    /// <returns>Whether it has a place in the file.</returns>
    internal bool Add(LogReading reading)
    {
        if (form.Row(reading) is not { } row)
            return false;
        if (spool.Rows == 0)
            Test = new TestSpan(reading);
        Test.Note(reading);
        spool.Add(row);
        for (var i = 0; i < row.Length; i++)
            hasValue[i] |= row[i] is not null;
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
}
