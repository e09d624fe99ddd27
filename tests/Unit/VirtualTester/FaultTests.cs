using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Transport;
using MacNet.Tests.Unit.Time;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Faults;
using MacNet.VirtualTester.Options;
using Xunit;

namespace MacNet.Tests.Unit.VirtualTester;

public sealed class FaultTests : IDisposable
{
    private const string Request = """{"jsonrpc":"2.0","method":"MacNet","params":{"FClass":4,"FNum":7,"Chan":3},"id":7}""";

    private readonly SimulatedTester tester = SimulatedTester.Start(
        new VirtualTesterOptions { Channels = 8, Speed = 0, TransitionTime = default });

    [Fact]
    public void A_rule_spoils_the_replies_that_it_names_as_often_as_it_says()
    {
        tester.Faults.Next(Fault.Error(), Functions.Status, channel: 4, LinkKind.Json, count: 2);
        using var client = PlainClient.Json(tester);
        bool Fails(int number, int chan) => client.Ask(4, number, $"\"Chan\":{chan}").TryGetProperty("message", out _);

        Assert.False(Fails(7, 2));
        Assert.False(Fails(8, 3));
        Assert.True(Fails(7, 3));
        Assert.True(Fails(7, 3));
        Assert.False(Fails(7, 3));
    }

    [Fact]
    public void Every_cut_ends_the_connection_after_that_many_bytes()
    {
        using var intact = PlainClient.Json(tester);
        var whole = intact.Ask(Request);
        foreach (var bytes in Enumerable.Range(0, whole.Length))
        {
            tester.Faults.Next(Fault.CutAfter(bytes));
            using var client = PlainClient.Json(tester);
            client.Send(Encoding.UTF8.GetBytes(Request));
            Assert.Equal(whole[..bytes], Encoding.UTF8.GetString(client.ReceiveToEnd()));
        }
    }

    [Fact]
    public void A_reply_in_pieces_is_the_same_reply()
    {
        using var client = PlainClient.Json(tester);
        var whole = client.Ask(Request);
        tester.Faults.Next(Fault.InPieces(1));

        Assert.Equal(whole, client.Ask(Request));
    }

    [Fact]
    public void A_reply_comes_twice()
    {
        tester.Faults.Next(Fault.Twice);
        using var client = PlainClient.Json(tester);

        Assert.Equal(client.Ask(Request), client.ReceiveText());
    }

    [Fact]
    public void Wrong_numbers_are_wrong_in_JSON_and_in_binary()
    {
        using var json = PlainClient.Json(tester);
        int Number(Fault fault, string key)
        {
            tester.Faults.Next(fault);
            var reply = JsonDocument.Parse(json.Ask(Request)).RootElement;
            return (key == "id" ? reply : reply.GetProperty("result")).GetProperty(key).GetInt32();
        }

        Assert.Equal(8, Number(Fault.WrongId, "id"));
        Assert.Equal(8, Number(Fault.WrongFunction, "FNum"));
        Assert.Equal(5, Number(Fault.WrongClass, "FClass"));
        Assert.Equal(4, Number(Fault.WrongChannel, "Chan"));

        using var binary = PlainClient.Binary(tester);
        tester.Faults.Next(Fault.WrongFunction);
        binary.Send([4, 0, 7, 0, 3, 0, 0, 0]);
        Assert.Equal([4, 0, 8, 0, 3, 0, 46, 0], binary.Receive(8));
    }

