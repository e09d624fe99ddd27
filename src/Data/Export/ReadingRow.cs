using System.Globalization;

namespace MacNet.Data.Export;

/// <summary>A reading as a row of a table: all its properties, times in s.</summary>
internal static class ReadingRow
{
    internal static readonly IReadOnlyList<TableColumn> Columns =
    [
        new("ReadAt", typeof(DateTime)), new("Session", typeof(string)), new("Channel", typeof(long)), new("TestName", typeof(string)),
        new("Procedure", typeof(string)), new("State", typeof(string)), new("Activity", typeof(string)), new("Reason", typeof(string)),
        new("Voltage", typeof(double)),
        new("Current", typeof(double)),
        new("SignedCurrent", typeof(double)),
        new("TestTime", typeof(double)),
        new("Cycle", typeof(long)), new("Step", typeof(long)), new("StepTime", typeof(double)), new("Capacity", typeof(double)),
        new("Energy", typeof(double)), new("Record", typeof(long)), new("Auxiliaries", typeof(string)),
    ];

    internal static object?[] Of(LogReading reading) =>
    [
        reading.ReadAt?.UtcDateTime, reading.Session, (long)reading.Channel, reading.TestName,
        reading.Procedure, reading.State?.ToString(), reading.Activity?.ToString(), reading.Reason?.ToString(),
        reading.Voltage, reading.Current, reading.SignedCurrent, reading.TestTime?.TotalSeconds,
        reading.Cycle, (long?)reading.Step, reading.StepTime?.TotalSeconds, reading.Capacity,
        reading.Energy, reading.Record, Text(reading.Auxiliaries),
    ];

    // 1=23.5 C;2=3.301 V
    private static string Text(IReadOnlyList<AuxiliaryValue> inputs) => string.Join(
        ";", inputs.Select(input => string.Format(CultureInfo.InvariantCulture, "{0}={1:R} {2}", input.Number, input.Value, input.Unit)));
}
