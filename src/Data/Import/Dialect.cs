using System.Text.RegularExpressions;
using MacNet.Data.Logging;

namespace MacNet.Data.Import;

/// <summary>How a file is written: found in its head, and in a first reading of the whole file.</summary>
internal sealed class Dialect
{
    internal const int HighestVariable = 100;
    private const int LongestPreamble = 500;
    private const int LongestNote = 10_000;
    private const double HighestPlainVoltage = 500;
    private const double HighestPlainCurrent = 30;
    private int[] positions = [];
    private char point = '.';
    private Survey survey = null!;

    private Dialect(string path) => Path = path;

    internal string Path { get; }

    internal Preamble Preamble { get; } = new();

    internal Column[] Columns { get; private set; } = [];

    /// <summary>The line of the columns' names; some files repeat it.</summary>
    internal string Header { get; private set; } = "";

    internal char Delimiter { get; private set; }

    internal long FirstLine { get; private set; }

    internal DateOrder DateOrder { get; private set; }

    internal double TimeScale { get; private set; } = 1;

    internal double VoltageScale { get; private set; } = 1;

    internal double CurrentScale { get; private set; } = 1;

    internal double CapacityScale { get; private set; } = 1;

    internal bool IsSigned => survey.IsSigned;

    /// <summary>The day that times without a date begin with; null where nothing tells it.</summary>
    internal DateTime? FirstDay => Preamble.TestDate?.Date(DateOrder)?.Date;

