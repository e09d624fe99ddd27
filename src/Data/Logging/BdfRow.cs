using MacNet.Data.Export;
using MacNet.Protocol.Messages;

namespace MacNet.Data.Logging;

/// <summary>Reads the rows of a file in the Battery Data Format by its header.</summary>
internal sealed class BdfRow
{
    private readonly Fields fields = new(',');
    private readonly Dictionary<string, int> places;

    private BdfRow(IEnumerable<string> header) =>
        places = header.Select((name, at) => (Name: name.Trim(), At: at))
            .GroupBy(item => item.Name).ToDictionary(item => item.Key, item => item.First().At);

    /// <summary>The rows under a header; null where it is none of the format.</summary>
    internal static BdfRow? WithHeader(string header)
    {
        var row = new BdfRow(Fields.Of(header.TrimStart('\uFEFF'), ','));
        return new[] { BdfForm.TestTime, BdfForm.Voltage, BdfForm.Current }.All(row.places.ContainsKey) ? row : null;
    }

    /// <summary>A row as a reading of a test.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    internal LogReading Read(string text, LogReading test)
    {
        fields.Take(text);
        var current = Number(BdfForm.Current);
        return test with
        {
            Activity = Enum.TryParse<ChannelActivity>(Text("Step Type"), out var activity) ? activity : null,
            Voltage = Number(BdfForm.Voltage),
            Current = current,
            SignedCurrent = current,
            TestTime = Seconds(BdfForm.TestTime),
            ReadAt = Number("Unix Time / s") is { } time ? new DateTimeOffset(BdfForm.UnixEpochTicks, TimeSpan.Zero) + Spans.OfSeconds(time) : null,
            Cycle = (long?)Number("Cycle Count / 1"),
            Step = (int?)Number("Step ID"),
            StepTime = Seconds("Step Time / s"),
            Capacity = Number("Charging Capacity / Ah") + Number("Discharging Capacity / Ah"),
            Energy = Number("Charging Energy / Wh") + Number("Discharging Energy / Wh"),
            Power = Number("Power / W"),
            AcResistance = Number("AC Internal Resistance / ohm"),
            DcResistance = Number("DC Internal Resistance / ohm"),
            Auxiliaries = [.. Temperatures()],
        };
    }

    private IEnumerable<AuxiliaryValue> Temperatures()
    {
        for (var number = 1; number <= BdfForm.MostTemperatures; number++)
        {
            if (Number(BdfForm.TemperatureName(number)) is { } temperature)
                yield return new(number, temperature, "C", $"T{number}");
        }

        if (Number(BdfForm.Ambient) is { } ambient)
            yield return new(BdfForm.MostTemperatures + 1, ambient, "C", "Ambient");
    }

    private string? Text(string column) => places.TryGetValue(column, out var at) && at < fields.Count ? fields.Text(at) : null;

    private double? Number(string column)
    {
        if (!places.TryGetValue(column, out var at) || at >= fields.Count || fields[at].IsEmpty)
            return null;
        return Decimals.TryParse(fields[at], '.', out var number)
            ? number
            : throw new FormatException($"'{fields[at].ToString()}' under '{column}' is no number.");
    }

    private TimeSpan? Seconds(string column) => Number(column) is { } seconds ? Spans.OfSeconds(seconds) : null;
}
