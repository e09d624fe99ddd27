using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;
using MacNet.Protocol.Wire;
using MacNet.VirtualTester.Faults;
using Xunit;

namespace MacNet.Tests.Unit.Session;

/// <summary>Whatever a tester answers, a command is done only when it said so; it is sent once all the same.</summary>
public class CommandReplyTests
{
    private const int Channel = 3;
    private const int HeaderSize = 8;

    // What is no answer to any command, made of one that says that it was carried out.
    private static readonly Dictionary<string, Func<byte[], byte[]>> Binary = new()
    {
        ["a byte more"] = reply => WithData(reply, [.. reply[HeaderSize..], 0]),
        ["a result more"] = reply => WithData(reply, [.. reply[HeaderSize..], 0, 0]),
        ["a byte alone"] = reply => WithData(reply, [0]),
        ["another function"] = reply => [.. reply[..2], (byte)(reply[2] + 1), .. reply[3..]],
        ["another class"] = reply => [(byte)(reply[0] + 1), .. reply[1..]],
    };

    private static readonly Dictionary<string, Func<byte[], byte[]>> Datagrams = new()
    {
        ["a length of 0"] = reply => [.. reply[..6], 0, 0, .. reply[HeaderSize..]],
        ["more announced than came"] = reply => [.. reply[..6], (byte)(reply[6] + 1), 0, .. reply[HeaderSize..]],
        ["less announced than came"] = reply => [.. reply[..6], (byte)(reply[6] - 1), 0, .. reply[HeaderSize..]],
        ["cut"] = reply => reply[..^1],
        ["twice in one"] = reply => [.. reply, .. reply],
    };

    private static readonly Dictionary<string, Action<JsonObject, JsonObject>> Json = new()
    {
        ["another function"] = (_, body) => body["FNum"] = 99,
        ["no function"] = (_, body) => body.Remove("FNum"),
        ["another id"] = (message, _) => message["id"] = 1987,
        ["the id before"] = (message, _) => message["id"] = message["id"]!.GetValue<int>() - 1,
        ["no id"] = (message, _) => message.Remove("id"),
        ["no body"] = (message, _) => message["result"] = "OK",
    };

    private static readonly string[] NoResults =
        ["null", "\"\"", "\" \"", "\"\\u0000\"", "\"\\u0000OK\"", "true", "{}", "[\"OK\"]", "-1", "0.5", "70000", "1e400"];

    private static IEnumerable<Function> Commands => Functions.All.Where(function =>
        function.Kind != FunctionKind.Read && (function.NewReply() is IResultReply || function.MayReplyEmpty));

    // One for each form that a reply to a command has.
    private static Function[] OneOfEachForm =>
    [
        Functions.StartTest, Functions.Suspend, Functions.SetDirectOutput, Functions.SetVariable, Functions.SetSafetyLimits,
        Functions.SetGlobalFlags, Functions.SetScanListEntry,
    ];

    public static TheoryData<LinkKind, string> BinaryCases
    {
        get
        {
            var data = new TheoryData<LinkKind, string>();
            foreach (var name in Binary.Keys)
                data.Add(LinkKind.Binary, name);
            foreach (var name in Datagrams.Keys)
                data.Add(LinkKind.Udp, name);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(BinaryCases))]
    public async Task What_is_no_answer_in_binary_leaves_the_outcome_unknown(LinkKind protocol, string name)
    {
        var change = protocol == LinkKind.Udp ? Datagrams[name] : Binary[name];
        using var bench = await FailureBench.OpenAsync(protocol);

        foreach (var function in OneOfEachForm)
            await AssertUnknownAsync(bench, function, _ => change(BinaryCodec.Write(function, Done(function))));

        await bench.AssertUsableAsync();
    }

    [Fact]
    public void No_command_takes_more_bytes_than_say_what_became_of_it()
    {
        foreach (var function in Commands)
        {
            foreach (var change in new[] { Binary["a byte more"], Binary["a result more"], Binary["a byte alone"] })
            {
                var reply = change(BinaryCodec.Write(function, Done(function)));
                Assert.Throws<FormatException>(() => BinaryCodec.ReadReply(
                    function, BinaryHeader.Read(reply), reply.AsMemory(HeaderSize), function.NewReply()));
            }
        }
    }

