using System.Text.Json;

namespace MacNet.Protocol.Wire;

/// <summary>
/// Finds the end of a JSON object in bytes that arrive in pieces: a message ends where its outermost object does, not at a line
/// end or with a packet.
/// </summary>
/// <param name="largest">The most bytes that a message may have.</param>
/// <param name="lenient">Whether the object may be in UTF-16, or not quite JSON, as <see cref="JsonEnvelope.Parse"/> puts up with.</param>
public sealed class JsonObjectFrame(int largest, bool lenient = false)
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = DeepestNesting, AllowTrailingCommas = true };

    private const int DeepestNesting = 32;

    private JsonReaderState state = new(Options);
    private int read;
    private bool loose;

    /// <summary>The number of bytes up to and including the object's end, or 0 while it is not complete.</summary>
    /// <param name="bytes">All bytes since the object's beginning, those seen before included.</param>
    /// <exception cref="FormatException">The bytes are no JSON object, nest too deep, or grow beyond the largest message.</exception>
    public int FindEnd(ReadOnlySpan<byte> bytes)
    {
        if (loose)
            return FindLooseEnd(bytes);
        var json = new Utf8JsonReader(bytes.Slice(read), isFinalBlock: false, state);
        try
        {
            while (json.Read())
            {
                if (json.CurrentDepth != 0)
                    continue;
                if (json.TokenType == JsonTokenType.EndObject)
                    return End(read + (int)json.BytesConsumed);
                if (json.TokenType != JsonTokenType.StartObject)
                    throw new FormatException("The message is no JSON object.");
            }

            read += (int)json.BytesConsumed;
            state = json.CurrentState;
        }
        catch (JsonException) when (lenient && bytes[0] == (byte)'{')
        {
            loose = true;
            return FindLooseEnd(bytes);
        }
        catch (JsonException problem)
        {
            throw new FormatException("The message is no JSON: " + problem.Message, problem);
        }

        Bound(bytes.Length);
        return 0;
    }

    private int FindLooseEnd(ReadOnlySpan<byte> bytes)
    {
        var end = Utf16.IsBegun(bytes) ? Utf16.FindEnd(bytes, largest) : LooseJson.FindEnd(bytes);
        if (end > 0)
            return End(end);
        Bound(bytes.Length);
        return 0;
    }

    private void Bound(int length)
    {
        if (length > largest)
            throw new FormatException($"The message is larger than {largest} bytes.");
    }

    private int End(int end)
    {
        Bound(end);
        state = new JsonReaderState(Options);
        read = 0;
        loose = false;
        return end;
    }
}
