using System.Text;

namespace MacNet.Data;

/// <summary>The fields of one line after the other, without a copy of each: a large file has tens of millions.</summary>
/// <param name="delimiter">What parts them. Quotes keep it in a field.</param>
internal sealed class Fields(char delimiter)
{
    private readonly StringBuilder unquoted = new();
    private int[] ends = new int[64];
    private string[] latest = new string[64];
    private string text = "";

    /// <summary>How many there are.</summary>
    internal int Count { get; private set; }

    internal ReadOnlySpan<char> this[int index]
    {
        get
        {
            var start = index == 0 ? 0 : ends[index - 1] + 1;
            return text.AsSpan(start, ends[index] - start);
        }
    }

    internal static string[] Of(string line, char delimiter)
    {
        var fields = new Fields(delimiter);
        fields.Take(line);
        return [.. Enumerable.Range(0, fields.Count).Select(fields.Text)];
    }

    /// <summary>The text of a field: that of the line before where it is the same, as most are.</summary>
    internal string Text(int index) => Kept(index, this[index]);

    /// <summary>The text of a field without the blanks around it.</summary>
    internal string Trimmed(int index) => Kept(index, this[index].Trim());

    /// <summary>Goes on to a line.</summary>
    internal void Take(string line)
    {
        Count = 0;
        text = line.IndexOf('"') < 0 ? line : Unquoted(line);
        if (text != line)
            return;
        for (var at = line.IndexOf(delimiter); at >= 0; at = line.IndexOf(delimiter, at + 1))
            End(at);
        End(line.Length);
    }

    private string Kept(int index, ReadOnlySpan<char> field)
    {
        if (index >= latest.Length)
            Array.Resize(ref latest, ends.Length);
        if (latest[index] is null || !field.SequenceEqual(latest[index].AsSpan()))
            latest[index] = field.ToString();
        return latest[index];
    }

    private string Unquoted(string line)
    {
        unquoted.Clear();
        var isQuoted = false;
        for (var at = 0; at < line.Length; at++)
        {
            var letter = line[at];
            if (letter == '"' && isQuoted && at + 1 < line.Length && line[at + 1] == '"')
                at++;
            else if (letter == '"')
            {
                isQuoted = !isQuoted;
                continue;
            }

            if (letter == delimiter && !isQuoted)
                End(unquoted.Length);
            unquoted.Append(letter);
        }

        End(unquoted.Length);
        return unquoted.ToString();
    }

    private void End(int at)
    {
        if (Count == ends.Length)
            Array.Resize(ref ends, Count * 2);
        ends[Count++] = at;
    }
}
