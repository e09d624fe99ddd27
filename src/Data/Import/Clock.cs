using System.Globalization;

namespace MacNet.Data.Import;

/// <summary>A date and time as a file writes it, before it is known whether its day or its month is first.</summary>
internal readonly struct Clock
{
    // What the names of months begin with in English, German, French, Spanish, Italian, Portuguese and Dutch.
    private static readonly string[][] Months =
    [
        ["jan", "ene", "gen"], ["feb", "f\u00E9v", "fev"], ["mar", "m\u00E4r", "mrz", "mrt"], ["apr", "avr", "abr"],
        ["may", "mai", "mei", "mag"], ["jun", "juin", "giu"], ["jul", "juil", "lug"], ["aug", "ao\u00FB", "ago"], ["sep", "set"],
        ["oct", "okt", "ott", "out"], ["nov"], ["dec", "dez", "d\u00E9c", "dic"],
    ];

    private int First { get; init; }

    private int Second { get; init; }

    private int Year { get; init; }

    /// <summary>Whether the day and the month are plain of themselves, as with a month in letters or a year that comes first.</summary>
    internal bool IsPlain { get; private init; }

    internal bool HasDate => Year > 0;

    internal TimeSpan TimeOfDay { get; private init; }

    internal static bool TryParse(string text, out Clock clock)
    {
        clock = default;
        if (TryDayNumber(text, out clock))
            return true;
        var words = Separated(text.Trim().Trim('"')).Split([' '], StringSplitOptions.RemoveEmptyEntries);
        var time = Array.FindIndex(words, word => word.IndexOf(':') > 0);
        var ofDay = TimeSpan.Zero;
        if (time >= 0 && !TryTime(string.Join(" ", words.Skip(time)).AsSpan(), out ofDay))
            return false;
        var date = string.Join("-", time < 0 ? words : words.Take(time)).Split(['-', '/', '.'], StringSplitOptions.RemoveEmptyEntries);
        if (date.Length == 0)
        {
            clock = new Clock { TimeOfDay = ofDay };
            return time >= 0;
        }

        return date.Length == 3 && TryDate(date, ofDay, out clock);
    }

    // 2021-05-26T11:23:46, and 11 December 2020, 12:22:12 PM.
    private static string Separated(string text)
    {
        var between = text.IndexOf('T');
        if (between > 0 && char.IsDigit(text[between - 1]) && between + 1 < text.Length && char.IsDigit(text[between + 1]))
            text = text.Remove(between, 1).Insert(between, " ");
        return text.Replace(", ", " ");
    }

    internal bool Fits(DateOrder order) => Date(order) is not null;

    internal DateTime? Date(DateOrder order)
    {
        var (month, day) = IsPlain || order == DateOrder.MonthFirst ? (First, Second) : (Second, First);
        return Year is >= 1900 and < 3000 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(Year, month)
            ? new DateTime(Year, month, day) + TimeOfDay
            : null;
    }

    private static bool TryDate(string[] parts, TimeSpan ofDay, out Clock clock)
    {
        clock = default;
        var lettered = Array.FindIndex(parts, part => char.IsLetter(part[0]));
        if (lettered >= 0)
        {
            var month = MonthOf(parts[lettered]);
            var rest = parts.Where((_, index) => index != lettered).ToArray();
            var yearFirst = rest[0].Length == 4;
            if (month == 0 || !Number(rest[yearFirst ? 1 : 0], out var day) || !Number(rest[yearFirst ? 0 : 1], out var year))
                return false;
            clock = new Clock { First = month, Second = day, Year = Full(year), IsPlain = true, TimeOfDay = ofDay };
            return clock.Fits(DateOrder.MonthFirst);
        }

        if (!Number(parts[0], out var a) || !Number(parts[1], out var b) || !Number(parts[2], out var c))
            return false;
        clock = parts[0].Length == 4
            ? new Clock { First = b, Second = c, Year = a, IsPlain = true, TimeOfDay = ofDay }
            : new Clock { First = a, Second = b, Year = Full(c), TimeOfDay = ofDay };
        return clock.Fits(DateOrder.MonthFirst) || clock.Fits(DateOrder.DayFirst);
    }

    private static int Full(int year) => year < 70 ? 2000 + year : year < 100 ? 1900 + year : year;

    private static bool Number(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static int MonthOf(string text) =>
        Array.FindIndex(Months, names => Array.Exists(names, name => text.StartsWith(name, StringComparison.OrdinalIgnoreCase))) + 1;

    // Days since the end of 1899, as spreadsheets and the tester's own files count them.
    private static bool TryDayNumber(string text, out Clock clock)
    {
        clock = default;
        if (!Decimals.TryParse(text.AsSpan().Trim(), text.IndexOf(',') < 0 ? '.' : ',', out var days) || days is < 25_000 or > 100_000)
            return false;
        var time = DateTime.FromOADate(days);
        clock = new Clock { First = time.Month, Second = time.Day, Year = time.Year, IsPlain = true, TimeOfDay = time.TimeOfDay };
        return true;
    }

    /// <summary>Reads a time of day: 14:02:33.5, 02:02:33 PM, 2:02 p. m.</summary>
    internal static bool TryTime(ReadOnlySpan<char> text, out TimeSpan time)
    {
        time = default;
        var end = text.Length;
        while (end > 0 && (char.IsLetter(text[end - 1]) || text[end - 1] is '.' or ' '))
            end--;
        if (!Durations.TryParse(text.Slice(0, end), out var seconds))
            return false;
        var half = text.Slice(end).Trim();
        if (half.Length > 0 && half[0] is 'P' or 'p' && seconds < 43200)
            seconds += 43200;
        else if (half.Length > 0 && half[0] is 'A' or 'a' && seconds >= 43200)
            seconds -= 43200;
        time = TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));
        return seconds < 86400;
    }

    /// <summary>The same date at another time of day.</summary>
    internal Clock At(TimeSpan time) => this with { TimeOfDay = time };
}
