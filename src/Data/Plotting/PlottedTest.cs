namespace MacNet.Data.Plotting;

/// <summary>The curves of one colour: those of a channel, or of a test on it.</summary>
internal sealed class PlottedTest(string session, int channel, int quantities)
{
    private const int MostNames = 3;

    private readonly List<string> tests = [];
    private readonly ThinnedCurve[] curves = [.. Enumerable.Range(0, quantities).Select(_ => new ThinnedCurve())];
    private TimeSpan lastTestTime;
    private long? lastRecord;

    internal string Session => session;

    internal bool IsEmpty => Array.TrueForAll(curves, curve => curve.IsEmpty);

    /// <summary>Of how many quantities something is known.</summary>
    internal int Quantities => curves.Count(curve => !curve.IsEmpty);

    internal ThinnedCurve Curve(int quantity) => curves[quantity];

    /// <summary>Whether a reading is of another test than those before it.</summary>
    /// <remarks>Test times are of single precision: after 100 days they step by 1 s, and one may be below that before it.</remarks>
    internal bool IsAnotherTest(LogReading reading) =>
        (reading.TestName is { Length: > 0 } name && tests.Count > 0 && tests[tests.Count - 1] != name)
        || reading.TestTime < lastTestTime - TimeSpan.FromSeconds(1);

    /// <summary>Remembers of which test a reading is.</summary>
    /// <returns>Whether it is the tester's next record, and so nothing is missing before it.</returns>
    internal bool Note(LogReading reading)
    {
        var follows = reading.Record - lastRecord == 1;
        lastRecord = reading.Record;
        lastTestTime = reading.TestTime ?? lastTestTime;
        if (reading.TestName is { Length: > 0 } name && (tests.Count == 0 || tests[tests.Count - 1] != name) && !tests.Contains(name))
            tests.Add(name);
        return follows;
    }

    /// <summary>What the legend says; with the tester where there are several.</summary>
    internal string Label(bool withSession)
    {
        var where = new List<string>();
        if (withSession || (channel == 0 && tests.Count == 0))
            where.Add(session);
        if (channel > 0)
            where.Add(FormattableString.Invariant($"channel {channel}"));
        var names = string.Join(", ", tests.Take(MostNames)) + (tests.Count > MostNames ? ", …" : "");
        return ShownText.Of(string.Join(": ", new[] { string.Join(", ", where), names }.Where(part => part.Length > 0)));
    }
}
