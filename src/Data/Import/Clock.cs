using System.Globalization;

namespace MacNet.Data.Import;

/// <summary>A date and time as a file writes it, before it is known whether its day or its month is first.</summary>
internal readonly struct Clock
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

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
        var words = Separated(text.Trim().Trim('"')).Split([' '], StringSplitOptions.RemoveEmptyEntries);
        var time = Array.FindIndex(words, word => word.IndexOf(':') > 0);
        var ofDay = TimeSpan.Zero;
        if (time >= 0 && !TryTime(words[time], words.Length > time + 1 ? words[time + 1] : "", out ofDay))
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
        return HasDate && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(Year, month)
            ? new DateTime(Year, month, day) + TimeOfDay
            : null;
    }

    private static bool TryDate(string[] parts, TimeSpan ofDay, out Clock clock)
    {
        clock = default;
        var lettered = Array.FindIndex(parts, part => char.IsLetter(part[0]));
        if (lettered >= 0)
        {
            var month = Array.FindIndex(Months, name => parts[lettered].StartsWith(name, StringComparison.OrdinalIgnoreCase)) + 1;
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
        return clock.Year < 9999 && (clock.Fits(DateOrder.MonthFirst) || clock.Fits(DateOrder.DayFirst));
    }

    private static int Full(int year) => year < 70 ? 2000 + year : year < 100 ? 1900 + year : year;

    private static bool Number(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static bool TryTime(string text, string half, out TimeSpan time)
    {
        time = default;
        if (text.Length > 2 && text[text.Length - 1] is 'M' or 'm' && char.IsLetter(text[text.Length - 2]))
            (text, half) = (text.Remove(text.Length - 2), text.Substring(text.Length - 2));
        if (!Durations.TryParse(text.TrimEnd('Z'), out var seconds))
            return false;
        if (half.StartsWith("P", StringComparison.OrdinalIgnoreCase) && seconds < 43200)
            seconds += 43200;
        else if (half.StartsWith("A", StringComparison.OrdinalIgnoreCase) && seconds >= 43200)
            seconds -= 43200;
        time = TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));
        return seconds < 86400;
    }
}

/// <summary>Durations as a file writes them: 0d 00:00:5.05.</summary>
internal static class Durations
{
    internal static bool TryParse(string text, out double seconds)
    {
        seconds = 0;
        var rest = text.Trim();
        var days = 0.0;
        var day = rest.IndexOf('d');
        if (day > 0 && !double.TryParse(rest.Substring(0, day), NumberStyles.None, CultureInfo.InvariantCulture, out days))
            return false;
        var parts = rest.Substring(day + 1).Split(':');
        if (parts.Length is < 2 or > 3)
            return false;
        foreach (var part in parts)
        {
            if (!double.TryParse(
                part.Replace(',', '.'),
                NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite,
                CultureInfo.InvariantCulture,
                out var number))
                return false;
            seconds = (seconds * 60) + number;
        }

        if (parts.Length == 2)
            seconds *= 60;
        seconds += days * 86400;
        return true;
    }
}
