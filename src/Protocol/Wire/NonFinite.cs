using System.Text;

namespace MacNet.Protocol.Wire;

/// <summary>
/// Readings that are no finite number. JSON has no word for them; a tester may print NAN or INF all the same, and then its reply is
/// no JSON. Only such a reply comes here.
/// </summary>
internal static class NonFinite
{
    private static readonly string[] Literals = ["true", "false", "null"];

    /// <summary>The value of a word such as NAN or -INF, in any case; null for any other.</summary>
    internal static float? ValueOf(string word)
    {
        var isNegative = word.Length > 0 && word[0] == '-';
        return word.TrimStart('-', '+').ToUpperInvariant() switch
        {
            "NAN" => float.NaN,
            "INF" or "INFINITY" => isNegative ? float.NegativeInfinity : float.PositiveInfinity,
            _ => null,
        };
    }

    /// <summary>Whether what stops a reader of JSON may be such a word.</summary>
    /// <param name="rest">The bytes from the last that the reader took.</param>
    internal static bool MayStandIn(ReadOnlySpan<byte> rest)
    {
        var at = 0;
        while (at < rest.Length
            && rest[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)':' or (byte)',' or (byte)'-' or (byte)'+')
            at++;
        return at < rest.Length && rest[at] is (byte)'n' or (byte)'N' or (byte)'i' or (byte)'I';
    }

    /// <summary>
    /// The number of bytes up to and including the end of an object with such words in it, or 0 while it is not complete.
    /// </summary>
    /// <exception cref="FormatException">There are other words too.</exception>
    internal static int FindEnd(ReadOnlySpan<byte> bytes)
    {
        var depth = 0;
        for (var at = 0; at < bytes.Length;)
        {
            var token = Token(bytes.Slice(at));
            if (token.IsEmpty)
                return 0;
            at += token.Length;
            if (token[0] is (byte)'{' or (byte)'[')
                depth++;
            else if (token[0] is (byte)'}' or (byte)']' && --depth == 0)
                return at;
            else if (IsLetter(token[0]) && !IsKnown(token))
                throw new FormatException($"The message is no JSON: it has the word {Ascii(token)}.");
        }

        return 0;
    }

    /// <summary>The message with such words as texts, which makes it JSON.</summary>
    internal static byte[] Quoted(ReadOnlySpan<byte> bytes)
    {
        var quoted = new List<byte>(bytes.Length + 64);
        while (!bytes.IsEmpty)
        {
            var token = Token(bytes);
            if (token.IsEmpty)
                token = bytes;
            var isWord = ValueOf(Ascii(token)) is not null;
            if (isWord)
                quoted.Add((byte)'"');
            quoted.AddRange(token.ToArray());
            if (isWord)
                quoted.Add((byte)'"');
            bytes = bytes.Slice(token.Length);
        }

        return [.. quoted];
    }

    // A text, a number or word, or one byte of anything else; nothing where its end has not come yet.
    private static ReadOnlySpan<byte> Token(ReadOnlySpan<byte> bytes)
    {
        var length = 1;
        if (bytes[0] == (byte)'"')
        {
            while (length < bytes.Length && bytes[length] != (byte)'"')
                length += bytes[length] == (byte)'\\' ? 2 : 1;
            return length < bytes.Length ? bytes.Slice(0, length + 1) : default;
        }

        if (!IsOfWord(bytes[0]))
            return bytes.Slice(0, 1);
        while (length < bytes.Length && IsOfWord(bytes[length]))
            length++;
        return length < bytes.Length ? bytes.Slice(0, length) : default;
    }

    private static bool IsKnown(ReadOnlySpan<byte> token) =>
        Ascii(token) is var word && (ValueOf(word) is not null || Literals.Contains(word));

    private static bool IsLetter(byte value) => value is >= (byte)'a' and <= (byte)'z' or >= (byte)'A' and <= (byte)'Z';

    private static bool IsOfWord(byte value) =>
        IsLetter(value) || value is >= (byte)'0' and <= (byte)'9' or (byte)'+' or (byte)'-' or (byte)'.';

    private static string Ascii(ReadOnlySpan<byte> token) => Encoding.ASCII.GetString(token.ToArray());
}
