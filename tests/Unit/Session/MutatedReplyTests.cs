using System.Text;
using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Options;
using Xunit;

namespace MacNet.Tests.Unit.Session;

/// <summary>Replies with bytes changed at random, always the same ones: whatever comes, a session knows an error for it.</summary>
public sealed class MutatedReplyTests : IDisposable
{
    private const int RepliesOfEachFunction = 5;

    private static readonly byte[][] Pieces =
    [
        .. new[] { "\"", "{", "}", "[", "]", ",", ":", "\\", "\\ud800", "\\u0000", "null", "-", "1e999", "99999999999999999999", "é", "\0", "\"id\":", "\"error\":{}," }
            .Select(Encoding.UTF8.GetBytes),
        [0xFC], [0xC3, 0x28], [0xFF, 0xFF, 0xFF, 0x7F],
    ];

    private readonly SimulatedTester tester = SimulatedTester.Start(
        new VirtualTesterOptions { Channels = 8, Speed = 0, TransitionTime = default });

    public void Dispose() => tester.Dispose();

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task Whatever_comes_as_a_reply_is_read_or_a_known_error(LinkKind protocol)
    {
        using var json = new StreamRelay(tester.JsonPort);
        using var binary = new StreamRelay(tester.BinaryPort);
        using var session = await MaccorSession.ConnectAsync(StreamRelay.Through(json, binary, protocol));
        var random = new Random(20160114);
        byte[] last = [];
        json.Damage = binary.Damage = reply => last = Mutated(reply, random);
        var failed = 0;

        foreach (var function in Functions.All.Where(function => function.NewRequest() is not FilePacket))
        {
            for (var i = 0; i < RepliesOfEachFunction; i++)
            {
                var problem = await Record.ExceptionAsync(() => (Task)AskAsync(session, (dynamic)function, (dynamic)function.NewRequest()));
                Assert.True(
                    problem is null or MaccorException and not MaccorInputException,
                    $"{function}: {problem}\n{Encoding.Latin1.GetString(last)}\n{Convert.ToHexString(last)}");
                failed += problem is null ? 0 : 1;
            }
        }

        Assert.True(failed > 100);
    }

    private static Task<TReply> AskAsync<TRequest, TReply>(MaccorSession session, Function<TRequest, TReply> function, TRequest request)
        where TRequest : Message, new()
        where TReply : Message, new() => session.AskAsync(function, request);

    private static byte[] Mutated(byte[] reply, Random random)
    {
        if (random.Next(20) == 0)
            random.NextBytes(reply);
        if (reply[0] == '{' && random.Next(2) == 0)
            reply = """{"error":{"code":-1,"message":"Method MacNet, jsonrpc 2.0 or id not found"},"id":null}"""u8.ToArray();
        for (var times = random.Next(1, 5); times > 0; times--)
            reply = MutatedOnce(reply, random);
        return reply;
    }

    private static byte[] MutatedOnce(byte[] reply, Random random)
    {
        var start = random.Next(reply.Length + 1);
        var end = Math.Min(reply.Length, start + random.Next(6));
        byte[] instead = random.Next(4) switch
        {
            0 => [],
            1 => [(byte)random.Next(256)],
            2 => [.. reply[start..end], .. reply[start..end]],
            _ => Pieces[random.Next(Pieces.Length)],
        };
        return [.. reply[..start], .. instead, .. reply[end..]];
    }
}
