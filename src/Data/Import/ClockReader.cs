namespace MacNet.Data.Import;

/// <summary>Reads the dates and times of one file: most are of the same day as the one before.</summary>
internal sealed class ClockReader
{
    private string date = "";
    private Clock ofDate;

    internal bool TryParse(ReadOnlySpan<char> text, out Clock clock)
    {
        text = text.Trim();
        if (date.Length > 0 && text.StartsWith(date.AsSpan()) && Clock.TryTime(text.Slice(date.Length), out var time))
        {
            clock = ofDate.At(time);
            return true;
        }

        if (!Clock.TryParse(text.ToString(), out clock))
            return false;
        var space = text.IndexOf(' ');
        var isPlain = clock.HasDate && space > 0 && text.Slice(0, space).IndexOf(':') < 0
            && text.Slice(space + 1).IndexOf(':') is var colon && colon > 0 && text.Slice(space + 1, colon).IndexOf(' ') < 0;
        date = isPlain ? text.Slice(0, space + 1).ToString() : "";
        ofDate = clock;
        return true;
    }
}
