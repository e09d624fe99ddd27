namespace MacNet.Protocol.Wire;

/// <summary>
/// Half of a surrogate pair, as a tester leaves it that cuts a text in the middle of a character. No program can make a text of it, and
/// System.Text.Json fails where it stands: the sign for an unknown character takes its place.
/// </summary>
internal static class Surrogates
{
    private const int EscapeLength = 6;

    /// <summary>The bytes of JSON with each half that stands alone replaced.</summary>
    internal static ReadOnlyMemory<byte> Completed(ReadOnlyMemory<byte> json)
    {
        if (json.Span.IndexOf("\\ud"u8) < 0 && json.Span.IndexOf("\\uD"u8) < 0)
            return json;
        var bytes = json.ToArray();
        for (var at = 0; at < bytes.Length; at++)
        {
            if (bytes[at] != (byte)'\\')
                continue;
            if (IsPair(bytes, at))
            {
                at += 2 * EscapeLength - 1;
                continue;
            }

            if (CodeAt(bytes, at) is { } code && char.IsSurrogate(code))
                "fffd"u8.CopyTo(bytes.AsSpan(at + 2));
            at++;
        }

        return bytes;
    }

    private static bool IsPair(byte[] bytes, int at) =>
        CodeAt(bytes, at) is { } high && char.IsHighSurrogate(high) && CodeAt(bytes, at + EscapeLength) is { } low
            && char.IsLowSurrogate(low);

    // The character of an escape \uXXXX; null for anything else.
    private static char? CodeAt(byte[] bytes, int at)
    {
        if (at + EscapeLength > bytes.Length || bytes[at] != (byte)'\\' || bytes[at + 1] != (byte)'u')
            return null;
        var code = 0;
        for (var i = at + 2; i < at + EscapeLength; i++)
        {
            var digit = "0123456789abcdef".IndexOf(char.ToLowerInvariant((char)bytes[i]));
            if (digit < 0)
                return null;
            code = 16 * code + digit;
        }

        return (char)code;
    }
}
