using System.Text;

namespace MacNet.Protocol.Transport;

/// <summary>
/// JSON on one line. What breaks lines may stand in JSON only between its tokens, where a backslash may not: so it is written as
/// \r, \n and \t there, and every byte can be had back.
/// </summary>
internal static class TraceText
{
    private const string Breaks = "\r\n\t";
    private const string Letters = "rnt";

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static bool IsText(string column) => column.Length > 0 && column[0] == '{';

    /// <summary>The text of a JSON message; null where the bytes are something else, or cannot be had back from the text.</summary>
    internal static string? Of(byte[] bytes)
    {
        if (bytes.Length == 0 || bytes[0] != '{')
            return null;
        try
        {
            return OnOneLine(Utf8.GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    internal static byte[] ToBytes(string column)
    {
        var text = new StringBuilder(column.Length);
        var quotes = new Quotes();
        for (var i = 0; i < column.Length; i++)
        {
            var escaped = !quotes.Inside && column[i] == '\\' && i + 1 < column.Length ? Letters.IndexOf(column[i + 1]) : -1;
            if (escaped >= 0)
                i++;
            else
                quotes.Pass(column[i]);
            text.Append(escaped >= 0 ? Breaks[escaped] : column[i]);
        }

        return Utf8.GetBytes(text.ToString());
    }

    private static string? OnOneLine(string json)
    {
        var line = new StringBuilder(json.Length);
        var quotes = new Quotes();
        foreach (var letter in json)
        {
            var isBreak = Breaks.IndexOf(letter);
            if (quotes.Inside ? char.IsControl(letter) : letter == '\\' || char.IsControl(letter) && isBreak < 0)
                return null;
            quotes.Pass(letter);
            if (isBreak >= 0)
                line.Append('\\').Append(Letters[isBreak]);
            else
                line.Append(letter);
        }

        return line.ToString();
    }

    /// <summary>Knows, letter by letter, whether it is inside a string of JSON.</summary>
    private sealed class Quotes
    {
        private bool escaped;

        internal bool Inside { get; private set; }

        internal void Pass(char letter)
        {
            if (letter == '"' && !escaped)
                Inside = !Inside;
            escaped = Inside && letter == '\\' && !escaped;
        }
    }
}
