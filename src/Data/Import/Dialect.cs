using System.Globalization;
using System.Text.RegularExpressions;

namespace MacNet.Data.Import;

/// <summary>How a file is written: found in its head, and in a first reading of the whole file.</summary>
internal sealed class Dialect
{
    internal const int HighestVariable = 100;
    private const int LongestPreamble = 500;
    private const double HighestPlainVoltage = 500;
    private const double HighestPlainCurrent = 30;
    private readonly ChargeSurvey charge = new();
    private readonly int[] votes = new int[3];
    private int[] positions = [];
    private Clock? firstClock, lastClock;
    private double firstTime, lastTime;
    private int pointsAsDecimal, commasAsDecimal, commasEither;
    private bool monthFirst = true, dayFirst = true;
    private double highestVoltage;
    private long lastLine;
    private bool isEnded;
    private int shortestLast = int.MaxValue;

    private Dialect(string path) => Path = path;

    internal string Path { get; }

    internal Preamble Preamble { get; } = new();

    internal Column[] Columns { get; private set; } = [];

    internal char Delimiter { get; private set; }

    internal long FirstLine { get; private set; }

    internal DateOrder DateOrder { get; private set; }

    internal double TimeScale { get; private set; } = 1;

    internal double VoltageScale { get; private set; } = 1;

    internal double CurrentScale { get; private set; } = 1;

    internal double CapacityScale { get; private set; } = 1;

    internal bool HasDecimalComma { get; private set; }

    internal bool IsSigned { get; private set; }

    /// <summary>The day that times without a date begin with; null where nothing tells it.</summary>
    internal DateTime? FirstDay => Preamble.TestDate?.Date(DateOrder)?.Date;

    /// <summary>Whether a line is the file's last, and ends within its last field, which is shorter than in any other line.</summary>
    internal bool IsCutOff(long line, string[] fields) =>
        line == lastLine && !isEnded && WantedFields <= fields.Length && LengthOfLast(fields) < shortestLast;

    /// <summary>How many fields a line must have.</summary>
    internal int WantedFields { get; private set; }

    /// <summary>The highest number of a variable.</summary>
    internal int LastVariable { get; private set; }

    internal int Position(ColumnKind kind) => (int)kind < positions.Length ? positions[(int)kind] : -1;

    /// <exception cref="ImportException">The file is no export, or can be read in two ways.</exception>
    internal static Dialect Find(string path, ImportOptions options)
    {
        var dialect = new Dialect(path);
        dialect.FindHeader();
        dialect.FindPositions();
        dialect.Survey();
        dialect.Decide(options);
        return dialect;
    }

