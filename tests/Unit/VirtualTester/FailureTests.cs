using System.Net.Sockets;
using System.Text;
using MacNet.Protocol.Messages;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Faults;
using MacNet.VirtualTester.Files;
using MacNet.VirtualTester.Options;
using Xunit;

namespace MacNet.Tests.Unit.VirtualTester;

/// <summary>Mistakes of the virtual tester itself: nobody waits for an answer that will not come, and nobody overlooks them.</summary>
public sealed class FailureTests : IDisposable
{
    private const string BeginningOfEndlessRequest = """{"jsonrpc":"2.0","method":"MacNet","params":{"Text":" """;

    private readonly SimulatedTester tester = SimulatedTester.Start(
        new VirtualTesterOptions { Channels = 4, Speed = 0, TransitionTime = default });

    public FailureTests() => tester.Faults.Next(Fault.Change<StatusReply>(_ => throw new InvalidOperationException("broken")));

    [Fact]
    public void Over_JSON_the_client_gets_an_error_and_the_connection_goes_on()
    {
        using var client = PlainClient.Json(tester);

        var error = client.Ask(4, 7, "\"Chan\":2");

        Assert.Equal((-32603, "MacNet error"), (error.GetProperty("code").GetInt32(), error.GetProperty("message").GetString()));
        Assert.Equal(2, client.Ask(4, 7, "\"Chan\":2").GetProperty("Chan").GetInt32());
    }

    [Fact]
    public async Task Over_binary_the_connection_is_closed_and_forgotten()
    {
        using var client = PlainClient.Binary(tester);
        client.Send([4, 0, 7, 0, 2, 0, 0, 0]);

        Assert.Empty(client.ReceiveToEnd());
        Assert.Equal(0, await tester.ConnectionsLeftAsync());
    }

    [Fact]
    public async Task Over_UDP_a_reply_without_data_says_so_at_once()
    {
        using var client = new UdpClient();
        await client.SendAsync(new byte[] { 4, 0, 7, 0, 2, 0, 0, 0 }, 8, tester.Address.ToString(), tester.UdpPort);

        var reply = await client.ReceiveAsync().WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(new byte[] { 4, 0, 7, 0, 2, 0, 0, 0 }, reply.Buffer);
    }

    [Fact]
    public void The_exception_is_kept_and_stands_in_the_event_log()
    {
        using var client = PlainClient.Json(tester);
        client.Ask(4, 7, "\"Chan\":2");

        Assert.Equal("broken", Assert.IsType<InvalidOperationException>(Assert.Single(tester.Failures.All)).Message);
        var log = tester.Files.Find(FileFolder.SystemEvents, FileRules.SystemEventLog)!.Read();
        Assert.Contains("InvalidOperationException: broken", Encoding.UTF8.GetString(log));
    }

    [Fact]
    public void A_request_without_end_is_answered_as_unreadable_and_its_connection_closed()
    {
        using var client = PlainClient.Json(tester);
        client.Send(Encoding.UTF8.GetBytes(BeginningOfEndlessRequest));
        var piece = new byte[64 * 1024];
        piece.AsSpan().Fill((byte)'x');

        var sent = 0;
        while (sent < 125_000_000 && IsTaken(client, piece))
            sent += piece.Length;

        Assert.InRange(sent, 1 << 20, 20_000_000);
        Assert.True(Assert.Single(tester.Requests.All).Bytes.Length < 64 * 1024);
        Assert.Empty(tester.Failures.All);
    }

    [Fact]
    public void A_missing_field_is_told_from_an_illegal_one()
    {
        using var client = PlainClient.Json(tester);

        Assert.Equal("Missing object", client.Ask(4, 8).GetProperty("message").GetString());
        Assert.Equal("Illegal value", client.Ask(4, 8, "\"Chan\":\"is missing.\"").GetProperty("message").GetString());
    }

    public void Dispose() => tester.Dispose();

    private static bool IsTaken(PlainClient client, byte[] piece)
    {
        try
        {
            client.Send(piece);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
