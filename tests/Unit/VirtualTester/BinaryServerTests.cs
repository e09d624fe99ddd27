using System.Net;
using System.Net.Sockets;
using System.Text;
using MacNet.Protocol.Messages;
using MacNet.Tests.Unit.Time;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Files;
using MacNet.VirtualTester.Options;
using Xunit;

namespace MacNet.Tests.Unit.VirtualTester;

public sealed class BinaryServerTests : IDisposable
{
    private readonly VirtualTesterOptions options = new()
    {
        Channels = 12,
        DirectModeReadyAfter = TimeSpan.Zero,
        TransitionTime = TimeSpan.Zero,
        Speed = 0,
        TimeProvider = new ManualTime(),
    };

    private SimulatedTester? tester;

    private SimulatedTester Tester => tester ??= SimulatedTester.Start(options);

    private PlainClient Client => PlainClient.Binary(Tester);

    [Fact]
    public void Replies_have_the_documented_sizes()
    {
        using var client = Client;

        Assert.Equal(26, client.Ask(1, 1, 0, 0).Length);
        Assert.Equal(67, client.Ask(1, 2, 0, 0).Length);
        Assert.Equal(3 * 84, client.Ask(3, 1, 2, 3).Length);
        Assert.Equal(80, client.Ask(3, 2, 2, 0).Length);
        Assert.Equal(12 * 4, client.Ask(4, 1, 0, 12).Length);
        Assert.Equal(5 * 4, client.Ask(4, 2, 0, 5).Length);
        Assert.Equal(210, client.Ask(4, 6, 2, 0).Length);
        Assert.Equal(46, client.Ask(4, 7, 2, 0).Length);
        Assert.Equal(64, client.Ask(4, 8, 2, 0).Length);
        Assert.Equal(4, client.Ask(4, 10, 2, 0).Length);
        Assert.Equal(4, client.Ask(4, 11, 2, 0).Length);
        Assert.Equal([0, 0], client.Ask(6, 5, 2, 0));
        Assert.Equal([1], client.Ask(8, 2, 0, 0));
    }

    [Fact]
    public void An_echo_comes_back_with_its_data()
    {
        using var client = Client;

        Assert.Equal([1, 2, 3], client.Ask(0, 0, 9, 3, 1, 2, 3));
    }

    [Fact]
    public void Channels_are_toggled_one_by_one_or_set_by_a_bitmap()
    {
        using var client = Client;
        int[] Selected() => Tester.Channels.Where(channel => channel.Read().Stat == ChannelState.Selected)
            .Select(channel => channel.Number).ToArray();

        client.Ask(6, 1, 3, 0);
        Assert.Equal([4], Selected());
        client.Ask(6, 1, 3, 0);
        Assert.Equal([], Selected());
        client.Ask(6, 1, 65535, 2, 0b0000_0101, 0b0000_1000);
        Assert.Equal([1, 3, 12], Selected());
        client.Ask(6, 1, 65535, 1, 0b0000_0010);
        Assert.Equal([2, 12], Selected());
    }

    [Fact]
    public void Start_data_of_type_1_starts_what_is_selected()
    {
        using var client = Client;
        byte[] start =
        [
            1, 1, .. Encoding.ASCII.GetBytes("Cell 7".PadRight(25) + "Rest".PadRight(25) + "Why not".PadRight(80)),
            0, 0, 0x80, 0x3F, 0,
        ];
        Assert.Equal(137, start.Length);

        Assert.Equal([24, 0], client.Ask(6, 2, 0, 137, start));
        client.Ask(6, 1, 3, 0);
        Assert.Equal([0, 0], client.Ask(6, 2, 0, 137, start));

        Assert.Equal("Cell 7", Tester.Channels[4].Names.TestName);
    }

    [Fact]
    public void A_failed_check_is_explained_until_everything_is_told()
    {
        using var client = Client;
        byte[] start = [1, 1, .. Encoding.ASCII.GetBytes("Random".PadRight(25) + "Unknown".PadRight(105)), 0, 0, 0x80, 0x3F, 0];

        Assert.Equal([2, 0], client.Ask(6, 11, 0, 137, start));

        Assert.Equal("Procedure 'Unknown' does not exist.", Encoding.ASCII.GetString(client.Ask(6, 12, 0, 0)));
        Assert.Empty(client.Ask(6, 12, 0, 0));
    }

    [Fact]
    public void Rest_takes_effect_here()
    {
        using var client = Client;
        byte[] current = [0, 0, 0x80, 0x3F], off = [0, 0, 0xA0, 0x41], none = [0, 0, 0, 0];
        byte[] name = Encoding.ASCII.GetBytes("Random".PadRight(25));
        Assert.Equal(
            [0, 0], client.Ask(6, 7, 0, 55, [.. name, .. current, .. off, .. none, .. none, 4, (byte)'C', .. none, .. none, .. none]));
        Assert.Equal(0, Tester.Channels[1].Read().Current);

        Assert.Equal([0, 0], client.Ask(6, 8, 0, 18, [.. none, .. off, .. none, .. none, 4, (byte)'R']));

        Assert.Equal(ChannelActivity.Rest, Tester.Channels[1].Read().Activity);
        Assert.Equal([3, 0], client.Ask(6, 8, 0, 18, [.. none, .. off, .. none, .. none, 4, (byte)'R']));
    }