    /// <summary>A number as this file writes it; null for none, as N/A or a blank.</summary>
    internal double? Number(string text)
    {
        text = text.Trim();
        if (text.Length == 0 || text is "N/A" or "n/a" or "NA" or "NaN" or "-")
            return null;
        var read = HasDecimalComma ? Ungrouped(text, '.').Replace(',', '.') : Ungrouped(text, ',');
        return double.TryParse(read, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsNaN(number)
            && !double.IsInfinity(number)
            ? number
            : throw new FormatException($"'{text}' is no number");
    }

    // Separators of thousands have three digits after them: 1,5 in a file of decimal points is no 15.
    private static string Ungrouped(string text, char separator)
    {
        if (text.IndexOf(separator) < 0 && text.IndexOfAny(Spaces) < 0)
            return text;
        return Grouped.IsMatch(text) ? Separators.Replace(text.Replace(separator.ToString(), ""), "") : text.Replace(separator, '?');
    }

    private static readonly char[] Spaces = [' ', '\'', '\u00A0', '\u202F', '\u2019'];
    private static readonly Regex Grouped = new(@"^[+-]?\d{1,3}([.,'\u2019 \u00A0\u202F]\d{3})+([.,]\d*)?$", RegexOptions.CultureInvariant);
    private static readonly Regex Separators = new(@"['\u2019 \u00A0\u202F]", RegexOptions.CultureInvariant);

    private void FindHeader()
    {
        var line = 0L;
        string? header = null;
        foreach (var text in TextLines.Of(Path))
        {
            line++;
            if (header is not null)
            {
                if (string.IsNullOrWhiteSpace(text))
                    continue;
                var fields = TextLines.Split(text, Delimiter);
                var isUnits = !text.Any(char.IsDigit);
                string UnitBelow(int index) => isUnits && index < fields.Length ? fields[index] : "";
                Columns = [.. TextLines.Split(header, Delimiter).Select((name, index) => Column.Of(name, UnitBelow(index)))];
                FirstLine = isUnits ? line + 1 : line;
                return;
            }

            if (IsHeader(text))
                header = text;
            else if (line > LongestPreamble)
                break;
            else
                Preamble.Add(text);
        }

        if (header is null)
            throw new ImportException(
                "NotATextExport",
                $"'{Path}' is no text export of a tester: no line names a column of voltage and one of test time or current.");
        Columns = [.. TextLines.Split(header, Delimiter).Select(name => Column.Of(name))];
        FirstLine = line + 1;
    }

    private void FindPositions()
    {
        var kinds = Enumerable.Range(0, Columns.Max(column => (int)column.Kind) + 1);
        positions = [.. kinds.Select(kind => Array.FindIndex(Columns, column => (int)column.Kind == kind))];
        WantedFields = Array.FindLastIndex(Columns, column => column.Header.Length > 0) + 1;
        LastVariable = Columns.Where(column => column is { Kind: ColumnKind.Variable, Number: <= HighestVariable })
            .Select(column => column.Number)
            .DefaultIfEmpty(0).Max();
    }

    private bool IsHeader(string text)
    {
        foreach (var delimiter in new[] { '\t', ',', ';', '|' })
        {
            var kinds = TextLines.Split(text, delimiter)
                .Select(name => Column.Of(name).Kind).Where(kind => kind != ColumnKind.Unknown).ToArray();
            if (kinds.Contains(ColumnKind.Voltage) && (kinds.Contains(ColumnKind.TestTime) || kinds.Contains(ColumnKind.Current)))
            {
                Delimiter = delimiter;
                return true;
            }
        }

        return false;
    }

    private void Survey()
    {
        var clockAt = Position(ColumnKind.Clock);
        var timeAt = Position(ColumnKind.TestTime);
        var currentAt = Position(ColumnKind.Current);
        var voltageAt = Position(ColumnKind.Voltage);
        var capacityAt = Position(ColumnKind.Capacity);
        var line = 0L;
        var length = int.MaxValue;
        isEnded = TextLines.IsEnded(Path);
        foreach (var text in TextLines.Of(Path))
        {
            if (++line < FirstLine || text.Length == 0)
                continue;
            var fields = TextLines.Split(text, Delimiter);
            (lastLine, shortestLast) = (line, Math.Min(shortestLast, length));
            length = WantedFields <= fields.Length ? LengthOfLast(fields) : int.MaxValue;
            foreach (var at in new[] { voltageAt, currentAt, timeAt })
            {
                if (at >= 0 && at < fields.Length)
                    SurveyNumber(fields[at]);
            }

            if (currentAt >= 0 && currentAt < fields.Length && fields[currentAt].TrimStart().StartsWith("-", StringComparison.Ordinal)
                && fields[currentAt].Any(letter => letter is >= '1' and <= '9'))
                IsSigned = true;
            if (voltageAt < fields.Length
                && double.TryParse(fields[voltageAt].Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var voltage))
                highestVoltage = Math.Max(highestVoltage, Math.Abs(voltage));
            charge.Add(Raw(fields, timeAt), Raw(fields, currentAt), Raw(fields, capacityAt));
            if (clockAt >= 0 && clockAt < fields.Length && Clock.TryParse(fields[clockAt], out var clock))
                SurveyClock(clock, timeAt >= 0 && timeAt < fields.Length ? fields[timeAt] : "");
        }

        foreach (var date in Preamble.Dates.Where(date => !date.IsPlain))
            Exclude(date);
    }

    // Before it is known whether the comma is decimal: what can be read only otherwise is left out.
    private static double? Raw(string[] fields, int at)
    {
        if (at < 0 || at >= fields.Length)
            return null;
        var text = fields[at].Trim().Replace(',', '.');
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value);
        return isNumber || Durations.TryParse(text, out value) ? value : null;
    }

    private int LengthOfLast(string[] fields) => fields[WantedFields - 1].Trim().Length;

