using System.Text;
using System.Text.RegularExpressions;
using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Transport;
using MacNet.Protocol.Wire;
using MacNet.VirtualTester.Faults;
using Xunit;

namespace MacNet.Tests.Unit.Session;

/// <summary>Replies that are not what they must be, over real sockets.</summary>
public class BrokenReplyTests
{
    public static TheoryData<LinkKind, string> FaultsOfEachLink()
    {
        var data = new TheoryData<LinkKind, string>();
        foreach (var protocol in new[] { LinkKind.Json, LinkKind.Binary })
        {
            foreach (var name in new[] { "garbage", "wrong-function", "wrong-class", "wrong-channel" })
                data.Add(protocol, name);
        }

        foreach (var name in new[] { "wrong-id", "deep-nesting", "endless" })
            data.Add(LinkKind.Json, name);
        return data;
    }

    [Theory]
    [MemberData(nameof(FaultsOfEachLink))]
    public async Task A_broken_reply_to_a_read_is_asked_for_again(LinkKind protocol, string fault)
    {
        using var bench = await FailureBench.OpenAsync(protocol);
        bench.Faults.Next(Named(fault), Functions.Status);

        var status = await bench.ReadAsync();

        Assert.Equal(3, status.Channel);
        Assert.Equal((float)bench.Tester.Channels[3].Read().Voltage, status.Voltage);
        Assert.Equal(2, bench.CountOf(Functions.Status));
        await bench.AssertUsableAsync();
    }

    [Theory]
    [MemberData(nameof(FaultsOfEachLink))]
    public async Task Replies_that_stay_broken_are_an_error(LinkKind protocol, string fault)
    {
        using var bench = await FailureBench.OpenAsync(protocol);
        bench.Faults.Always(Named(fault), Functions.Status);

        var problem = await Assert.ThrowsAsync<MaccorProtocolException>(() => bench.ReadAsync());

        Assert.Equal(("BrokenReply", 3), (problem.ErrorId, problem.Channel));
        Assert.Equal(3, bench.CountOf(Functions.Status));
        await bench.AssertUsableAsync();
    }

    [Theory]
    [MemberData(nameof(FaultsOfEachLink))]
    public async Task A_command_with_a_broken_reply_is_of_unknown_outcome_and_sent_once(LinkKind protocol, string fault)
    {
        using var bench = await FailureBench.OpenAsync(protocol);
        bench.Faults.Always(Named(fault));

        var problem = await Assert.ThrowsAsync<MaccorOutcomeUnknownException>(() => bench.CommandAsync());

        Assert.IsType<MaccorProtocolException>(problem.InnerException);
        Assert.Contains("Get-MaccorChannelStatus", problem.Advice, StringComparison.Ordinal);
        Assert.Equal(1, bench.CountOf(Functions.SetVariable));
        await bench.AssertUsableAsync();
    }

    [Fact]
    public async Task A_text_in_the_ANSI_of_a_Windows_program_is_read()
    {
        using var bench = await FailureBench.OpenAsync();
        await bench.Session.CommandAsync(
            Functions.StartTest, new StartTestRequest { Channel = 3, ProcedureName = "Rest", TestName = "abc", Comment = "25 *C" });
        bench.Tester.Requests.Clear();
        bench.Faults.Next(Changed(reply => Replace(reply, "25 *C", "25 °C")), Functions.Names);

        Assert.Equal("25 °C", (await bench.Session.ReadTestNamesAsync(3)).Comment);
        Assert.Equal("4,6", bench.Lab.Asked);
        await bench.AssertUsableAsync();
    }

