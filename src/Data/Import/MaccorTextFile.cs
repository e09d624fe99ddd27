using MacNet.Protocol.Messages;

namespace MacNet.Data.Import;

/// <summary>A text export of a tester. It is read twice, once to find how it is written, and never held in memory.</summary>
public sealed class MaccorTextFile
{
    private readonly Dialect dialect;
    private readonly ImportOptions options;
    private readonly Fields fields;
    private readonly ClockReader clocks = new();
    private readonly int[] auxiliaries;
    private DayCount? days;
    private string state = "";
    private ChannelActivity? activity;

    private MaccorTextFile(Dialect dialect, ImportOptions options)
    {
        (this.dialect, this.options, fields) = (dialect, options, new Fields(dialect.Delimiter));
        auxiliaries = [.. Enumerable.Range(0, dialect.Columns.Length).Where(at => dialect.Columns[at].Kind == ColumnKind.Auxiliary)];
    }

    /// <summary>The headers of columns that a reading has no place for.</summary>
    public IReadOnlyList<string> ColumnsLeftOut =>
        [.. dialect.Columns.Where(item => item is { Kind: ColumnKind.Unknown, Header.Length: > 0 }).Select(item => item.Header)];

    /// <summary>Whether readings have times of the tester's clock, which are taken for those of the zone.</summary>
    public bool HasClock => dialect.Position(ColumnKind.Clock) >= 0;

    /// <summary>Whether charging can be told from discharging: by a state, or by signs of currents.</summary>
    public bool HasDirections => dialect.Position(ColumnKind.State) >= 0 || dialect.IsSigned;

    /// <summary>Finds out how a file is written.</summary>
    /// <exception cref="ImportException">It is no text export, or can be read in two ways.</exception>
    public static MaccorTextFile Open(string path, ImportOptions options) => new(Dialect.Find(path, options), options);

