using System.Globalization;

namespace MacNet.Protocol.Wire;

/// <summary>Codes and their texts; a code without a text is its number.</summary>
internal static class CodeTable
{
    internal static string TextOf(IReadOnlyDictionary<byte, string> texts, byte code) =>
        texts.TryGetValue(code, out var text) ? text : code.ToString(CultureInfo.InvariantCulture);

    internal static byte? CodeOf(IReadOnlyDictionary<byte, string> texts, string text)
    {
        foreach (var known in texts)
        {
            if (string.Equals(known.Value, text, StringComparison.OrdinalIgnoreCase))
                return known.Key;
        }

        return byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null;
    }
}
