namespace MacNet.Data.Import;

/// <summary>What a first reading of a whole file finds, for what none of its lines tells by itself.</summary>
internal sealed class Survey
{
    // So many numbers with a point or a comma in them tell which of the two is decimal.
    private const int Enough = 1000;
    private readonly Dialect dialect;
    private readonly Fields fields;
    private readonly ClockReader clocks = new();
    private readonly int[] positions;
    private int pointsAsDecimal, commasAsDecimal, commasEither;
    private long lastLine;
    private int shortestLast = int.MaxValue;
    private bool isEnded;

    internal Survey(Dialect dialect)
    {
        this.dialect = dialect;
        fields = new Fields(dialect.Delimiter);
        positions = [dialect.Position(ColumnKind.Voltage), dialect.Position(ColumnKind.Current), dialect.Position(ColumnKind.TestTime)];
    }

    internal ChargeSurvey Charge { get; } = new();

    internal DateSurvey Dates { get; } = new();

    /// <summary>Whether currents have signs of their own.</summary>
    internal bool IsSigned { get; private set; }

    internal double HighestVoltage { get; private set; }

    /// <summary>Whether the times of tests are plain numbers. Clocks such as 0d 00:00:05 say themselves what they count.</summary>
    internal bool HasBareTimes { get; private set; }

    /// <summary>Whether a line is the file's last, and ends within its last field, which is shorter than in any other line.</summary>
    internal bool IsCutOff(long line, Fields found) =>
        line == lastLine && !isEnded && found.Count == dialect.WantedFields && LengthOfLast(found) < shortestLast;

    /// <summary>Finds which of point and comma is the decimal one.</summary>
    /// <exception cref="ImportException">Both can be.</exception>
    internal char DecimalSeparator()
    {
        var isFirst = true;
        foreach (var (line, text) in TextLines.From(dialect.Path, dialect.FirstLine))
        {
            fields.Take(text);
            if (isFirst)
                CheckCommas(line);
            isFirst = false;
            foreach (var at in positions.Where(at => at >= 0 && at < fields.Count))
                Count(fields[at].Trim());
            if (pointsAsDecimal + commasAsDecimal > Enough)
                break;
        }

        if (commasEither > 0 && pointsAsDecimal == 0 && commasAsDecimal == 0)
            throw new ImportException(
                "DecimalSeparatorAmbiguous",
                $"'{dialect.Path}' has numbers like 1,234 in which the comma may be the decimal one or that of thousands.");
        return commasAsDecimal > pointsAsDecimal ? ',' : '.';
    }

    /// <summary>Looks at the whole file.</summary>
    internal void Read()
    {
        var (clockAt, capacityAt) = (dialect.Position(ColumnKind.Clock), dialect.Position(ColumnKind.Capacity));
        var length = int.MaxValue;
        var isFirst = true;
        isEnded = TextLines.IsEnded(dialect.Path);
        foreach (var (line, text) in TextLines.From(dialect.Path, dialect.FirstLine))
        {
            fields.Take(text);
            (lastLine, shortestLast) = (line, Math.Min(shortestLast, length));
            length = dialect.WantedFields <= fields.Count ? LengthOfLast(fields) : int.MaxValue;
            var (voltage, current, time) = (Value(positions[0]), Value(positions[1]), Time(positions[2]));
            HighestVoltage = Math.Max(HighestVoltage, Math.Abs(voltage ?? 0));
            IsSigned |= current < 0;
            if (isFirst)
                HasBareTimes = positions[2] < fields.Count && positions[2] >= 0 && fields[positions[2]].IndexOf(':') < 0;
            isFirst = false;
            Charge.Add(time, current, Value(capacityAt));
            if (clockAt >= 0 && clockAt < fields.Count && clocks.TryParse(fields[clockAt], out var clock))
                Dates.Add(clock, time);
        }

        foreach (var date in dialect.Preamble.Dates.Where(date => !date.IsPlain))
            Dates.Exclude(date);
    }

    // 0,5 between commas is two fields.
    private void CheckCommas(long line)
    {
        if (dialect.Delimiter != ',')
            return;
        for (var at = dialect.Columns.Length; at < fields.Count; at++)
        {
            if (!fields[at].IsWhiteSpace())
                throw new ImportException(
                    "CommasNotTold",
                    $"'{dialect.Path}' has {fields.Count} fields in line {line} under {dialect.Columns.Length} columns: its commas part fields and are decimal ones too.");
        }
    }

    private void Count(ReadOnlySpan<char> text)
    {
        var comma = text.LastIndexOf(',');
        var point = text.LastIndexOf('.');
        if (text.IndexOf(':') >= 0 || (comma < 0 && point < 0))
            return;
        if (point > comma || text.IndexOf(',') < comma)
            pointsAsDecimal++;
        else if (point >= 0 || text.Length - comma != 4 || text.TrimStart('-')[0] == '0')
            commasAsDecimal++;
        else
            commasEither++;
    }

    private double? Value(int at) =>
        at >= 0 && at < fields.Count && dialect.TryNumber(fields[at], out var number) ? number : null;

    private double? Time(int at)
    {
        var isClock = at >= 0 && at < fields.Count && fields[at].IndexOf(':') >= 0;
        if (!isClock)
            return Value(at);
        return Durations.TryParse(fields[at], out var seconds) ? seconds : null;
    }

    private int LengthOfLast(Fields found) => found[dialect.WantedFields - 1].Trim().Length;
}