    /// <summary>The readings, one by one. A line that cannot be read is told of, and the next is read.</summary>
    /// <param name="problem">Is told of each line that cannot be read.</param>
    public IEnumerable<LogReading> Read(Action<ImportException> problem)
    {
        days = dialect.FirstDay is { } first ? new DayCount(first) : null;
        foreach (var (line, text) in TextLines.From(dialect.Path, dialect.FirstLine))
        {
            LogReading? reading = null;
            try
            {
                // Files that were put together have it more than once.
                if (text != dialect.Header)
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
        fields.Take(text);
        if (fields.Count < dialect.WantedFields)
            throw new FormatException($"it has {fields.Count} fields, not {dialect.WantedFields}, as if it were cut off");
        if (dialect.IsCutOff(line, fields))
            throw new FormatException("it ends within its last field, as if it were cut off");
        NoteActivity();
        var current = Number(ColumnKind.Current);
        var testTime = Time(ColumnKind.TestTime);
        return new LogReading
        {
            Session = dialect.Preamble.Tester ?? Path.GetFileName(dialect.Path),
            Channel = dialect.Preamble.Channel ?? ChannelOfExtension(),
            TestName = dialect.Preamble.TestName,
            Procedure = dialect.Preamble.Procedure,
            Comment = dialect.Preamble.Comment,
            State = activity == ChannelActivity.Suspended ? ChannelState.Suspended : null,
            Activity = activity,
            Reason = Number(ColumnKind.EndStatus) is >= 0 and <= 255 and var reason ? (RecordReason)reason : null,
            Voltage = Number(ColumnKind.Voltage, dialect.VoltageScale),
            Current = current,
            SignedCurrent = Signed(current),
            TestTime = testTime,
            StepTime = Time(ColumnKind.StepTime),
            ReadAt = ReadAt(testTime),
            Cycle = (long?)(Number(ColumnKind.Cycle) ?? Number(ColumnKind.CycleOfProcedure)),
            Step = (int?)Number(ColumnKind.Step),
            Capacity = Number(ColumnKind.Capacity) ?? ByDirection(ColumnKind.ChargeCapacity, ColumnKind.DischargeCapacity),
            Energy = Number(ColumnKind.Energy) ?? ByDirection(ColumnKind.ChargeEnergy, ColumnKind.DischargeEnergy),
            Power = Number(ColumnKind.Power),
            AcResistance = Measured(ColumnKind.AcResistance),
            DcResistance = Measured(ColumnKind.DcResistance),
            Record = (long?)Number(ColumnKind.Record),
            Auxiliaries = auxiliaries.Length == 0 ? [] : Auxiliaries(),
            Variables = dialect.LastVariable == 0 ? [] : Variables(),
        };
    }

    private double? ByDirection(ColumnKind charge, ColumnKind discharge) => activity switch
    {
        ChannelActivity.Charge => Number(charge),
        ChannelActivity.Discharge => Number(discharge),
        _ => null,
    };

    // A resistance that has not been measured yet is written as 0.
    private double? Measured(ColumnKind kind) => Number(kind) is { } resistance && resistance != 0 ? resistance : null;

    private double? Signed(double? current) => activity switch
    {
        _ when current is null or 0 => current,
        ChannelActivity.Charge => Math.Abs(current.Value),
        ChannelActivity.Discharge => -Math.Abs(current.Value),
        ChannelActivity.Rest => current,
        _ => dialect.IsSigned ? current : null,
    };

    private void NoteActivity()
    {
        var at = dialect.Position(ColumnKind.State);
        if (at < 0 || at >= fields.Count || ReferenceEquals(state, fields.Trimmed(at)))
            return;
        state = fields.Trimmed(at);
        activity = ActivityOf(state.ToUpperInvariant());
    }

    private static ChannelActivity? ActivityOf(string text)
    {
        return text switch
        {
            "C" => ChannelActivity.Charge,
            "D" => ChannelActivity.Discharge,
            "R" => ChannelActivity.Rest,
            "P" => ChannelActivity.Pause,
            "S" => ChannelActivity.Suspended,
            _ when Has("FRA") => ChannelActivity.SubroutineOrFra,
            // CC DChg has the letters of a charge too.
            _ when Has("DIS") || Has("DCH") => ChannelActivity.Discharge,
            _ when Has("CHG") || Has("CHA") => ChannelActivity.Charge,
            _ when Has("REST") => ChannelActivity.Rest,
            _ when Has("PAU") => ChannelActivity.Pause,
            _ when Has("SUS") => ChannelActivity.Suspended,
            _ when Has("COM") => ChannelActivity.Complete,
            _ => null,
        };

        bool Has(string part) => text.Contains(part, StringComparison.Ordinal);
    }

    private double? Number(ColumnKind kind, double? scale = null)
    {
        var at = dialect.Position(kind);
        return at < 0 || at >= fields.Count ? null : dialect.Number(fields[at]) * (scale ?? dialect.Columns[at].Scale ?? BareScale(kind));
    }

    private double BareScale(ColumnKind kind) => kind switch
    {
        ColumnKind.Current => dialect.CurrentScale,
        ColumnKind.Capacity or ColumnKind.ChargeCapacity or ColumnKind.DischargeCapacity => dialect.CapacityScale,
        ColumnKind.Energy or ColumnKind.ChargeEnergy or ColumnKind.DischargeEnergy => dialect.CapacityScale,
        _ => 1,
    };

    private TimeSpan? Time(ColumnKind kind)
    {
        var at = dialect.Position(kind);
        if (at < 0 || at >= fields.Count || fields[at].IsWhiteSpace())
            return null;
        var text = fields[at];
        if (text.IndexOf(':') < 0)
            return Span(dialect.Number(text) * (dialect.Columns[at].Scale ?? dialect.TimeScale));
        return Durations.TryParse(text, out var seconds)
            ? Span(seconds)
            : throw new FormatException($"'{text.Trim().ToString()}' is no time");
    }

    private static TimeSpan? Span(double? seconds) => seconds switch
    {
        null => null,
        < 0 or > 1e10 => throw new FormatException(FormattableString.Invariant($"{seconds} s is no time of a test")),
        _ => Spans.OfSeconds(seconds.Value),
    };

    private DateTimeOffset? ReadAt(TimeSpan? testTime)
    {
        var at = dialect.Position(ColumnKind.Clock);
        if (at < 0 || at >= fields.Count || fields[at].IsWhiteSpace() || fields[at].Trim().SequenceEqual("N/A".AsSpan()))
            return null;
        var text = fields[at].Trim();
        if (!clocks.TryParse(text, out var clock))
            throw new FormatException($"'{text.ToString()}' is no date and time");
        if (!clock.HasDate && days is null)
            return null;
        var date = clock.HasDate ? clock.Date(dialect.DateOrder) : days!.At(clock.TimeOfDay, testTime);
        if (date is not { } local)
            throw new FormatException($"'{text.ToString()}' is no date when the order is {dialect.DateOrder}");
        return new DateTimeOffset(local, options.TimeZone.GetUtcOffset(local));
    }

    private List<AuxiliaryValue> Auxiliaries()
    {
        var found = new List<AuxiliaryValue>(auxiliaries.Length);
        foreach (var at in auxiliaries)
        {
            if (at >= fields.Count || dialect.Number(fields[at]) is not { } value)
                continue;
            var column = dialect.Columns[at];
            var hasUnit = at + 1 < dialect.Columns.Length && at + 1 < fields.Count
                && dialect.Columns[at + 1].Kind == ColumnKind.AuxiliaryUnit;
            var number = column.Number > 0 ? column.Number : found.Count + 1;
            found.Add(new AuxiliaryValue(number, value, hasUnit ? fields.Trimmed(at + 1) : column.Unit, column.Header));
        }

        return found;
    }

    private double?[] Variables()
    {
        var values = new double?[dialect.LastVariable];
        for (var at = 0; at < dialect.Columns.Length && at < fields.Count; at++)
        {
            if (dialect.Columns[at] is { Kind: ColumnKind.Variable, Number: <= Dialect.HighestVariable } column)
                values[column.Number - 1] = dialect.Number(fields[at]);
        }

        return values;
    }

    private int ChannelOfExtension() =>
        Path.GetExtension(dialect.Path) is { Length: 4 } extension && int.TryParse(extension.Substring(1), out var channel) ? channel : 0;
}
