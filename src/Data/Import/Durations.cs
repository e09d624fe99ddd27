namespace MacNet.Data.Import;

/// <summary>Durations as a file writes them: 0d 00:00:5.05, 00:00:05, 1.02:03:04.</summary>
internal static class Durations
{
    internal static bool TryParse(ReadOnlySpan<char> text, out double seconds)
    {
        seconds = 0;
        var rest = text.Trim();
        var days = 0.0;
        var colon = rest.IndexOf(':');
        var day = rest.IndexOf('d');
        if (day < 0 && colon > 0)
            day = rest.Slice(0, colon).IndexOf('.');
        if (day > 0 && !TryWhole(rest.Slice(0, day), out days))
            return false;
        rest = rest.Slice(day + 1);
        var parts = 1;
        for (colon = rest.IndexOf(':'); colon >= 0; colon = rest.IndexOf(':'))
        {
            if (++parts > 3 || !TryWhole(rest.Slice(0, colon), out var whole))
                return false;
            seconds = (seconds + whole) * 60;
            rest = rest.Slice(colon + 1);
        }

        rest = rest.Trim();
        if (parts < 2 || rest.IndexOfAny('-', '+') >= 0
            || !Decimals.TryParse(rest, rest.IndexOf(',') < 0 ? '.' : ',', out var last))
            return false;
        seconds = ((seconds + last) * (parts == 2 ? 60 : 1)) + (days * 86400);
        return true;
    }

    private static bool TryWhole(ReadOnlySpan<char> text, out double number)
    {
        var trimmed = text.Trim();
        number = 0;
        foreach (var letter in trimmed)
        {
            if (letter is < '0' or > '9')
                return false;
            number = (number * 10) + (letter - '0');
        }

        return trimmed.Length > 0;
    }
}