    private void SurveyNumber(string text)
    {
        var comma = text.LastIndexOf(',');
        var point = text.LastIndexOf('.');
        if (text.IndexOf(':') >= 0 || (comma < 0 && point < 0))
            return;
        if (point > comma || text.IndexOf(',') < comma)
            pointsAsDecimal++;
        else if (point >= 0 || text.Length - comma != 4 || text.TrimStart().TrimStart('-').StartsWith("0", StringComparison.Ordinal))
            commasAsDecimal++;
        else
            commasEither++;
    }

    private void Exclude(Clock clock)
    {
        if (clock is { HasDate: true, IsPlain: false })
        {
            monthFirst &= clock.Fits(DateOrder.MonthFirst);
            dayFirst &= clock.Fits(DateOrder.DayFirst);
        }
    }

    private void SurveyClock(Clock clock, string testTime)
    {
        Exclude(clock);
        var known = double.TryParse(testTime.Trim().Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var time)
            || Durations.TryParse(testTime, out time);
        if (known && lastClock is { } before && time > lastTime)
        {
            var passed = (clock.TimeOfDay - before.TimeOfDay).TotalSeconds;
            if (passed < 0)
                passed += 86400;
            Vote(passed, time - lastTime);
        }

        if (!known)
            return;
        if (firstClock is null)
            (firstClock, firstTime) = (clock, time);
        (lastClock, lastTime) = (clock, time);
    }

    private void Vote(double passed, double counted)
    {
        if (passed < 5)
            return;
        var ratio = passed / counted;
        if (ratio is > 0.7 and < 1.4)
            votes[0]++;
        else if (ratio is > 42 and < 85)
            votes[1]++;
        else if (ratio is > 2500 and < 5000)
            votes[2]++;
    }

    private void Decide(ImportOptions options)
    {
        HasDecimalComma = DecimalComma(options);
        TimeScale = TimeScaleOf(options);
        VoltageScale = VoltageScaleOf(options);
        CurrentScale = CurrentScaleOf(options);
        CapacityScale = Known(ColumnKind.Capacity) ?? (CurrentScale * (charge.Prefix(TimeOfRow) ?? 1));
        DateOrder = DateOrderOf(options);
    }

    private bool DecimalComma(ImportOptions options)
    {
        if (options.DecimalSeparator is { } given)
            return given == ',';
        if (commasEither > 0 && pointsAsDecimal == 0 && commasAsDecimal == 0)
            throw new ImportException(
                "DecimalSeparatorAmbiguous",
                $"'{Path}' has numbers like 1,234 in which the comma may be the decimal one or that of thousands.");
        return commasAsDecimal > pointsAsDecimal;
    }

    private double TimeScaleOf(ImportOptions options)
    {
        var column = Array.Find(Columns, item => item.Kind == ColumnKind.TestTime);
        if (column is null)
            return 1;
        if (options.TimeUnit is { } given)
            return given switch { TimeUnit.Minute => 60, TimeUnit.Hour => 3600, _ => 1 };
        if (column.Scale is not null || !IsBareNumber)
            return column.Scale ?? 1;
        var best = Array.IndexOf(votes, votes.Max());
        return votes[best] > 0 && votes[best] >= votes.Sum() * 0.8
            ? best switch { 1 => 60, 2 => 3600, _ => 1 }
            : throw new ImportException(
                "TimeUnitAmbiguous", $"'{Path}' has times under '{column.Header}' that have no unit, and no dates that tell it.");
    }

    // Clocks such as 0d 00:00:05 say themselves what they count.
    private bool IsBareNumber
    {
        get
        {
            var at = Position(ColumnKind.TestTime);
            var first = TextLines.Of(Path).Skip((int)FirstLine - 1).FirstOrDefault(text => text.Trim().Length > 0);
            return first is not null && TextLines.Split(first, Delimiter) is var fields && at < fields.Length
                && fields[at].IndexOf(':') < 0;
        }
    }