    [Theory]
    [InlineData(4, 7, 12, 0)]
    [InlineData(4, 2, 0, 13)]
    [InlineData(6, 10, 0, 5)]
    public void A_bad_request_is_answered_without_data(int functionClass, int number, int chan, int len)
    {
        using var client = Client;
        var data = functionClass == 6 ? new byte[len] : [];

        Assert.Empty(client.Ask(functionClass, number, chan, len, data));
        Assert.Equal(67, client.Ask(1, 2, 0, 0).Length);
    }

    [Fact]
    public async Task An_unknown_function_is_not_answered()
    {
        using var client = Client;
        client.Send([99, 0, 99, 0, 0, 0, 0, 0]);
        await Tester.Requests.WhenCountReaches(1);

        Assert.Equal([4, 2], client.Ask(0, 0, 0, 2, 4, 2));
    }

    [Theory]
    [InlineData(false, 20)]
    [InlineData(true, 5)]
    public void The_length_of_bulk_replies_counts_bytes_or_channels(bool channels, int length)
    {
        options.Quirks.BulkLengthCountsChannels = channels;
        using var client = Client;

        client.Send([4, 0, 2, 0, 0, 0, 5, 0]);

        Assert.Equal(length, client.Receive(8)[6]);
        Assert.Equal(20, client.Receive(20).Length);
    }

    [Theory]
    [InlineData(false, 8)]
    [InlineData(true, 2)]
    public void The_length_of_auxiliary_replies_counts_bytes_or_values(bool values, int length)
    {
        options.Quirks.AuxiliaryLengthCountsValues = values;
        using var client = Client;

        client.Send([4, 0, 5, 0, 0, 0, 0, 0]);

        Assert.Equal(length, client.Receive(8)[6]);
        Assert.Equal("C   V   ", Encoding.ASCII.GetString(client.Receive(8)));
    }

    [Fact]
    public async Task UDP_answers_each_datagram_where_it_came_from()
    {
        using var client = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        client.Connect(Tester.Address, Tester.UdpPort);
        await client.SendAsync(new byte[] { 4, 0, 7, 0, 2, 0, 0, 0 }, 8);

        var reply = (await client.ReceiveAsync().WaitAsync(TimeSpan.FromSeconds(30))).Buffer;

        Assert.Equal(8 + 46, reply.Length);
        Assert.Equal([4, 0, 7, 0, 2, 0, 46, 0], reply.Take(8));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(499)]
    [InlineData(500)]
    [InlineData(501)]
    [InlineData(1700)]
    public void A_file_is_sent_and_comes_back_the_same(int size)
    {
        var content = Enumerable.Range(0, size).Select(i => (byte)(i * 7)).ToArray();
        using var client = Client;
        byte[] name = [5, 0, .. Encoding.ASCII.GetBytes("a.MWF")];

        Assert.Equal([7, 4, 0, 0], client.Ask(1, 6, 0, 9, [7, 2, .. name]));
        for (var block = 1; block <= size / 500 + 1; block++)
        {
            Assert.Null(Tester.Files.Find(FileFolder.Waveforms, "a.MWF"));
            var data = content.Skip(500 * (block - 1)).Take(500).ToArray();
            Assert.Equal([7, 4, (byte)block, 0], client.Ask(1, 6, 0, 4 + data.Length, [7, 3, (byte)block, 0, .. data]));
        }

        Assert.Equal(content, Tester.Files.Find(FileFolder.Waveforms, "a.MWF")!.Read());
        var received = new List<byte>();
        var reply = client.Ask(1, 7, 0, 9, [7, 1, .. name]);
        for (byte block = 1; ; block++)
        {
            Assert.Equal([7, 3, block, 0], reply.Take(4));
            received.AddRange(reply.Skip(4));
            if (reply.Length < 504)
                break;
            reply = client.Ask(1, 7, 0, 4, 7, 4, block, 0);
        }

        Assert.Equal(content, received);
    }

    [Fact]
    public void A_file_that_may_not_be_written_or_does_not_exist_is_an_error_packet()
    {
        using var client = Client;
        byte[] evil = [8, 0, .. Encoding.ASCII.GetBytes("../a.MWF")];

        Assert.Equal([7, 5, 2, 0], client.Ask(1, 6, 0, 12, [7, 2, .. evil]).Take(4));
        Assert.Equal([7, 5, 1, 0], client.Ask(1, 7, 0, 12, [7, 1, .. evil]).Take(4));
    }

    public void Dispose() => tester?.Dispose();
}
