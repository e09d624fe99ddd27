namespace MacNet.Protocol.Wire;

/// <summary>
/// Objects that are not quite JSON, as programs write them that put a message together by hand or print numbers as their country does:
/// written anew as JSON, and what cannot be read as null. Only what System.Text.Json refuses comes here.
/// </summary>
internal ref struct LooseJson
{
    private const int DeepestNesting = 32;

    private readonly ReadOnlySpan<byte> bytes;
    private readonly List<byte> json;
    private int at;

    private LooseJson(ReadOnlySpan<byte> bytes)
    {
        this.bytes = bytes;
        json = new List<byte>(bytes.Length + 64);
    }

    /// <summary>The number of bytes up to and including an object's end, or 0 while it is not complete.</summary>
    /// <exception cref="FormatException">It is no object.</exception>
    internal static int FindEnd(ReadOnlySpan<byte> bytes)
    {
        var loose = new LooseJson(bytes);
        return loose.Group(depth: 1) ? loose.at : 0;
    }

    /// <summary>An object in UTF-8 as JSON.</summary>
    /// <exception cref="FormatException">It is no object, or not one alone.</exception>
    internal static byte[] Rewritten(ReadOnlySpan<byte> bytes)
    {
        var loose = new LooseJson(bytes);
        if (!loose.SkipBlanks() || bytes[loose.at] != (byte)'{' || !loose.Group(depth: 1))
            throw Broken("it is not complete");
        return loose.SkipBlanks() ? throw Broken("something follows it") : [.. loose.json];
    }

    private static FormatException Broken(string why) => new($"The message is no JSON: {why}.");

    // All below: false where the end of what is to be read has not come yet.

    // An object or an array, from its bracket on.
    private bool Group(int depth)
    {
        if (depth > DeepestNesting)
            throw Broken("it nests too deep");
        var isObject = bytes[at] == (byte)'{';
        var close = (byte)(isObject ? '}' : ']');
        json.Add(bytes[at++]);
        for (var isFirst = true; SkipBlanks();)
        {
            if (bytes[at] == close)
            {
                json.Add(bytes[at++]);
                return true;
            }

            // A comma too many. In an array it is one where a value is missing: the others keep their places.
            if (isObject && bytes[at] == (byte)',')
            {
                at++;
                continue;
            }

            if (!isFirst)
                json.Add((byte)',');
            isFirst = false;
            if ((isObject && !Key()) || !Value(isObject, close, depth) || !SkipBlanks())
                return false;
            if (bytes[at] == (byte)',')
                at++;
        }

        return false;
    }

    private bool Key()
    {
        var start = at;
        var isQuoted = LooseText.IsQuote(bytes[at]);
        at = isQuoted ? LooseText.FindEndOfKey(bytes, at) : LooseText.FindEndOfName(bytes, at);
        if (at < 0)
            return false;
        if (at == start)
            throw Broken($"a name was due, and there is '{(char)bytes[at]}'");
        LooseText.Write(json, isQuoted ? bytes.Slice(start + 1, at - start - 2) : bytes.Slice(start, at - start));
        if (!SkipBlanks())
            return false;
        if (bytes[at] != (byte)':')
            throw Broken("a name has no value");
        json.Add(bytes[at++]);
        return true;
    }

    private bool Value(bool isMember, byte close, int depth)
    {
        if (!SkipBlanks())
            return false;
        var first = bytes[at];
        if (first is (byte)'{' or (byte)'[')
            return Group(depth + 1);
        if (LooseText.IsQuote(first))
            return Text();
        if (first != close && first is (byte)'}' or (byte)']')
            throw Broken($"'{(char)close}' was due, and there is '{(char)first}'");
        return Word(isMember);
    }

    private bool Text()
    {
        var end = LooseText.FindEnd(bytes, at);
        if (end < 0)
            return false;
        LooseText.Write(json, bytes.Slice(at + 1, end - at - 2));
        at = end;
        return true;
    }

    // What has no quotes; nothing at all where a value is missing.
    private bool Word(bool isMember)
    {
        var start = at;
        at = FindEndOfWord(at);
        // After the comma of a member comes a name, which begins with no digit. In an array nobody can tell.
        if (isMember && at >= 0 && bytes[at] == (byte)',' && LooseWord.MayBeCut(bytes.Slice(start, at - start)))
        {
            if (at + 1 == bytes.Length)
                return false;
            if (LooseWord.IsDigit(bytes[at + 1]))
                at = FindEndOfWord(at + 1);
        }

        if (at < 0)
            return false;
        json.AddRange(LooseWord.AsJson(bytes.Slice(start, at - start), isMember));
        return true;
    }

    private readonly int FindEndOfWord(int from)
    {
        while (from < bytes.Length && !EndsWord(bytes[from]) && !LooseText.BeginsComment(bytes.Slice(from)))
            from++;
        return from < bytes.Length ? from : -1;
    }

    private static bool EndsWord(byte value) =>
        value is (byte)',' or (byte)'}' or (byte)']' or (byte)'{' or (byte)'[' or (byte)'"' or (byte)'\r' or (byte)'\n';

    // A blank stays one: where numbers may have decimal commas, it tells which commas are others.
    private bool SkipBlanks()
    {
        var next = LooseText.FindNext(bytes, at);
        if (next > at)
            json.Add((byte)' ');
        at = next;
        return at < bytes.Length;
    }
}
