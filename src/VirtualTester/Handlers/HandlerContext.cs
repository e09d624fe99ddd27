using MacNet.Protocol.Messages;
using MacNet.Protocol.Transport;
using MacNet.VirtualTester.Channels;
using MacNet.VirtualTester.Requests;
using MacNet.VirtualTester.Simulation;
using MacNet.VirtualTester.Starting;

namespace MacNet.VirtualTester.Handlers;

/// <summary>What a handler works with, beside the request.</summary>
internal sealed class HandlerContext(TestSystem tester, ClientConnection connection)
{
    public static BadRequestException Illegal => new(BadRequest.Illegal);

    public TestSystem Tester => tester;

    public ClientConnection Connection => connection;

    /// <summary>How long carrying the request out takes, in real time, so that the reply comes only then.</summary>
    public TimeSpan Delay { get; set; }

    public bool IsJson => connection.Link == LinkKind.Json;

    public Channel Channel(int number) => tester.Channels.Has(number) ? tester.Channels[number] : throw Illegal;

    public IEnumerable<Channel> Channels(int first, int count)
    {
        if (count is < 1 or > ChannelsRequest.Most || !tester.Channels.Has(first) || !tester.Channels.Has(first + count - 1))
            throw Illegal;
        return Enumerable.Range(first, count).Select(number => tester.Channels[number]);
    }

    /// <summary>A text that fits the link: fields have a width, some of them in binary only, where they are ASCII.</summary>
    public string Text(string text, int width, bool longInJson = false)
    {
        var printable = string.Concat(text.Select(letter => IsPrintable(letter) ? letter : '?'));
        var longest = IsJson && longInJson ? TestOrder.LongestName : width;
        return printable.Length <= longest ? printable : printable.Substring(0, longest);
    }

    private bool IsPrintable(char letter) => !char.IsControl(letter) && (IsJson || letter <= '~');
}
