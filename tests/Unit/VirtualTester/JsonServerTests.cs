using System.Text.Json;
using MacNet.Protocol.Messages;
using MacNet.Tests.Unit.Time;
using MacNet.Tests.Unit.Wire.Vectors;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Handlers;
using MacNet.VirtualTester.Options;
using Xunit;

namespace MacNet.Tests.Unit.VirtualTester;

public sealed class JsonServerTests : IDisposable
{
    private const string StartDirect =
        """ "TestName":"Random","Current":1,"Voltage":20,"Power":99,"Resistance":0,"CurrentRange":4,"ChMode":"C","DataTime":1,"DataV":0,"DataI":0 """;

    private readonly VirtualTesterOptions options = new()
    {
        Channels = 12,
        DirectModeReadyAfter = TimeSpan.Zero,
        TransitionTime = TimeSpan.Zero,
    };
    private SimulatedTester? tester;

    private SimulatedTester Tester => tester ??= SimulatedTester.Start(options);

    private PlainClient Client => PlainClient.Json(Tester);

    [Fact]
    public void Every_function_of_the_protocol_has_a_handler()
    {
        var handlers = AllHandlers.NewTable();

        Assert.NotEmpty(Functions.All);
        Assert.All(Functions.All, function => Assert.True(handlers.Has(function), function.ToString()));
    }

    [Fact]
    public void A_reply_is_printed_as_testers_print_it()
    {
        using var client = Client;

        var reply = client.Ask("""{"jsonrpc":"2.0","method":"MacNet","params":{"FClass":4,"FNum":1,"Chan":4,"Len":1},"id":1987}""");

        Assert.Equal(
            """
            {
              "jsonrpc": "2.0",
              "result": {
                "FClass": 4,
                "FNum": 1,
                "Chan": 4,
                "Len": 1,
                "Status": [
                  {
                    "RF1": 0,
                    "RF2": 0,
                    "Stat": 0
                  }
                ]
              },
              "id": 1987
            }

            """.ReplaceLineEndings("\r\n"),
            reply);
    }

    [Fact]
    public void An_echo_comes_back_as_sent()
    {
        using var client = Client;
        const string request = """
            {"jsonrpc":"2.0","method":"MacNet","params":{"FClass":0,"FNum":0,"Extra":"ä"},"id":"text"
            }
            """;
        client.Send(System.Text.Encoding.UTF8.GetBytes(request));

        Assert.Equal(request.ReplaceLineEndings("\n") + "\r\n", System.Text.Encoding.UTF8.GetString(client.Receive(request.Length + 3)));
    }