    [Fact]
    public void Invalid_UTF8_and_deep_nesting_are_what_they_say()
    {
        using var client = PlainClient.Json(tester);
        tester.Faults.Next(Fault.InvalidUtf8);
        client.Send(Encoding.UTF8.GetBytes(Request));
        tester.Faults.Next(Fault.DeepNesting);
        client.Send(Encoding.UTF8.GetBytes(Request));
        tester.Faults.Next(Fault.Disconnect);
        client.Send(Encoding.UTF8.GetBytes(Request));

        var all = client.ReceiveToEnd();

        Assert.Throws<DecoderFallbackException>(() => new UTF8Encoding(false, true).GetString(all));
        Assert.Contains(string.Concat(Enumerable.Repeat("{\"a\":", 1000)), Encoding.Latin1.GetString(all), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_endless_reply_ends_only_with_the_connection(bool json)
    {
        tester.Faults.Next(Fault.Endless);
        using var client = json ? PlainClient.Json(tester) : PlainClient.Binary(tester);
        client.Send(json ? Encoding.UTF8.GetBytes(Request) : [4, 0, 7, 0, 3, 0, 0, 0]);

        Assert.Equal((byte)'x', client.Receive(2_000_000)[^1]);
    }

    [Fact]
    public void A_refusal_by_fault_does_not_carry_the_request_out()
    {
        tester.Faults.Next(Fault.Result(23), Functions.SetVariable);
        tester.Faults.Next(Fault.Error(-32000, "MacNet error"), Functions.SetVariable);
        using var client = PlainClient.Json(tester);
        const string fields = "\"Chan\":0,\"VarNum\":1,\"Value\":5";

        Assert.Equal("result code 23", client.Result(6, 9, fields));
        Assert.Equal("MacNet error", client.Ask(6, 9, fields).GetProperty("message").GetString());
        Assert.Equal(0, tester.Channels[1].Variables[0]);
        Assert.Equal("OK", client.Result(6, 9, fields));
        Assert.Equal(5, tester.Channels[1].Variables[0]);
    }

    [Fact]
    public void A_reply_can_be_changed_or_given()
    {
        tester.Faults.Next(Fault.Change<StatusReply>(reply => reply.Voltage = 99));
        tester.Faults.Next(Fault.Reply(Encoding.ASCII.GetBytes("{\r\n}\r\n")));
        using var client = PlainClient.Json(tester);

        Assert.Equal(99, client.Ask(4, 7, "\"Chan\":0").GetProperty("Voltage").GetInt32());
        Assert.Equal("{\r\n}\r\n", client.Ask(Request));
    }

    [Fact]
    public async Task Silence_and_swallowed_requests_are_recorded_and_not_answered()
    {
        using var client = PlainClient.Json(tester);
        var served = new SemaphoreSlim(0);
        tester.Requests.Served += (_, _) => served.Release();
        tester.Faults.Next(Fault.Silence);
        client.Send(Encoding.UTF8.GetBytes(Request));
        await served.WaitAsync();
        tester.Faults.SwallowEverything = true;
        client.Send(Encoding.UTF8.GetBytes(Request));
        await served.WaitAsync();
        tester.Faults.Clear();

        Assert.Equal(8, JsonDocument.Parse(client.Ask(Request.Replace("\"id\":7", "\"id\":8", StringComparison.Ordinal)))
            .RootElement.GetProperty("id").GetInt32());
        Assert.Equal(3, tester.Requests.CountOf(Functions.Status));
        var silent = tester.Requests.All[0];
        Assert.Equal((LinkKind.Json, 4, Request), (silent.Link, silent.Channel!.Value, Encoding.UTF8.GetString(silent.Bytes)));
        Assert.Null(silent.Reply);
        Assert.NotNull(tester.Requests.All[2].Reply);
    }

    [Fact]
    public async Task A_late_reply_comes_when_the_clock_says()
    {
        var time = new ManualTime();
        using var manual = SimulatedTester.Start(new VirtualTesterOptions { TimeProvider = time });
        manual.Faults.Next(Fault.Delay(TimeSpan.FromHours(1)));
        using var client = PlainClient.Json(manual);
        client.Send(Encoding.UTF8.GetBytes(Request));
        await time.WhenTimerIsSet();

        time.AdvanceSeconds(3600);

        Assert.Contains("\"Voltage\"", client.ReceiveText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tester_that_was_switched_off_comes_back_on_the_same_ports()
    {
        var (json, binary, udp) = (tester.JsonPort, tester.BinaryPort, tester.UdpPort);
        using var before = PlainClient.Json(tester);
        before.Ask(Request);

        tester.StopListening();

        Assert.Empty(before.ReceiveToEnd());
        Assert.Throws<SocketException>(() => PlainClient.Json(tester));
        tester.StartListening();
        Assert.Equal((json, binary, udp), (tester.JsonPort, tester.BinaryPort, tester.UdpPort));
        using var after = PlainClient.Json(tester);
        Assert.Contains("\"Voltage\"", after.Ask(Request), StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_else_is_given_the_ports_of_a_tester_that_is_switched_off()
    {
        tester.StopListening();

        // Some of so many would have one of the two.
        for (var left = 40_000; left > 0; left--)
        {
            using var other = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            other.Bind(new IPEndPoint(tester.Address, 0));
            var given = ((IPEndPoint)other.LocalEndPoint!).Port;
            Assert.True(given != tester.JsonPort && given != tester.BinaryPort, $"{given} was given to another.");
        }
    }

    [Fact]
    public void Dropped_connections_are_closed_and_new_ones_accepted()
    {
        using var before = PlainClient.Binary(tester);
        before.Ask(0, 0, 0, 0);
        Assert.Equal(1, tester.ConnectionCount);

        tester.DropConnections();

        Assert.Empty(before.ReceiveToEnd());
        using var after = PlainClient.Binary(tester);
        Assert.Empty(after.Ask(0, 0, 0, 0));
        Assert.Equal(2, tester.ConnectionTotal);
    }

    public void Dispose() => tester.Dispose();
}
