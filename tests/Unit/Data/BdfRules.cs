using System.Globalization;

namespace MacNet.Tests.Unit.Data;

/// <summary>
/// What the validator of the Battery Data Format (package batterydf, ontology 1.3.0) finds fault with, errors and warnings alike, for the
/// columns that are written here.
/// </summary>
internal static class BdfRules
{
    private const double MostOff = 0.05;
    private static readonly string[] Required = ["Test Time / s", "Voltage / V", "Current / A"];
    private static readonly string[] Sums =
        ["Charging Capacity / Ah", "Discharging Capacity / Ah", "Charging Energy / Wh", "Discharging Energy / Wh"];
    private static readonly string[] Others =
    [
        "Unix Time / s", "Cycle Count / 1", "Step Count / 1", "Ambient Temperature / degC", "Step ID", "Step Type", "Step Time / s",
        "Record Index / 1",
        "Temperature T1 / degC",
        "Temperature T2 / degC",
        "Temperature T3 / degC",
        "Temperature T4 / degC",
        "Temperature T5 / degC",
        "Power / W",
        "DC Internal Resistance / ohm",
        "AC Internal Resistance / ohm",
    ];

    internal static IReadOnlyList<string> Findings(string path)
    {
        var lines = File.ReadAllLines(path);
        var header = lines[0].Split(',');
        var rows = lines.Skip(1).Select(line => line.Split(',')).ToArray();
        var columns = header.Select((name, at) => (name, Values: rows.Select(row => Number(row[at])).ToArray()))
            .ToDictionary(column => column.name, column => column.Values);
        return
        [
            .. Required.Except(header).Select(name => $"'{name}' is missing"),
            .. header.Except([.. Required, .. Sums, .. Others]).Select(name => $"'{name}' is no column of the format"),
            .. rows.Where(row => row.Length != header.Length).Select(row => $"a row has {row.Length} values: {string.Join(',', row)}"),
            .. TestTime(columns["Test Time / s"]),
            .. Sums.Where(columns.ContainsKey).SelectMany(name => Falls(name, columns[name])),
            .. columns.TryGetValue("Cycle Count / 1", out var cycles) ? Cycles(cycles) : [],
            .. columns.TryGetValue("Unix Time / s", out var wall)
                ? new[] { "Test Time / s", "Step Time / s" }.Where(columns.ContainsKey).SelectMany(name => Scale(name, columns[name], wall))
                : [],
        ];
    }

    // Those of step type are texts.
    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

    private static IEnumerable<string> TestTime(double[] values)
    {
        var steps = Steps(values).ToArray();
        var allowed = Math.Max(1e-9, 0.1 * Median([.. steps.Where(step => step > 0)], 0));
        return steps.Where(step => step < -allowed).Select(step => $"test time goes back by {-step} s");
    }

    private static IEnumerable<string> Falls(string name, double[] values)
    {
        var allowed = 1e-9 + (1e-6 * values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max());
        return Steps(values).Where(step => step < -allowed).Select(step => $"'{name}' falls by {-step}");
    }

    private static IEnumerable<string> Cycles(double[] values) =>
    [
        .. values.Where(value => double.IsFinite(value) && (value < 0 || value % 1 != 0)).Select(value => $"{value} is no count of cycles"),
        .. Steps(values).Where(step => step < 0).Select(_ => "the count of cycles goes back"),
    ];

    private static IEnumerable<string> Scale(string name, double[] elapsed, double[] wall)
    {
        var ratios = Steps(elapsed).Zip(Steps(wall)).Where(pair => pair.First > 0 && pair.Second >= 0.5)
            .Select(pair => pair.First / pair.Second).ToArray();
        if (ratios.Length < 10 || Math.Abs(Median(ratios, 1) - 1) <= MostOff)
            return [];
        return [$"'{name}' passes {Median(ratios, 1)} times as fast as the clock"];
    }

    private static IEnumerable<double> Steps(double[] values) => values.Zip(values.Skip(1)).Select(pair => pair.Second - pair.First);

    private static double Median(double[] values, double none)
    {
        if (values.Length == 0)
            return none;
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