    [Fact]
    public async Task A_dash_and_a_euro_in_ANSI_are_what_Windows_has_there()
    {
        using var bench = await FailureBench.OpenAsync();
        await bench.Session.CommandAsync(
            Functions.StartTest, new StartTestRequest { Channel = 3, ProcedureName = "Rest", TestName = "abc", Comment = "5 * 7" });
        bench.Faults.Next(Changed(reply => Replace(reply, "5 * 7", "5 \u0096 7 \u0080")), Functions.Names);

        Assert.Equal("5 \u2013 7 \u20AC", (await bench.Session.ReadTestNamesAsync(3)).Comment);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0000-00-00T00:00:00")]
    [InlineData("yesterday")]
    public async Task A_time_that_makes_no_sense_is_not_known_and_costs_nothing(string time)
    {
        using var bench = await FailureBench.OpenAsync();
        bench.Faults.Next(
            Changed(reply => Encoding.Latin1.GetBytes(Regex.Replace(
                Encoding.Latin1.GetString(reply), "\"TesterTime\": \"[^\"]*\"", $"\"TesterTime\": \"{time}\""))),
            Functions.Status);

        var status = await bench.Session.ReadStatusAsync(3);

        Assert.Null(status.TesterTime);
        Assert.InRange(status.Voltage, 2, 5);
    }

    [Fact]
    public async Task The_mark_that_some_programs_begin_UTF_8_with_is_left_aside()
    {
        using var bench = await FailureBench.OpenAsync();
        bench.Faults.Next(Changed(reply => [0xEF, 0xBB, 0xBF, .. reply]), Functions.Status);

        Assert.InRange((await bench.Session.ReadStatusAsync(3)).Voltage, 2, 5);
        Assert.Equal("4,7", bench.Lab.Asked);
        await bench.AssertUsableAsync();
    }

    [Fact]
    public async Task A_refusal_in_ANSI_is_a_refusal()
    {
        using var bench = await FailureBench.OpenAsync();
        bench.Faults.Next(Changed(reply => Replace(reply, "\"OK\"", "\"ungültig\"")), Functions.SetVariable);

        var problem = await Assert.ThrowsAsync<MaccorRefusedException>(() => bench.CommandAsync());

        Assert.Equal("ungültig", problem.Result.Text);
    }

    [Fact]
    public async Task An_error_object_in_ANSI_is_an_error_with_the_testers_words()
    {
        using var bench = await FailureBench.OpenAsync();
        bench.Faults.Next(Fault.Reply(Encoding.Latin1.GetBytes("""{"error":{"code":-1,"message":"ungültig"},"id":null}""")), count: 3);
        Func<Task>[] requests =
        [
            () => bench.Session.ReadStateAsync(3),
            () => bench.Session.SuspendTestAsync(3),
            () => bench.ReadAsync(),
        ];

        foreach (var request in requests)
        {
            var problem = await Assert.ThrowsAsync<MaccorErrorReplyException>(request);
            Assert.Equal((-1, "ungültig"), (problem.Code, problem.Text));
        }

        await bench.AssertUsableAsync();
    }

    [Theory]
    [InlineData("""{"error":{"code":-1,"message":"\ud800"},"id":null}""", typeof(MaccorErrorReplyException))]
    [InlineData("""{"error":{"\ud800":-1},"id":null}""", typeof(MaccorErrorReplyException))]
    [InlineData("""{"\ud800":{"code":-1},"id":null}""", typeof(MaccorProtocolException))]
    public async Task Half_a_surrogate_pair_costs_no_more_than_what_it_stands_in(string reply, Type expected)
    {
        using var bench = await FailureBench.OpenAsync();
        bench.Faults.Always(Fault.Reply(Encoding.ASCII.GetBytes(reply)), Functions.Status);

        Assert.IsType(expected, await Record.ExceptionAsync(() => bench.ReadAsync()));

        await bench.AssertUsableAsync();
    }

    [Fact]
    public async Task Every_way_to_break_the_JSON_of_a_status_is_a_broken_reply()
    {
        using var bench = await FailureBench.OpenAsync();
        (string From, string To)[] breaks =
        [
            ("\"Stat\": 0", "\"Stat\": 70000"),
            ("\"Stat\": 0", "\"Stat\": -1"),
            ("\"Stat\": 0", "\"Stat\": \"zero\""),
            ("\"Stat\": 0", "\"Stat\": null"),
            ("\"Stat\": 0", "\"Stat\": {}"),
            ("\"Stat\": 0", "\"Stat\": 0.5"),
            ("\"result\"", "\"outcome\""),
            ("\"result\": {", "\"result\": [{"),
            ("\"id\"", "\"no\""),
            ("\"jsonrpc\"", "\"jsonrpc"),
            ("{", "["),
        ];

        foreach (var (from, to) in breaks)
        {
            bench.Faults.Always(Changed(reply => Replace(reply, from, to)), Functions.Status);
            var problem = await Record.ExceptionAsync(() => bench.ReadAsync());
            Assert.True(problem is MaccorProtocolException, $"{from} as {to}: {problem?.ToString() ?? "no error"}");
            await bench.AssertUsableAsync();
        }
    }

    [Fact]
    public async Task A_reading_that_is_no_number_does_not_cost_the_others_nor_the_connection()
    {
        using var bench = await FailureBench.OpenAsync();
        var connections = bench.Tester.ConnectionTotal;
        bench.Faults.Next(Changed(reply => Replace(reply, "\"Current\": 0", "\"Current\": NAN")), Functions.Status);

        var status = await bench.ReadAsync();

        Assert.Equal(float.NaN, status.Current);
        Assert.Equal((float)bench.Tester.Channels[3].Read().Voltage, status.Voltage);
        Assert.Equal("4,7", bench.Lab.Asked);
        Assert.Equal(connections, bench.Tester.ConnectionTotal);
        await bench.AssertUsableAsync();
    }

    [Fact]
    public async Task An_error_object_is_an_error_with_the_testers_words_and_the_connection_stays()
    {
        using var bench = await FailureBench.OpenAsync();
        var connections = bench.Tester.ConnectionTotal;
        bench.Faults.Next(Fault.Error(-32602, "Illegal value"), count: 2);

        var read = await Assert.ThrowsAsync<MaccorErrorReplyException>(() => bench.ReadAsync());
        var command = await Assert.ThrowsAsync<MaccorErrorReplyException>(() => bench.CommandAsync());

        Assert.Equal((-32602, "Illegal value", 3), (read.Code, read.Text, read.Channel));
        Assert.Contains("Illegal value", command.Message, StringComparison.Ordinal);
        Assert.Equal("4,7 6,9", bench.Lab.Asked);
        await bench.AssertUsableAsync();
        Assert.Equal(connections, bench.Tester.ConnectionTotal);
    }

    [Theory]
    [InlineData(-32601, "Invalid FNum", "software has this function")]
    [InlineData(-32602, "Illegal value", "the values given")]
    [InlineData(-32000, "MacNet error", "may be starting, or busy")]
    [InlineData(-32700, "Parse error", "may be starting, or busy")]
    public async Task The_advice_on_an_error_object_is_on_its_code(int code, string text, string advice)
    {
        using var bench = await FailureBench.OpenAsync();
        bench.Faults.Next(Fault.Error(code, text));

        var problem = await Assert.ThrowsAsync<MaccorErrorReplyException>(() => bench.ReadAsync());

        Assert.Contains(advice, problem.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","error":{"code":-32700,"message":"Parse error"},"id":null}""", "Parse error")]
    [InlineData("""{"jsonrpc":"2.0","error":{"code":-32700},"id":null}""", "")]
    [InlineData("""{"jsonrpc":"2.0","error":{"message":5},"id":null}""", "")]
    [InlineData("""{"jsonrpc":"2.0","error":{"code":-32700,"message":"Parse error"}}""", "Parse error")]
    [InlineData("""{"jsonrpc":"2.0","error":"Parse error","id":null}""", "Parse error")]
    [InlineData("""{"error":"Parse error"}""", "Parse error")]
    public async Task An_error_object_may_come_before_the_id_was_read(string reply, string text)
    {
        using var bench = await FailureBench.OpenAsync();
        bench.Faults.Next(Fault.Reply(Encoding.UTF8.GetBytes(reply)));

        var problem = await Assert.ThrowsAsync<MaccorErrorReplyException>(() => bench.ReadAsync());

        Assert.Equal(text, problem.Text);
        await bench.AssertUsableAsync();
    }

    [Fact]
    public async Task A_binary_request_that_the_tester_cannot_serve_is_an_error()
    {
        using var bench = await FailureBench.OpenAsync(LinkKind.Binary);
        bench.Faults.Next(Fault.Error(), Functions.Status, count: 3);
        bench.Faults.Next(Fault.Error(), Functions.SetVariable);

        await Assert.ThrowsAsync<MaccorProtocolException>(() => bench.ReadAsync());
        await Assert.ThrowsAsync<MaccorRefusedException>(() => bench.CommandAsync());

        await bench.AssertUsableAsync();
    }

    [Theory]
    [InlineData(LinkKind.Binary, "")]
    [InlineData(LinkKind.Udp, "")]
    [InlineData(LinkKind.Udp, "00 00")]
    public async Task A_specification_that_ends_before_its_fields_do_is_a_broken_reply(LinkKind protocol, string data)
    {
        using var bench = await FailureBench.OpenAsync(protocol);
        var bytes = Convert.FromHexString(data.Replace(" ", "", StringComparison.Ordinal));
        bench.Faults.Always(Changed(reply => [.. reply[..6], (byte)bytes.Length, 0, .. bytes]), Functions.Specification);

        var problem = await Assert.ThrowsAsync<MaccorProtocolException>(
            () => bench.Session.ReadChannelInformationAsync(3, withCalibration: false));

        Assert.Equal(("BrokenReply", 3), (problem.ErrorId, problem.Channel));
        await bench.AssertUsableAsync();
    }

    [Theory]
    [InlineData(LinkKind.Binary)]
    [InlineData(LinkKind.Udp)]
    public async Task Fewer_channels_than_asked_for_are_a_broken_reply(LinkKind protocol)
    {
        using var bench = await FailureBench.OpenAsync(protocol);
        bench.Faults.Always(Changed(reply => [.. reply[..6], 12, 0, .. reply[8..20]]), Functions.Voltages);

        var problem = await Assert.ThrowsAsync<MaccorProtocolException>(() => bench.Session.ReadReadingsAsync());

        Assert.Equal("BrokenReply", problem.ErrorId);
        await bench.AssertUsableAsync();
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task Fewer_than_fifteen_variables_are_a_broken_reply(LinkKind protocol)
    {
        using var bench = await FailureBench.OpenAsync(protocol);
        bench.Faults.Always(
            protocol == LinkKind.Json
                ? Changed(reply => JsonSplice.Replace(reply, "VARs", "[1, 2]"u8))
                : Changed(reply => [.. reply[..6], 12, 0, .. reply[8..20]]),
            Functions.Variables);

        await Assert.ThrowsAsync<MaccorProtocolException>(() => bench.Session.ReadVariablesAsync(3));

        await bench.AssertUsableAsync();
    }

    [Fact]
    public async Task A_binary_reply_ends_where_its_header_says_and_what_follows_is_not_taken_for_the_next_one()
    {
        using var bench = await FailureBench.OpenAsync(LinkKind.Binary);
        bench.Faults.Next(Named("endless"), Functions.Status);
        bench.Faults.Next(Named("endless"), Functions.SetVariable);

        var status = await bench.ReadAsync();
        // What is longer than a result says nothing.
        await Assert.ThrowsAsync<MaccorOutcomeUnknownException>(() => bench.CommandAsync());

        Assert.Equal((float)bench.Tester.Channels[3].Read().Voltage, status.Voltage);
        Assert.Equal("4,7 1,2 6,9", bench.Lab.Asked);
        await bench.AssertUsableAsync();
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task A_result_that_is_not_OK_is_an_error_with_the_testers_words(LinkKind protocol)
    {
        using var bench = await FailureBench.OpenAsync(protocol);
        bench.Faults.Next(Fault.Result(23), Functions.StartTest);

        var problem = await Assert.ThrowsAsync<MaccorRefusedException>(() => bench.Session.CommandAsync(
            Functions.StartTest, new StartTestRequest { Channel = 3, ProcedureName = "Rest" }));

        Assert.Equal((23, "Refused", 3), (problem.Result.Code, problem.ErrorId, problem.Channel));
        Assert.Contains("Channel in use", problem.Message, StringComparison.Ordinal);
        Assert.Contains("Reset-MaccorChannel", problem.Advice, StringComparison.Ordinal);
        Assert.Equal(1, bench.CountOf(Functions.StartTest));
        await bench.AssertUsableAsync();
    }

    [Theory]
    [InlineData("Ok")]
    [InlineData(" OK ")]
    [InlineData("OK.")]
    public async Task OK_is_OK_however_a_tester_writes_it(string words)
    {
        using var bench = await FailureBench.OpenAsync();
        bench.Faults.Next(Changed(reply => Replace(reply, "\"OK\"", $"\"{words}\"")), Functions.SetVariable);

        await bench.CommandAsync();

        await bench.AssertUsableAsync();
    }

    [Fact]
    public async Task A_result_that_no_table_has_is_an_error_too()
    {
        using var bench = await FailureBench.OpenAsync();
        bench.Faults.Next(Changed(reply => Replace(reply, "\"OK\"", "\"Out to lunch\"")), Functions.SetVariable);

        var problem = await Assert.ThrowsAsync<MaccorRefusedException>(() => bench.CommandAsync());

        Assert.Null(problem.Result.Code);
        Assert.Contains("Out to lunch", problem.Message, StringComparison.Ordinal);
    }

    private static Fault Named(string name) => Fault.Plain.Single(fault => fault.Name == name);

    // Latin-1 keeps every byte as it is.
    private static byte[] Replace(byte[] reply, string from, string to)
    {
        var text = Encoding.Latin1.GetString(reply);
        Assert.Contains(from, text, StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes(text.Replace(from, to, StringComparison.Ordinal));
    }

    private static Fault Changed(Func<byte[], byte[]> change) => Fault.ChangeBytes(change);
}
