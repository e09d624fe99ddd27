using MacNet.Protocol.Messages;

namespace MacNet.Data.Import;

/// <summary>A text export of a tester. It is read twice, once to find how it is written, and never held in memory.</summary>
public sealed class MaccorTextFile
{
    private readonly Dialect dialect;
    private readonly ImportOptions options;
    private DayCount? days;

    private MaccorTextFile(Dialect dialect, ImportOptions options) => (this.dialect, this.options) = (dialect, options);

    /// <summary>The headers of columns that a reading has no place for.</summary>
    public IReadOnlyList<string> ColumnsLeftOut =>
        [.. dialect.Columns.Where(item => item is { Kind: ColumnKind.Unknown, Header.Length: > 0 }).Select(item => item.Header)];

    /// <summary>Whether readings have times of the tester's clock, which are taken for those of the zone.</summary>
    public bool HasClock => dialect.Position(ColumnKind.Clock) >= 0;

    /// <summary>Finds out how a file is written.</summary>
    /// <exception cref="ImportException">It is no text export, or can be read in two ways.</exception>
    public static MaccorTextFile Open(string path, ImportOptions options) => new(Dialect.Find(path, options), options);

    /// <summary>The readings, one by one. A line that cannot be read is told of, and the next is read.</summary>
    /// <param name="problem">Is told of each line that cannot be read.</param>
    public IEnumerable<LogReading> Read(Action<ImportException> problem)
    {
        var line = 0L;
        days = dialect.FirstDay is { } first ? new DayCount(first) : null;
        foreach (var text in TextLines.Of(dialect.Path))
        {
            if (++line < dialect.FirstLine || string.IsNullOrWhiteSpace(text))
                continue;
            LogReading? reading = null;
            try
            {
                reading = ReadLine(line, text);
            }
            catch (FormatException wrong)
            {
                problem(new ImportException("LineNotRead", $"Line {line} of '{dialect.Path}' is left out: {wrong.Message}.", line));
            }

            if (reading is not null)
                yield return reading;
        }
    }

    private LogReading ReadLine(long line, string text)
    {
        var fields = TextLines.Split(text, dialect.Delimiter);
        if (fields.Length < dialect.WantedFields)
            throw new FormatException($"it has {fields.Length} fields, not {dialect.WantedFields}, as if it were cut off");
        if (dialect.IsCutOff(line, fields))
            throw new FormatException("it ends within its last field, as if it were cut off");
        var state = Field(fields, ColumnKind.State)?.Trim();
        var activity = ActivityOf(state);
        var current = Number(fields, ColumnKind.Current);
        var testTime = Time(fields, ColumnKind.TestTime);
        return new LogReading
        {
            Session = dialect.Preamble.Tester ?? Path.GetFileName(dialect.Path),
            Channel = dialect.Preamble.Channel ?? ChannelOfExtension(),
            TestName = dialect.Preamble.TestName,
            Procedure = dialect.Preamble.Procedure,
            Comment = dialect.Preamble.Comment,
            State = activity == ChannelActivity.Suspended ? ChannelState.Suspended : null,
            Activity = activity,
            Reason = Number(fields, ColumnKind.EndStatus) is >= 0 and <= 255 and var reason ? (RecordReason)reason : null,
            Voltage = Number(fields, ColumnKind.Voltage, dialect.VoltageScale),
            Current = current,
            SignedCurrent = Signed(current, activity),
            TestTime = testTime,
            StepTime = Time(fields, ColumnKind.StepTime),
            ReadAt = ReadAt(fields, testTime),
            Cycle = (long?)(Number(fields, ColumnKind.Cycle) ?? Number(fields, ColumnKind.CycleOfProcedure)),
            Step = (int?)Number(fields, ColumnKind.Step),
            Capacity = Number(fields, ColumnKind.Capacity)
                ?? ByDirection(fields, activity, ColumnKind.ChargeCapacity, ColumnKind.DischargeCapacity),
            Energy = Number(fields, ColumnKind.Energy)
                ?? ByDirection(fields, activity, ColumnKind.ChargeEnergy, ColumnKind.DischargeEnergy),
            Record = (long?)Number(fields, ColumnKind.Record),
            Auxiliaries = Auxiliaries(fields),
            Variables = Variables(fields),
        };
    }

    private double? ByDirection(string[] fields, ChannelActivity? activity, ColumnKind charge, ColumnKind discharge) => activity switch
    {
        ChannelActivity.Charge => Number(fields, charge),
        ChannelActivity.Discharge => Number(fields, discharge),
        _ => null,
    };

    private double? Signed(double? current, ChannelActivity? activity) => activity switch
    {
        _ when current is null or 0 => current,
        ChannelActivity.Charge => Math.Abs(current.Value),
        ChannelActivity.Discharge => -Math.Abs(current.Value),
        ChannelActivity.Rest => current,
        _ => dialect.IsSigned ? current : null,
    };

