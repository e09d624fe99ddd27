namespace MacNet.Data.Export;

/// <summary>What the readings of one channel and test become: a table's columns and rows.</summary>
internal interface IRowForm
{
    IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>Whether a column is written though it has no value in any row.</summary>
    bool IsKept(TableColumn column);

    /// <summary>The row of the next reading; null where it has no place in the table.</summary>
    object?[]? Row(LogReading reading);
}
