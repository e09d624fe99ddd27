namespace MacNet.Protocol.Wire;

/// <summary>
/// Texts of <see cref="LooseJson"/>: in either kind of quotes, with raw control characters, quotes that are not escaped, paths of Windows
/// as they are, and escapes that JSON does not know; and what stands between the texts.
/// </summary>
internal static class LooseText
{
    internal static bool IsQuote(byte value) => value is (byte)'"' or (byte)'\'';

    internal static bool BeginsComment(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 1 && bytes[0] == (byte)'/' && bytes[1] is (byte)'/' or (byte)'*';

    /// <summary>The place of the first byte that is neither blank nor of a comment; the length where there is none.</summary>
    internal static int FindNext(ReadOnlySpan<byte> bytes, int from)
    {
        from = FindInk(bytes, from);
        while (BeginsComment(bytes.Slice(from)))
            from = FindInk(bytes, FindEndOfComment(bytes, from));
        return from;
    }

    /// <summary>The place after a key's closing quote; -1 while that has not come.</summary>
    internal static int FindEndOfKey(ReadOnlySpan<byte> bytes, int start)
    {
        var length = bytes.Slice(start + 1).IndexOf(bytes[start]);
        return length < 0 ? -1 : start + length + 2;
    }

    /// <summary>The place after a key without quotes; -1 while that has not come.</summary>
    internal static int FindEndOfName(ReadOnlySpan<byte> bytes, int start)
    {
        while (start < bytes.Length && IsOfName(bytes[start]))
            start++;
        return start < bytes.Length ? start : -1;
    }

    /// <summary>
    /// The place after a text's closing quote; -1 while that is not known. A quote that nothing follows which may follow a value is one
    /// of the text.
    /// </summary>
    internal static int FindEnd(ReadOnlySpan<byte> bytes, int start)
    {
        for (var at = start + 1; at < bytes.Length; at++)
        {
            var isEscape = bytes[at] == (byte)'\\';
            if (isEscape && at + 1 == bytes.Length)
                return -1;
            var isQuote = bytes[isEscape ? at + 1 : at] == bytes[start];
            at += isEscape ? 1 : 0;
            if (!isQuote)
                continue;
            var next = FindInk(bytes, at + 1);
            if (next == bytes.Length)
                return -1;
            if (isEscape ? EndsPath(bytes, next) : MayFollow(bytes.Slice(next)))
                return at + 1;
        }

        return -1;
    }

    /// <summary>Writes a text as JSON has it.</summary>
    internal static void Write(List<byte> json, ReadOnlySpan<byte> text)
    {
        // What has an escape that JSON does not know has none: its backslashes are those of a path.
        var hasEscapes = HasKnownEscapes(text);
        json.Add((byte)'"');
        for (var at = 0; at < text.Length; at++)
        {
            var next = at + 1 < text.Length ? text[at + 1] : (byte)0;
            if (text[at] != (byte)'\\')
            {
                WriteOne(json, text[at]);
            }
            else if (IsQuote(next))
            {
                WriteOne(json, next);
                at++;
            }
            else if (hasEscapes)
            {
                json.Add(text[at++]);
                json.Add(next);
            }
            else
            {
                WriteOne(json, text[at]);
            }
        }

        json.Add((byte)'"');
    }

    // The escaped quote ends the text if its backslash ends a path, as in "C:\": then a further name follows, or the end of what is around.
    private static bool EndsPath(ReadOnlySpan<byte> bytes, int next)
    {
        if (!MayFollow(bytes.Slice(next)))
            return false;
        var after = FindInk(bytes, next + 1);
        if (bytes[next] != (byte)',')
            return after == bytes.Length || MayFollow(bytes.Slice(after));
        if (after == bytes.Length || !IsQuote(bytes[after]))
            return false;
        var end = FindEndOfKey(bytes, after);
        var colon = end < 0 ? bytes.Length : FindInk(bytes, end);
        return colon < bytes.Length && bytes[colon] == (byte)':';
    }

    private static bool MayFollow(ReadOnlySpan<byte> bytes) =>
        bytes[0] is (byte)',' or (byte)'}' or (byte)']' or (byte)':' || BeginsComment(bytes);

    private static int FindInk(ReadOnlySpan<byte> bytes, int from)
    {
        while (from < bytes.Length && IsBlank(bytes[from]))
            from++;
        return from;
    }

    private static int FindEndOfComment(ReadOnlySpan<byte> bytes, int start)
    {
        var isLine = bytes[start + 1] == (byte)'/';
        var length = bytes.Slice(start + 2).IndexOf(isLine ? "\n"u8 : "*/"u8);
        return length < 0 ? bytes.Length : start + 2 + length + (isLine ? 1 : 2);
    }

    private static bool HasKnownEscapes(ReadOnlySpan<byte> text)
    {
        for (var at = text.IndexOf((byte)'\\'); at >= 0 && at < text.Length; at++)
        {
            if (text[at] == (byte)'\\' && !IsEscape(text.Slice(++at)))
                return false;
        }

        return true;
    }

    private static bool IsEscape(ReadOnlySpan<byte> text) => text.Length > 0 && (text[0] == (byte)'u'
        ? text.Length > 4 && IsHex(text[1]) && IsHex(text[2]) && IsHex(text[3]) && IsHex(text[4])
        : "\"'\\/bfnrt"u8.IndexOf(text[0]) >= 0);

    private static bool IsHex(byte value) => "0123456789abcdefABCDEF"u8.IndexOf(value) >= 0;

    private static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private static bool IsOfName(byte value) =>
        value is >= (byte)'a' and <= (byte)'z' or >= (byte)'A' and <= (byte)'Z' or >= (byte)'0' and <= (byte)'9' or (byte)'_';

    private static void WriteOne(List<byte> json, byte value)
    {
        if (value is (byte)'"' or (byte)'\\')
            json.AddRange([(byte)'\\', value]);
        else if (value < ' ')
            json.AddRange(System.Text.Encoding.ASCII.GetBytes($"\\u{(int)value:x4}"));
        else
            json.Add(value);
    }
}