    private static ChannelActivity? ActivityOf(string? state)
    {
        var text = state?.ToUpperInvariant() ?? "";
        return text switch
        {
            "" => null,
            "FRA" => ChannelActivity.SubroutineOrFra,
            _ when text.StartsWith("COM", StringComparison.Ordinal) => ChannelActivity.Complete,
            _ when text[0] == 'C' => ChannelActivity.Charge,
            _ when text[0] == 'D' => ChannelActivity.Discharge,
            _ when text[0] == 'R' => ChannelActivity.Rest,
            _ when text[0] == 'P' => ChannelActivity.Pause,
            _ when text[0] == 'S' => ChannelActivity.Suspended,
            _ => null,
        };
    }

    private string? Field(string[] fields, ColumnKind kind) =>
        dialect.Position(kind) is >= 0 and var at && at < fields.Length ? fields[at] : null;

    private double? Number(string[] fields, ColumnKind kind, double? scale = null)
    {
        var at = dialect.Position(kind);
        return at < 0 || at >= fields.Length ? null : dialect.Number(fields[at]) * (scale ?? dialect.Columns[at].Scale ?? BareScale(kind));
    }

    private double BareScale(ColumnKind kind) => kind switch
    {
        ColumnKind.Current => dialect.CurrentScale,
        ColumnKind.Capacity or ColumnKind.ChargeCapacity or ColumnKind.DischargeCapacity => dialect.CapacityScale,
        ColumnKind.Energy or ColumnKind.ChargeEnergy or ColumnKind.DischargeEnergy => dialect.CapacityScale,
        _ => 1,
    };

    private TimeSpan? Time(string[] fields, ColumnKind kind)
    {
        if (Field(fields, kind) is not { } text || string.IsNullOrWhiteSpace(text))
            return null;
        var column = dialect.Columns[dialect.Position(kind)];
        if (text.IndexOf(':') < 0)
            return Span(dialect.Number(text) * (column.Scale ?? dialect.TimeScale));
        return Durations.TryParse(text, out var seconds) ? Span(seconds) : throw new FormatException($"'{text.Trim()}' is no time");
    }

    private static TimeSpan? Span(double? seconds) => seconds switch
    {
        null => null,
        < 0 or > 1e10 => throw new FormatException(FormattableString.Invariant($"{seconds} s is no time of a test")),
        _ => TimeSpan.FromTicks((long)Math.Round(seconds.Value * TimeSpan.TicksPerSecond)),
    };

    private DateTimeOffset? ReadAt(string[] fields, TimeSpan? testTime)
    {
        if (Field(fields, ColumnKind.Clock) is not { } text || string.IsNullOrWhiteSpace(text) || text.Trim() == "N/A")
            return null;
        if (!Clock.TryParse(text, out var clock))
            throw new FormatException($"'{text.Trim()}' is no date and time");
        if (!clock.HasDate && days is null)
            return null;
        var date = clock.HasDate ? clock.Date(dialect.DateOrder) : days!.At(clock.TimeOfDay, testTime);
        if (date is not { } local)
            throw new FormatException($"'{text.Trim()}' is no date when the order is {dialect.DateOrder}");
        return new DateTimeOffset(local, options.TimeZone.GetUtcOffset(local));
    }

    private List<AuxiliaryValue> Auxiliaries(string[] fields)
    {
        var found = new List<AuxiliaryValue>();
        for (var at = 0; at < dialect.Columns.Length && at < fields.Length; at++)
        {
            var column = dialect.Columns[at];
            if (column.Kind != ColumnKind.Auxiliary || dialect.Number(fields[at]) is not { } value)
                continue;
            var hasUnit = at + 1 < dialect.Columns.Length && at + 1 < fields.Length
                && dialect.Columns[at + 1].Kind == ColumnKind.AuxiliaryUnit;
            var number = column.Number > 0 ? column.Number : found.Count + 1;
            found.Add(new AuxiliaryValue(number, value, hasUnit ? fields[at + 1].Trim() : column.Unit, column.Header));
        }

        return found;
    }

    private double?[] Variables(string[] fields)
    {
        var values = new double?[dialect.LastVariable];
        for (var at = 0; at < dialect.Columns.Length && at < fields.Length; at++)
        {
            if (dialect.Columns[at] is { Kind: ColumnKind.Variable, Number: <= Dialect.HighestVariable } column)
                values[column.Number - 1] = dialect.Number(fields[at]);
        }

        return values;
    }

    private int ChannelOfExtension() =>
        Path.GetExtension(dialect.Path) is { Length: 4 } extension && int.TryParse(extension.Substring(1), out var channel) ? channel : 0;
}
