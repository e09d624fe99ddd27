using System.Text.Json;

namespace MacNet.Protocol.Wire;

/// <summary>Exchanges one value of a JSON message and leaves every other byte as it is.</summary>
public static class JsonSplice
{
    /// <summary>The message with another value for each property of a name.</summary>
    /// <param name="json">The message.</param>
    /// <param name="property">The property's name.</param>
    /// <param name="value">The new value, as JSON.</param>
    /// <param name="depth">How deep the property must lie: 1 for the outermost object, 0 for anywhere.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static byte[] Replace(ReadOnlySpan<byte> json, string property, ReadOnlySpan<byte> value, int depth = 0)
    {
        using var result = new MemoryStream(json.Length + value.Length);
        var reader = new Utf8JsonReader(json);
        var copied = 0;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(property)
                || depth > 0 && reader.CurrentDepth != depth)
            {
                continue;
            }

            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            Append(result, json.Slice(copied, start - copied));
            Append(result, value);
            copied = (int)reader.BytesConsumed;
        }

        Append(result, json.Slice(copied));
        return result.ToArray();
    }

    private static void Append(MemoryStream stream, ReadOnlySpan<byte> bytes) => stream.Write(bytes.ToArray(), 0, bytes.Length);
}