    private double VoltageScaleOf(ImportOptions options)
    {
        var column = Array.Find(Columns, item => item.Kind == ColumnKind.Voltage)!;
        if (options.VoltageUnit is { } given)
            return given == VoltageUnit.Millivolt ? 1e-3 : 1;
        if (column.Scale is { } scale)
            return scale;
        var hasMilliamperes = Columns.Any(item => item.Kind == ColumnKind.Current && item.Scale == 1e-3);
        return highestVoltage switch
        {
            < 10 => 1,
            _ when !hasMilliamperes && highestVoltage < HighestPlainVoltage => 1,
            >= 1000 when hasMilliamperes => 1e-3,
            _ => throw new ImportException("VoltageUnitAmbiguous", FormattableString.Invariant($"'{Path}' has voltages up to {highestVoltage} without a unit, which may be V or mV.")),
        };
    }

    // What flowed must be what was counted: where one of the two has a unit, the other has one too.
    private double CurrentScaleOf(ImportOptions options)
    {
        if (options.CurrentUnit is { } given)
            return given == CurrentUnit.Milliampere ? 1e-3 : 1;
        if (Known(ColumnKind.Current) is { } known)
            return known;
        if (Known(ColumnKind.Capacity) is { } capacity && charge.Prefix(TimeOfRow) is { } prefix)
            return capacity / prefix;
        return charge.HighestCurrent < HighestPlainCurrent
            ? 1
            : throw new ImportException(
                "CurrentUnitAmbiguous",
                FormattableString.Invariant($"'{Path}' has currents up to {charge.HighestCurrent} without a unit, which may be A or mA."));
    }

    private double? Known(ColumnKind kind) => Position(kind) is >= 0 and var at ? Columns[at].Scale : kind == ColumnKind.Current ? 1 : null;

    private double TimeOfRow => IsBareNumber ? TimeScale : 1;

    private DateOrder DateOrderOf(ImportOptions options)
    {
        if (options.DateOrder is { } given)
            return given;
        if (Position(ColumnKind.Clock) < 0)
            return DateOrder.MonthFirst;
        if (firstClock is { HasDate: false } && Preamble.TestDate is { IsPlain: false } day)
            return OrderOf(day);
        if (firstClock is not { HasDate: true, IsPlain: false } first)
            return DateOrder.MonthFirst;
        if (monthFirst == dayFirst && Preamble.Dates.FirstOrDefault(date => date.IsPlain) is { HasDate: true })
            ExcludeByPlainDates(first);
        if (monthFirst == dayFirst)
            ExcludeBySpan(first);
        return OrderOf(first);
    }

    private DateOrder OrderOf(Clock first)
    {
        if (monthFirst != dayFirst)
            return monthFirst ? DateOrder.MonthFirst : DateOrder.DayFirst;
        if (first.Date(DateOrder.MonthFirst) == first.Date(DateOrder.DayFirst)
            && (!lastClock!.Value.HasDate || lastClock.Value.Date(DateOrder.MonthFirst) == lastClock.Value.Date(DateOrder.DayFirst)))
            return DateOrder.MonthFirst;
        throw new ImportException("DateOrderAmbiguous", FormattableString.Invariant(
            $"'{Path}' begins on {first.Date(DateOrder.MonthFirst):d MMMM yyyy} or on {first.Date(DateOrder.DayFirst):d MMMM yyyy}: its dates do not tell whether the month or the day is first."));
    }

    private void ExcludeByPlainDates(Clock first)
    {
        var plain = Preamble.Dates.Where(date => date.IsPlain).Select(date => date.Date(DateOrder.MonthFirst)!.Value.Date).ToArray();
        bool IsPlain(DateOrder order) => first.Date(order) is { } date && plain.Contains(date.Date);
        var (month, day) = (IsPlain(DateOrder.MonthFirst), IsPlain(DateOrder.DayFirst));
        if (month != day)
            (monthFirst, dayFirst) = (month, day);
    }

    private void ExcludeBySpan(Clock first)
    {
        var counted = (lastTime - firstTime) * TimeScale;
        bool Agrees(DateOrder order) =>
            (lastClock!.Value.Date(order) - first.Date(order)) is { } span
                && Math.Abs(span.TotalSeconds - counted) < 43200 + (0.1 * counted);
        var (month, day) = (Agrees(DateOrder.MonthFirst), Agrees(DateOrder.DayFirst));
        if (month != day)
            (monthFirst, dayFirst) = (month, day);
    }
}
