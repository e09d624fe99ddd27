using System.Globalization;

namespace MacNet.Protocol.Transport;

/// <summary>
/// A message as a line of text: time, tester, link with its number, direction and bytes, with tabs between. JSON stands as text,
/// with what breaks lines written as \r and \n; anything else in hexadecimal.
/// </summary>
internal static class TraceLine
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffzzz";
    private const string ToTester = "->";
    private const string FromTester = "<-";
    private const int Columns = 5;
    private static readonly LinkKind[] Kinds = [LinkKind.Json, LinkKind.Binary, LinkKind.Udp];

    internal static string Write(TracedMessage message) => string.Join(
        "\t",
        message.Time.ToString(TimeFormat, CultureInfo.InvariantCulture),
        string.Concat(message.Tester.Select(letter => char.IsControl(letter) ? ' ' : letter)),
        message.Link.ToString() + message.Connection.ToString(CultureInfo.InvariantCulture),
        message.Sent ? ToTester : FromTester,
        TraceText.Of(message.Bytes) ?? Hex(message.Bytes));

    /// <exception cref="FormatException">It is no line of a trace.</exception>
    internal static TracedMessage Read(string line)
    {
        var columns = line.Split(['\t'], Columns);
        if (columns.Length < Columns)
            throw new FormatException("A line has time, tester, link, direction and bytes, with tabs between.");
        if (!DateTimeOffset.TryParseExact(columns[0], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            throw new FormatException($"'{columns[0]}' is no time.");
        var (link, connection) = LinkOf(columns[2]);
        return new TracedMessage(time, columns[1], link, connection, IsSent(columns[3]), BytesOf(columns[4]));
    }

    private static (LinkKind Link, int Connection) LinkOf(string text)
    {
        foreach (var link in Kinds)
        {
            var number = text.Replace(link.ToString(), "");
            if (number.Length < text.Length && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var connection))
                return (link, connection);
        }

        throw new FormatException($"'{text}' is no link.");
    }

    private static bool IsSent(string arrow) => arrow switch
    {
        ToTester => true,
        FromTester => false,
        _ => throw new FormatException($"'{arrow}' is no direction."),
    };

    private static byte[] BytesOf(string text) =>
        TraceText.IsText(text) ? TraceText.ToBytes(text) : [.. text.Split([' '], StringSplitOptions.RemoveEmptyEntries).Select(ByteOf)];

    private static byte ByteOf(string hex) =>
        hex.Length == 2 && byte.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new FormatException($"'{hex}' is no byte.");

    private static string Hex(byte[] bytes) => BitConverter.ToString(bytes).Replace('-', ' ');
}
