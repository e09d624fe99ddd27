using MacNet.Data.Live;
using MacNet.Protocol.Messages;

namespace MacNet.Data.Plotting;

/// <summary>Takes readings one by one, in bounded memory, to be drawn.</summary>
public sealed class Plot(PlotOptions options)
{
    /// <summary>How many channels or tests are drawn at most: more cannot be told apart.</summary>
    public const int MostTests = 50;

    private readonly Dictionary<(string Session, int Channel), PlottedTest> latest = [];
    private readonly List<PlottedTest> tests = [];

    /// <summary>The horizontal axis; null before the first reading, where it is not said.</summary>
    public PlotOver? Over { get; private set; } = options.Over;

    /// <summary>Whether readings were left out, of more channels or tests than are drawn.</summary>
    public bool LeavesOut { get; private set; }

    /// <summary>Whether there is nothing to draw.</summary>
    public bool IsEmpty => tests.TrueForAll(test => test.IsEmpty);

    internal PlotOptions Options => options;

    /// <summary>Whose all curves are, where they are those of one test; the legend then tells the quantities apart.</summary>
    internal string? Caption => Drawn is { Length: 1 } only && only[0].Quantities > 1 ? only[0].Label(withSession: false) : null;

    /// <summary>
    /// What was drawn, in the order of the options: of one test two quantities in each panel; of several, which are more than can be told
    /// apart with two axes, one.
    /// </summary>
    internal IReadOnlyList<PlotPanel> Panels
    {
        get
        {
            if (Caption is null)
                return [.. Axes.Select(axis => new PlotPanel([axis]))];
            return
            [
                .. Axes.Select((axis, number) => (Axis: axis.Of(number), Panel: number / 2)).GroupBy(item => item.Panel, item => item.Axis)
                    .Select(pair => new PlotPanel([.. pair])),
            ];
        }
    }

    private PlottedTest[] Drawn => [.. tests.Where(test => !test.IsEmpty)];

    private IReadOnlyList<PlotAxis> Axes
    {
        get
        {
            var drawn = Drawn;
            var withSession = drawn.Select(test => test.Session).Distinct().Count() > 1;
            return
            [
                .. from i in Enumerable.Range(0, options.Quantities.Count)
                   let lines = from number in Enumerable.Range(0, drawn.Length)
                               where !drawn[number].Curve(i).IsEmpty
                               select new PlotLine(number, drawn[number].Label(withSession), drawn[number].Curve(i).Pieces)
                   let axis = new PlotAxis(options.Quantities[i], [.. lines])
                   where axis.Lines.Count > 0
                   select axis,
            ];
        }
    }

    /// <summary>Takes a reading. What it does not know is not drawn.</summary>
    public void Add(LogReading reading)
    {
        Over ??= reading.ReadAt is null ? PlotOver.TestTime : PlotOver.Time;
        if (PlaceOf(reading) is not { } x || TestOf(reading) is not { } test)
            return;
        var follows = test.Note(reading);
        for (var i = 0; i < options.Quantities.Count; i++)
        {
            if (ValueOf(reading, options.Quantities[i]) is { } y && !double.IsNaN(y) && !double.IsInfinity(y))
                test.Curve(i).Add(x, y, follows);
        }
    }

    // Where there is no test, there is no test time, whatever a tester says.
    private double? PlaceOf(LogReading reading)
    {
        if (Over == PlotOver.Time)
            return reading.ReadAt?.ToUnixTimeMilliseconds() / 1000.0;
        return reading.State is ChannelState.Available or ChannelState.Selected ? null : reading.TestTime?.TotalSeconds;
    }

    private PlottedTest? TestOf(LogReading reading)
    {
        var key = (reading.Session, reading.Channel);
        if (latest.TryGetValue(key, out var test) && (Over == PlotOver.Time || !test.IsAnotherTest(reading)))
            return test;
        if (tests.Count >= MostTests)
        {
            LeavesOut = true;
            return null;
        }

        tests.Add(latest[key] = test = new PlottedTest(reading.Session, reading.Channel, options.Quantities.Count));
        return test;
    }

    private static double? ValueOf(LogReading reading, PlotQuantity quantity) => quantity switch
    {
        PlotQuantity.Voltage => reading.Voltage,
        PlotQuantity.Current => reading.SignedCurrent ?? reading.Current,
        PlotQuantity.Temperature => reading.HottestTemperature(),
        PlotQuantity.Capacity => reading.Capacity,
        _ => reading.Energy,
    };
}
