using System.Text;

namespace MacNet.Protocol.Wire;

/// <summary>The text rules of the two forms: what fits is checked before anything is sent.</summary>
internal static class WireText
{
    /// <summary>The longest text that JSON may carry: the name of a test or procedure.</summary>
    internal const int LongestInJson = 250;

    /// <summary>One byte for each of the first 256 characters; netstandard2.0 has no Encoding.Latin1.</summary>
    internal static readonly Encoding Latin1 = Encoding.GetEncoding("iso-8859-1");

    private const string Windows1252 =
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
        + "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static string CheckJson(string name, string value, int longest)
    {
        if (value.Length > longest)
            throw new ArgumentException($"{name} has {value.Length} characters; MacNet takes up to {longest}.");
        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsSurrogatePair(value, i))
                i++;
            else if (char.IsSurrogate(value[i]))
                throw new ArgumentException($"{name} has half a surrogate pair (code {(int)value[i]}).");
        }

        return CheckPrintable(name, value);
    }

    /// <summary>
    /// A JSON message in UTF-8. A tester is a Windows program and may write its texts as ANSI: what is no UTF-8 is taken as
    /// Windows-1252. The structure of JSON is ASCII and the same in both.
    /// </summary>
    internal static ReadOnlyMemory<byte> ToUtf8(ReadOnlyMemory<byte> json) =>
        IsUtf8(json.Span) ? json : Utf8.GetBytes(FromAnsi(json.Span));

    internal static byte ToLetter(string name, char value) => ToAscii(name, value.ToString(), 1)[0];

    internal static byte[] ToAscii(string name, string value, int longest)
    {
        if (value.Length > longest)
            throw new ArgumentException($"{name} has {value.Length} characters; MacNet's binary form takes up to {longest}.");

        foreach (var letter in CheckPrintable(name, value))
        {
            if (letter > '~')
                throw new ArgumentException($"{name} has the character '{letter}', which MacNet's binary form (ASCII) cannot carry.");
        }

        return Encoding.ASCII.GetBytes(value);
    }

    // ASCII in the help; what is above it is read as in JSON, so that a degree sign is one.
    internal static string FromBytes(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)0);
        return FromAnsi(end < 0 ? bytes : bytes.Slice(0, end)).TrimEnd(' ');
    }

    /// <summary>A text up to the zero with which C ends one.</summary>
    internal static string UpToZero(string text) => text.IndexOf('\0') is >= 0 and var end ? text.Substring(0, end) : text;

    // Windows-1252, which .NET does not bring everywhere, is Latin-1 but for these, where that has control characters.
    private static string FromAnsi(ReadOnlySpan<byte> bytes)
    {
        var text = Latin1.GetString(bytes.ToArray());
        return string.Concat(text.Select(letter => letter is >= '\u0080' and <= '\u009F' ? Windows1252[letter - '\u0080'] : letter));
    }

    private static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
#if NET8_0_OR_GREATER
        return System.Text.Unicode.Utf8.IsValid(bytes);
#else
        try
        {
            Utf8.GetCharCount(bytes.ToArray());
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
#endif
    }

    private static string CheckPrintable(string name, string value)
    {
        foreach (var letter in value)
        {
            if (char.IsControl(letter))
                throw new ArgumentException($"{name} has a control character (code {(int)letter}).");
        }

        return value;
    }
}
