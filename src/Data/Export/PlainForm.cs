using System.Globalization;

namespace MacNet.Data.Export;

/// <summary>All properties of all readings, those of imported tests included.</summary>
internal sealed class PlainForm : IRowForm
{
    public IReadOnlyList<TableColumn> Columns { get; } =
    [
        .. ReadingRow.Columns, new("Variables", typeof(string)), new("Comment", typeof(string)), new("Power", typeof(double)),
        new("AcResistance", typeof(double)), new("DcResistance", typeof(double)),
    ];

    public bool IsKept(TableColumn column) => true;

    public object?[] Row(LogReading reading) =>
        [.. ReadingRow.Of(reading),
            string.Join(";", reading.Variables.Select(value => value?.ToString("R", CultureInfo.InvariantCulture))), reading.Comment,
            reading.Power, reading.AcResistance, reading.DcResistance];
}
