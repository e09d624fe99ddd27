using MacNet.Protocol.Operations;

namespace MacNet.Data.Export;

/// <summary>
/// A test in the Battery Data Format, ontology 1.3.0. What is not known is left blank; columns that would have to be guessed are left out:
/// a count of steps and sums of capacity and energy need a test that was seen from its start.
/// </summary>
internal sealed class BdfForm(BdfInputs inputs) : IRowForm
{
    internal const int MostTemperatures = 5;
    internal const string TestTime =
        "Test Time / s", Voltage = "Voltage / V", Current = "Current / A", Ambient = "Ambient Temperature / degC";
    private static readonly TimeSpan LongestUnseen = TimeSpan.FromSeconds(5);
    private readonly StepCounter steps = new();
    private readonly DirectionSums capacity = new();
    private readonly DirectionSums energy = new();
    private long records;
    private double time;
    private long cycle;
    private bool isSeenFromStart;

    internal static IReadOnlyList<TableColumn> AllColumns { get; } =
    [
        new(TestTime, typeof(double)), new(Voltage, typeof(double)), new(Current, typeof(double)), new("Unix Time / s", typeof(double)),
        new("Cycle Count / 1", typeof(long)), new("Step Count / 1", typeof(long)), new("Step ID", typeof(long)),
        new("Step Type", typeof(string)), new("Step Time / s", typeof(double)), new("Record Index / 1", typeof(long)),
        new("Charging Capacity / Ah", typeof(double)), new("Discharging Capacity / Ah", typeof(double)),
        new("Charging Energy / Wh", typeof(double)), new("Discharging Energy / Wh", typeof(double)),
        new(Ambient, typeof(double)),
        .. Enumerable.Range(1, MostTemperatures).Select(number => new TableColumn(TemperatureName(number), typeof(double))),
        new("Power / W", typeof(double)), new("DC Internal Resistance / ohm", typeof(double)),
        new("AC Internal Resistance / ohm", typeof(double)),
    ];

    public IReadOnlyList<TableColumn> Columns => AllColumns;

    /// <summary>Whether a reading has what a row must have.</summary>
    internal static bool HasPlace(LogReading reading) =>
        TestSpan.HasTest(reading) && reading.TestTime is not null
        && (Known(reading.Voltage) is not null || Known(reading.SignedCurrent ?? reading.Current) is not null);

    /// <summary>The columns that have values where a test was seen from its start, and only there.</summary>
    internal static bool NeedsStart(TableColumn column) =>
        column.Name == "Step Count / 1" || column.Name.EndsWith("Ah", StringComparison.Ordinal)
            || column.Name.EndsWith("Wh", StringComparison.Ordinal);

    /// <summary>The columns that a log never has: of inputs that somebody must name, and of what only imported files have.</summary>
    internal static bool IsNeverLogged(TableColumn column) =>
        column.Name == Ambient || column.Name.StartsWith("Power", StringComparison.Ordinal)
            || column.Name.EndsWith("ohm", StringComparison.Ordinal);

    /// <summary>The column of a temperature.</summary>
    /// <param name="number">Which, counted from 1.</param>
    internal static string TemperatureName(int number) => FormattableString.Invariant($"Temperature T{number} / degC");

    internal static bool IsStart(LogReading reading) => reading.TestTime <= LongestUnseen;

    /// <summary>Goes on with a test after rows that were written before. What happened since is not known: nothing is counted on.</summary>
    internal void GoOn(double lastTime, long lastRecord, long lastCycle) => (time, records, cycle) = (lastTime, lastRecord, lastCycle);

    public bool IsKept(TableColumn column) => column.Name is TestTime or Voltage or Current;

    public object?[]? Row(LogReading reading)
    {
        var (voltage, current) = (Known(reading.Voltage), Known(reading.SignedCurrent ?? reading.Current));
        if (!HasPlace(reading) || reading.TestTime is not { } read || IsAfterEnd(reading, read))
            return null;
        if (records++ == 0)
            isSeenFromStart = IsStart(reading);
        // Single precision, and sweeps beside details: a later reading may say a little less.
        time = Math.Max(time, read.TotalSeconds);
        capacity.Add(reading, Known(reading.Capacity));
        energy.Add(reading, Known(reading.Energy));
        var step = steps.Count(reading);
        return
        [
            time, voltage, current, UnixTime(reading), CycleCount(reading), isSeenFromStart ? step : null, (long?)reading.Step,
            reading.Activity?.ToString(), reading.StepTime?.TotalSeconds, records,
            Sum(reading.Capacity, capacity.Charged), Sum(reading.Capacity, capacity.Discharged),
            Sum(reading.Energy, energy.Charged), Sum(reading.Energy, energy.Discharged),
            Temperature(reading, inputs.Ambient),
            .. Enumerable.Range(0, MostTemperatures).Select(place => (object?)Temperature(reading, inputs.Temperature(place))),
            Known(reading.Power), Known(reading.DcResistance), Known(reading.AcResistance),
        ];
    }

    // A test that is over is read on and on until its channel is cleared.
    private bool IsAfterEnd(LogReading reading, TimeSpan read) =>
        records > 0 && reading.State is { } state && ChannelReading.EndsWait(state) && read.TotalSeconds <= time;

    private long? CycleCount(LogReading reading)
    {
        if (reading.Cycle is not { } read || read < cycle)
            return null;
        return cycle = read;
    }

    private double? Sum(double? counted, double sum) => isSeenFromStart && Known(counted) is not null ? Math.Round(sum, 9) : null;

    private static double? UnixTime(LogReading reading) =>
        reading.ReadAt is { } at ? (at.UtcTicks - UnixEpochTicks) / (double)TimeSpan.TicksPerSecond : null;

    internal const long UnixEpochTicks = 621_355_968_000_000_000;

    private static double? Temperature(LogReading reading, int? input) =>
        reading.Auxiliaries.FirstOrDefault(item => item.Number == input && item.IsTemperature)?.Value;

    private static double? Known(double? value) =>
        value is { } number && !double.IsNaN(number) && !double.IsInfinity(number) ? number : null;
}