    [Fact]
    public async Task What_is_no_answer_in_JSON_leaves_the_outcome_unknown()
    {
        using var bench = await FailureBench.OpenAsync();

        foreach (var function in OneOfEachForm.Where(function => function != Functions.SetDirectOutput))
        {
            foreach (var change in Json.Values)
                await AssertUnknownAsync(bench, function, id => Changed(function, id, change));
            if (function.NewReply() is ChannelMessage)
                await AssertUnknownAsync(bench, function, id => Changed(function, id, (_, body) => body["Chan"] = Channel));
        }

        await bench.AssertUsableAsync();
    }

    [Fact]
    public async Task What_is_no_result_in_JSON_leaves_the_outcome_unknown()
    {
        using var bench = await FailureBench.OpenAsync();

        foreach (var result in NoResults)
        {
            await AssertUnknownAsync(bench, Functions.StartTest, id => Encoding.UTF8.GetBytes(
                $$"""{"result":{"FClass":6,"FNum":2,"Chan":2,"Result":{{result}}},"id":{{id}}}"""));
        }

        await bench.AssertUsableAsync();
    }

    [Theory]
    [InlineData("\"OK\\u0000\"", true)]
    [InlineData("\"OK\\u0000\\u0000 and what was there before\"", true)]
    [InlineData("\"OK\\r\\n\"", true)]
    [InlineData("\"0\"", true)]
    [InlineData("\"23\"", false)]
    public async Task What_C_and_numbers_make_of_a_result_is_one(string result, bool isOk)
    {
        using var bench = await FailureBench.OpenAsync();
        bench.Faults.Next(
            Fault.ChangeBytes(reply => JsonSplice.Replace(reply, "Result", Encoding.UTF8.GetBytes(result))), Functions.StartTest);

        var reply = await bench.Session.AskAsync(
            Functions.StartTest, new StartTestRequest { Channel = Channel, ProcedureName = "Rest" });

        Assert.Equal((isOk, isOk ? 0 : StartTestResult.ChannelInUse), (reply.Result.IsOk, reply.Result.Code));
    }

    [Fact]
    public async Task Limits_that_come_back_as_the_request_itself_are_not_confirmed()
    {
        using var bench = await FailureBench.OpenAsync();
        bench.Faults.Always(Fault.ChangeBytes(_ => bench.Tester.Requests.All[^1].Bytes), Functions.SetSafetyLimits);

        await Assert.ThrowsAsync<MaccorOutcomeUnknownException>(
            () => bench.Session.SetSafetyLimitsAsync(Channel, Operations.DirectBench.Limits));

        await bench.AssertUsableAsync();
    }

    private static async Task AssertUnknownAsync(FailureBench bench, Function function, Func<int, byte[]> reply)
    {
        bench.Faults.Clear();
        bench.Tester.Requests.Clear();
        bench.Faults.Always(Fault.ChangeBytes(actual => reply(actual[0] == '{' ? IdOf(actual) : 0)), function);

        var problem = await Record.ExceptionAsync(() => (Task)AskAsync(bench.Session, (dynamic)function, (dynamic)RequestOf(function)));

        Assert.True(problem is MaccorOutcomeUnknownException, $"{function}: {problem?.ToString() ?? "done"}");
        Assert.Equal(1, bench.CountOf(function));
    }

    private static Task<TReply> AskAsync<TRequest, TReply>(MaccorSession session, Function<TRequest, TReply> function, TRequest request)
        where TRequest : Message, new()
        where TReply : Message, new() => session.AskAsync(function, request);

    private static Message RequestOf(Function function) => OfChannel(function.NewRequest());

    private static Message Done(Function function) => OfChannel(function.NewReply());

    private static Message OfChannel(Message message)
    {
        if (message is ChannelMessage ofChannel)
            ofChannel.Channel = Channel;
        return message;
    }

    private static byte[] Changed(Function function, int id, Action<JsonObject, JsonObject> change)
    {
        var message = JsonNode.Parse(JsonCodec.WriteReply(function, Done(function), JsonSerializer.SerializeToElement(id)))!.AsObject();
        var body = message["result"] ?? message["params"];
        message.Remove("result");
        message.Remove("params");
        message["result"] = body;
        change(message, body!.AsObject());
        return Encoding.UTF8.GetBytes(message.ToJsonString());
    }

    private static int IdOf(byte[] reply) => JsonNode.Parse(reply)!["id"]!.GetValue<int>();

    private static byte[] WithData(byte[] reply, byte[] data) => [.. reply[..6], .. BitConverter.GetBytes((ushort)data.Length), .. data];
}