    public static TheoryData<string, int> HelpRequests
    {
        get
        {
            var data = new TheoryData<string, int>();
            // The requests of (7, 23) and (7, 24) are printed in the form of replies.
            foreach (var function in Functions.All.Where(function => function is not { Class: 7, Number: 23 or 24 }))
            {
                for (
                    var i = 0; i < Math.Min(
                        HelpExamples.Of(function, Side.Request).Length, HelpExamples.Of(function, Side.Reply).Length); i++)
                    data.Add($"({function.Class}, {function.Number})", i);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(HelpRequests))]
    public void A_request_of_the_help_gets_a_reply_with_the_keys_of_the_help(string function, int index)
    {
        var asked = Functions.All.Single(candidate => $"({candidate.Class}, {candidate.Number})" == function);
        using var client = Client;
        Tester.System.Starter.Start([Tester.Channels[4]], Bench.Start("Rest") with { Comment = "Why not" }, new());
        client.Ask(1, 5, "\"FileType\":3,\"Command\":0");
        var request = HelpExamples.Of(asked, Side.Request)[index].Text.Replace(
            "\"FileType\": 2", "\"FileType\": 3", StringComparison.Ordinal);

        var reply = JsonDocument.Parse(client.Ask(request)).RootElement;

        var golden = JsonDocument.Parse(HelpExamples.Of(asked, Side.Reply)[index].Text).RootElement;
        Assert.Equal(Keys(golden), Keys(reply));
        var body = golden.TryGetProperty("result", out _) ? "result" : "params";
        Assert.Superset(Keys(golden.GetProperty(body)), Keys(reply.GetProperty(body)));
        Assert.Equal(1987, reply.GetProperty("id").GetInt32());

        static HashSet<string> Keys(JsonElement element) => [.. element.EnumerateObject().Select(field => field.Name)];
    }

    [Fact]
    public void A_test_is_started_followed_and_archived()
    {
        options.Speed = 0;
        using var client = Client;
        const string start = """ "Chan":2,"TestName":"Cell 7","ProcName":"VAR charge","Comment":"äöü","Crate":1,"ChamberNum":0 """;
        const string more =
            """ ,"StartCycle":0,"TotCycles":0,"Mass":1,"VGain":0,"AbsTRepAlign":0,"ParallelR":0,"VDivHiR":0,"VDivLoR":0,"CANpos":-1,"CANprof":"","RegimeName":"" """;

        Assert.Equal("OK", client.Result(6, 9, "\"Chan\":2,\"VarNum\":1,\"Value\":0.25"));
        Assert.Equal("OK", client.Result(6, 11, start));
        Assert.Equal("OK", client.Result(6, 2, start + more));
        Assert.Equal("Channel in use", client.Result(6, 2, start + more));
        Assert.Equal("Channel not available or selected", client.Result(6, 11, start));

        var status = client.Ask(4, 7, "\"Chan\":2");
        Assert.Equal(
            (2, 1, 0.25f),
            (status.GetProperty("Stat").GetInt32(), status.GetProperty("RF1").GetInt32(), status.GetProperty("Current").GetSingle()));
        var names = client.Ask(4, 6, "\"Chan\":2");
        Assert.Equal(("Cell 7", "äöü"), (names.GetProperty("TestName").GetString(), names.GetProperty("Comment").GetString()));
        Assert.Equal("OK", client.Result(6, 5, "\"Chan\":2"));
        Assert.Equal("TRUE", client.Ask(1, 4, "\"TestName\":\"Cell 7\"").GetProperty("TestNameExists").GetString());
    }

    [Theory]
    [InlineData("this is no JSON", -32700, "Parse error")]
    [InlineData("""{"method":"MacNet","params":{"FClass":1,"FNum":2},"id":1}""", -32600, "Method MacNet, jsonrpc 2.0 or id not found")]
    [InlineData("""{"jsonrpc":"2.0","method":"Other","params":{"FClass":1,"FNum":2},"id":1}""", -32600, "Method MacNet, jsonrpc 2.0 or id not found")]
    [InlineData("""{"jsonrpc":"2.0","method":"MacNet","params":{"FClass":1,"FNum":2}}""", -32600, "Method MacNet, jsonrpc 2.0 or id not found")]
    [InlineData("""{"jsonrpc":"2.0","method":"MacNet","params":[1,2],"id":1}""", -32602, "Invalid params")]
    [InlineData("""{"jsonrpc":"2.0","method":"MacNet","params":{"fclass":1,"FNum":2},"id":1}""", -32602, "\"FClass\" key does not exist or value syntax error")]
    [InlineData("""{"jsonrpc":"2.0","method":"MacNet","params":{"FClass":1,"FNum":"2"},"id":1}""", -32602, "\"FNum\" key does not exist or value syntax error")]
    [InlineData("""{"jsonrpc":"2.0","method":"MacNet","params":{"FClass":99,"FNum":2},"id":1}""", -32601, "Invalid FClass")]
    [InlineData("""{"jsonrpc":"2.0","method":"MacNet","params":{"FClass":1,"FNum":99},"id":1}""", -32601, "Invalid FNum")]
    [InlineData("""{"jsonrpc":"2.0","method":"MacNet","params":{"FClass":1,"FNum":6},"id":1}""", -32601, "Invalid FNum")]
    [InlineData("""{"jsonrpc":"2.0","method":"MacNet","params":{"FClass":4,"FNum":7},"id":1}""", -32602, "Missing object")]
    [InlineData("""{"jsonrpc":"2.0","method":"MacNet","params":{"FClass":4,"FNum":7,"Chan":"3"},"id":1}""", -32602, "Illegal value")]
    [InlineData("""{"jsonrpc":"2.0","method":"MacNet","params":{"FClass":4,"FNum":7,"Chan":12},"id":1}""", -32602, "Illegal value")]
    [InlineData("""{"jsonrpc":"2.0","method":"MacNet","params":{"FClass":4,"FNum":2,"Chan":0,"Len":13},"id":1}""", -32602, "Illegal value")]
    [InlineData("""{"jsonrpc":"2.0","method":"MacNet","params":{"FClass":1,"FNum":5,"FileType":9,"Command":0},"id":1}""", -32602, "Illegal value")]
    public void A_bad_request_is_answered_with_the_documented_error_and_the_connection_goes_on(string request, int code, string message)
    {
        using var client = Client;

        var error = JsonDocument.Parse(client.Ask(request)).RootElement.GetProperty("error");

        Assert.Equal((code, message), (error.GetProperty("code").GetInt32(), error.GetProperty("message").GetString()));
        Assert.Equal(12, client.Ask(1, 2).GetProperty("TestChannels").GetInt32());
    }

    [Fact]
    public void Requests_are_found_whatever_their_packets()
    {
        using var client = Client;
        const string request = """{"jsonrpc":"2.0","method":"MacNet","params":{"FClass":1,"FNum":2},"id":7}""";
        foreach (var letter in request)
            client.Send([(byte)letter]);
        var first = client.ReceiveText();
        client.Send(System.Text.Encoding.UTF8.GetBytes(request + "\r\n" + request));

        Assert.Equal(first, client.ReceiveText());
        Assert.Equal(first, client.ReceiveText());
    }

    [Fact]
    public void Rest_by_JSON_does_not_take_effect_unless_the_tester_is_made_to()
    {
        const string output = """ "Chan":0,"Current":0,"Voltage":20,"Power":99,"Resistance":0,"CurrentRange":4,"ChMode":"R" """;
        using var client = Client;
        Assert.Equal("OK", client.Result(6, 7, "\"Chan\":0," + StartDirect));

        Assert.Equal("OK", client.Result(6, 8, output));
        Assert.Equal(1, Tester.Channels[1].Read().Current, 6);

        options.Quirks.JsonRestIgnored = false;
        Assert.Equal("OK", client.Result(6, 8, output));
        Assert.Equal(0, Tester.Channels[1].Read().Current);
    }

    [Theory]
    [InlineData(false, 2, 3)]
    [InlineData(true, 1, 2)]
    public void Selecting_by_JSON_counts_from_0_unless_the_tester_is_made_to_count_from_1(bool fromOne, int first, int second)
    {
        options.Quirks.JsonSelectCountsFromOne = fromOne;
        using var client = Client;

        client.Ask(6, 1, "\"Chans\":[1,2]");

        var selected = Tester.Channels.Where(channel => channel.Read().Stat == ChannelState.Selected);
        Assert.Equal([first, second], selected.Select(channel => channel.Number));
    }

    [Fact]
    public void Several_selected_channels_start_with_one_message()
    {
        using var client = Client;
        client.Ask(6, 1, "\"Chans\":[0,5]");
        const string start =
            """ "Chan":65535,"TestName":"Both","ProcName":"Rest","Comment":"","Crate":1,"ChamberNum":0,"StartCycle":0,"TotCycles":0,"Mass":1,"VGain":0,"AbsTRepAlign":0,"ParallelR":0,"VDivHiR":0,"VDivLoR":0,"CANpos":-1,"CANprof":"","RegimeName":"" """;

        Assert.Equal("OK", client.Result(6, 2, start));

        Assert.Equal(["Both.001", "Both.006"], Tester.Files.List(MacNet.VirtualTester.Files.FileFolder.Active).Select(file => file.Name));
        Assert.Equal("No Channels were selected to be started", client.Result(6, 2, start));
    }

    [Fact]
    public void A_start_takes_a_channel_that_is_selected_out_of_the_selection()
    {
        using var client = Client;
        client.Ask(6, 1, "\"Chans\":[2]");
        const string start =
            """ "Chan":2,"TestName":"Lost","ProcName":"Rest","Comment":"","Crate":1,"ChamberNum":0,"StartCycle":0,"TotCycles":0,"Mass":1,"VGain":0,"AbsTRepAlign":0,"ParallelR":0,"VDivHiR":0,"VDivLoR":0,"CANpos":-1,"CANprof":"","RegimeName":"" """;

        Assert.Equal("No Channels were selected to be started", client.Result(6, 2, start));

        Assert.Equal(ChannelState.Available, Tester.Channels[3].Read().Stat);
        Assert.Equal("OK", client.Result(6, 2, start));
    }

    [Fact]
    public void Singles_are_printed_as_doubles_of_15_digits()
    {
        using var client = Client;
        var limits = client.Ask(6, 10, """ "Chan":0,"VSafeMax":4.3,"VSafeMin":2.5,"ISafeChg":0.005,"ISafeDis":1,"PBatSafeChg":0,"PBatSafeDis":0 """).GetRawText();

        Assert.Contains("4.30000019073486", limits, StringComparison.Ordinal);
        Assert.Contains("0.00499999988824129", limits, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_can_be_misspelt_as_one_client_expects_it()
    {
        options.Quirks.MisspeltVersionKey = true;
        using var client = Client;

        Assert.Equal(2, client.Ask(1, 1).GetProperty("MacTest32DLLversionMsinor").GetInt32());
    }

    [Fact]
    public void A_tester_with_users_serves_only_who_has_logged_in_on_that_connection()
    {
        options.Users["Robin Hood"] = "xxxxyyyy";
        using var client = Client;
        using var other = Client;
        string Login(string password) => client.Result(8, 1, $"\"UserID\":\"Robin Hood\",\"Password\":\"{password}\"");

        Assert.Equal("MacNet error", client.Ask(1, 2).GetProperty("message").GetString());
        Assert.Equal("FAILED", Login("wrong"));
        Assert.Equal("PASSED", Login("xxxxyyyy"));
        Assert.True(client.Ask(1, 2).TryGetProperty("TestChannels", out _));
        Assert.Equal("MacNet error", other.Ask(1, 2).GetProperty("message").GetString());
        Assert.Equal("LOGGED OUT", client.Result(8, 2, ""));
        Assert.Equal("MacNet error", client.Ask(1, 2).GetProperty("message").GetString());
    }

    [Fact]
    public async Task Messages_are_served_one_at_a_time_over_all_connections()
    {
        var time = new ManualTime();
        options.TimeProvider = time;
        options.ServiceTime = TimeSpan.FromMilliseconds(34);
        using var one = Client;
        using var two = Client;
        var served = 0;
        var each = new SemaphoreSlim(0);
        Tester.Requests.Served += (_, _) =>
        {
            Interlocked.Increment(ref served);
            each.Release();
        };
        const string request = """{"jsonrpc":"2.0","method":"MacNet","params":{"FClass":1,"FNum":2},"id":7}""";
        one.Send(System.Text.Encoding.UTF8.GetBytes(request));
        two.Send(System.Text.Encoding.UTF8.GetBytes(request));
        await Tester.Requests.WhenCountReaches(2);

        await time.WhenTimerIsSet();
        time.AdvanceSeconds(0.034);
        await each.WaitAsync();
        await time.WhenTimerIsSet();

        Assert.Equal(1, Volatile.Read(ref served));
        time.AdvanceSeconds(0.034);
        await each.WaitAsync();
        Assert.Equal(one.ReceiveText(), two.ReceiveText());
    }

    public void Dispose() => tester?.Dispose();
}
