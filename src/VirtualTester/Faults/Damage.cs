using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MacNet.Protocol.Transport;
using MacNet.Protocol.Wire;

namespace MacNet.VirtualTester.Faults;

/// <summary>What can be done to the bytes of a reply.</summary>
internal static class Damage
{
    private const int Depth = 10_000;

    public static byte[] Garbage()
    {
        var bytes = new byte[64];
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)(255 - 37 * i % 128);
        return bytes;
    }

    /// <summary>No UTF-8 inside the last text before the id: a value where the reply has one, else the name of its last field.</summary>
    public static byte[] InvalidUtf8(byte[] reply)
    {
        var text = Encoding.UTF8.GetString(reply);
        var quote = text.LastIndexOf('"', text.LastIndexOf("\"id\"", StringComparison.Ordinal) - 1);
        return [.. Encoding.UTF8.GetBytes(text.Substring(0, quote)), 0xC3, 0x28, .. Encoding.UTF8.GetBytes(text.Substring(quote))];
    }

    public static byte[] RaiseNumber(byte[] reply, string key)
    {
        var text = Encoding.UTF8.GetString(reply);
        return Encoding.UTF8.GetBytes(Regex.Replace(text, $"(\"{key}\": *)(\\d+)", Raise));

        static string Raise(Match match) => match.Groups[1].Value
            + (long.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A binary message with the same header and other data.</summary>
    public static byte[] Data(byte[] reply) =>
        [.. reply.AsSpan(0, BinaryHeader.Size).ToArray(), .. reply.AsSpan(BinaryHeader.Size).ToArray().Select(value => (byte)(value + 1))];

    public static byte[] DeepNesting() => Encoding.UTF8.GetBytes(
        "{\"jsonrpc\":\"2.0\",\"result\":" + string.Concat(Enumerable.Repeat("{\"a\":", Depth)) + "1" + new string('}', Depth) + "}\r\n");

    /// <summary>The reply up to where it could end; what follows never ends it.</summary>
    public static byte[] EndlessStart(byte[] reply, LinkKind link)
    {
        if (link == LinkKind.Json)
            return Encoding.UTF8.GetBytes("{\"jsonrpc\":\"2.0\",\"result\":{\"Text\":\"");
        reply[6] = reply[7] = byte.MaxValue;
        return reply;
    }
}