    /// <summary>Whether a line is the file's last, and ends within its last field, which is shorter than in any other line.</summary>
    internal bool IsCutOff(long line, Fields fields) => survey.IsCutOff(line, fields);

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
        dialect.Look(options);
        dialect.Decide(options);
        return dialect;
    }

    /// <summary>A number as this file writes it; null for none, as N/A or a blank.</summary>
    internal double? Number(ReadOnlySpan<char> field) =>
        TryNumber(field, out var number) ? number : throw new FormatException($"'{field.Trim().ToString()}' is no number");

    internal bool TryNumber(ReadOnlySpan<char> field, out double? number)
    {
        var text = field.Trim();
        number = null;
        if (text.Length == 0)
            return true;
        var isNumber = Decimals.TryParse(text, point, out var value)
            || Decimals.TryParse(Ungrouped(text.ToString()).AsSpan(), point, out value);
        number = isNumber ? value : null;
        return isNumber || NoNumber.IsMatch(text.ToString());
    }

    // Separators of thousands have three digits after them: 1,5 in a file of decimal points is no 15.
    private string Ungrouped(string text) =>
        (point == ',' ? GroupedByPoint : GroupedByComma).IsMatch(text)
            ? Separators.Replace(text.Replace(point == ',' ? "." : ",", ""), "")
            : text;

    private const string Gaps = @"'\u2019 \u00A0\u202F";
    private static readonly Regex NoNumber = new(
        @"^([+-]?(NaN|INF|Infinity|1\.#\w+)|N/?A|-+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private static readonly Regex GroupedByComma = new($@"^[+-]?\d{{1,3}}([,{Gaps}]\d{{3}})+(\.\d*)?$", RegexOptions.CultureInvariant);
    private static readonly Regex GroupedByPoint = new($@"^[+-]?\d{{1,3}}([.{Gaps}]\d{{3}})+(,\d*)?$", RegexOptions.CultureInvariant);
    private static readonly Regex Separators = new($"[{Gaps}]", RegexOptions.CultureInvariant);

    private void FindHeader()
    {
        var line = 0L;
        foreach (var text in TextLines.Of(Path))
        {
            line++;
            if (Header.Length == 0 && line > LongestPreamble)
                break;
            if (Header.Length == 0)
                TakeAbove(text, line);
            else if (!string.IsNullOrWhiteSpace(text))
            {
                TakeUnits(text, line);
                return;
            }
        }

        if (Header.Length == 0)
            throw TextLines.HasZeros(Path)
                ? new ImportException(
                    "MaccorBinaryFile",
                    $"'{Path}' is binary: most likely a tester's own data file, whose form Maccor does not publish. Only text exports are read.")
                : new ImportException(
                    "NotATextExport",
                    $"'{Path}' is no text export of a test's readings: no line names a column of voltage and one of test time or current, as neither summaries of cycles nor files of impedances alone do.");
    }

    private void TakeAbove(string text, long line)
    {
        if (text.StartsWith(CsvStore.Header, StringComparison.Ordinal))
            throw new ImportException("LogNotAnExport", $"'{Path}' is a log, and no export of a tester.");
        if (IsHeader(text))
            (Header, Columns, FirstLine) = (text, [.. Fields.Of(text, Delimiter).Select(name => Column.Of(name))], line + 1);
        else if (text.Length < LongestNote)
            Preamble.Add(text);
    }

    // Some files have their units in a line of their own.
    private void TakeUnits(string text, long line)
    {
        if (text.Any(char.IsDigit))
            return;
        var (names, units) = (Fields.Of(Header, Delimiter), Fields.Of(text, Delimiter));
        Columns = [.. names.Select((name, index) => Column.Of(name, index < units.Length ? units[index] : ""))];
        FirstLine = line + 1;
    }

    private void FindPositions()
    {
        var kinds = Enumerable.Range(0, Columns.Max(column => (int)column.Kind) + 1);
        positions = [.. kinds.Select(kind => Array.FindIndex(Columns, column => (int)column.Kind == kind))];
        WantedFields = Array.FindLastIndex(Columns, column => column.Kind != ColumnKind.Unknown) + 1;
        LastVariable = Columns.Where(column => column is { Kind: ColumnKind.Variable, Number: <= HighestVariable })
            .Select(column => column.Number)
            .DefaultIfEmpty(0).Max();
    }

    private bool IsHeader(string text)
    {
        foreach (var delimiter in new[] { '\t', ',', ';', '|' })
        {
            var kinds = Fields.Of(text, delimiter)
                .Select(name => Column.Of(name).Kind).Where(kind => kind != ColumnKind.Unknown).ToArray();
            if (kinds.Contains(ColumnKind.Voltage) && (kinds.Contains(ColumnKind.TestTime) || kinds.Contains(ColumnKind.Current)))
            {
                Delimiter = delimiter;
                return true;
            }
        }

        return false;
    }

    private void Look(ImportOptions options)
    {
        survey = new Survey(this);
        point = options.DecimalSeparator ?? survey.DecimalSeparator();
        survey.Read();
    }

    private void Decide(ImportOptions options)
    {
        TimeScale = TimeScaleOf(options);
        VoltageScale = VoltageScaleOf(options);
        CurrentScale = CurrentScaleOf(options);
        CapacityScale = Known(ColumnKind.Capacity) ?? (CurrentScale * (survey.Charge.Prefix(TimeOfRow) ?? 1));
        DateOrder = options.DateOrder ?? survey.Dates.Order(Path, Preamble, TimeOfRow);
    }

    private double TimeScaleOf(ImportOptions options)
    {
        var column = Array.Find(Columns, item => item.Kind == ColumnKind.TestTime);
        if (column is null)
            return 1;
        if (options.TimeUnit is { } given)
            return given switch { TimeUnit.Minute => 60, TimeUnit.Hour => 3600, _ => 1 };
        if (column.Scale is not null || !survey.HasBareTimes)
            return column.Scale ?? 1;
        return survey.Dates.TimeScale
            ?? throw new ImportException(
                "TimeUnitAmbiguous", $"'{Path}' has times under '{column.Header}' that have no unit, and no dates that tell it.");
    }

    private double VoltageScaleOf(ImportOptions options)
    {
        var column = Array.Find(Columns, item => item.Kind == ColumnKind.Voltage)!;
        if (options.VoltageUnit is { } given)
            return given == VoltageUnit.Millivolt ? 1e-3 : 1;
        if (column.Scale is { } scale)
            return scale;
        var hasMilliamperes = Columns.Any(item => item.Kind == ColumnKind.Current && item.Scale == 1e-3);
        return survey.HighestVoltage switch
        {
            < 10 => 1,
            _ when !hasMilliamperes && survey.HighestVoltage < HighestPlainVoltage => 1,
            >= 1000 when hasMilliamperes => 1e-3,
            _ => throw new ImportException("VoltageUnitAmbiguous", FormattableString.Invariant($"'{Path}' has voltages up to {survey.HighestVoltage} without a unit, which may be V or mV.")),
        };
    }

    // What flowed must be what was counted: where one of the two has a unit, the other has one too.
    private double CurrentScaleOf(ImportOptions options)
    {
        if (options.CurrentUnit is { } given)
            return given == CurrentUnit.Milliampere ? 1e-3 : 1;
        if (Known(ColumnKind.Current) is { } known)
            return known;
        if (Known(ColumnKind.Capacity) is { } capacity && survey.Charge.Prefix(TimeOfRow) is { } prefix)
            return capacity / prefix;
        return survey.Charge.HighestCurrent < HighestPlainCurrent
            ? 1
            : throw new ImportException(
                "CurrentUnitAmbiguous",
                FormattableString.Invariant(
                    $"'{Path}' has currents up to {survey.Charge.HighestCurrent} without a unit, which may be A or mA."));
    }

    private double? Known(ColumnKind kind) => Position(kind) is >= 0 and var at ? Columns[at].Scale : kind == ColumnKind.Current ? 1 : null;

    private double TimeOfRow => survey.HasBareTimes ? TimeScale : 1;
}
