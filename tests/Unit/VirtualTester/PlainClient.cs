using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using MacNet.Protocol.Wire;
using MacNet.VirtualTester;
using Xunit;

namespace MacNet.Tests.Unit.VirtualTester;

/// <summary>A client that knows nothing of MacNet: what it sends and gets are texts and bytes.</summary>
internal sealed class PlainClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Socket socket;

    private PlainClient(SimulatedTester tester, int port)
    {
        socket = new Socket(tester.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.ReceiveTimeout = (int)Patience.TotalMilliseconds;
        socket.Connect(tester.Address, port);
    }

    public static PlainClient Json(SimulatedTester tester) => new(tester, tester.JsonPort);

    public static PlainClient Binary(SimulatedTester tester) => new(tester, tester.BinaryPort);

    public void Send(byte[] bytes) => socket.Send(bytes);

    /// <summary>What is received until the connection is closed.</summary>
    public byte[] ReceiveToEnd()
    {
        using var all = new MemoryStream();
        var buffer = new byte[4096];
        for (int count; (count = ReceiveOrEnd(buffer)) > 0;)
            all.Write(buffer, 0, count);
        return all.ToArray();
    }

    /// <summary>A reply up to the line end behind its outermost object.</summary>
    public string ReceiveText()
    {
        var text = new List<byte>();
        var one = new byte[1];
        var depth = 0;
        while (depth > 0 || text.Count == 0 || one[0] != '\n')
        {
            if (ReceiveOrEnd(one) == 0)
                throw new EndOfStreamException("Closed after: " + Encoding.UTF8.GetString([.. text]));
            text.Add(one[0]);
            depth += one[0] switch { (byte)'{' => 1, (byte)'}' => -1, _ => 0 };
        }

        return Encoding.UTF8.GetString([.. text]);
    }

    public string Ask(string request)
    {
        Send(Encoding.UTF8.GetBytes(request));
        return ReceiveText();
    }

    /// <summary>The result (or, as some functions have it, the params) of a function whose fields are given as JSON text.</summary>
    public JsonElement Ask(int functionClass, int number, string fields = "")
    {
        var comma = fields.Length > 0 ? "," : "";
        var reply = JsonDocument.Parse(Ask(
            $$"""{"jsonrpc":"2.0","method":"MacNet","params":{"FClass":{{functionClass}},"FNum":{{number}}{{comma}}{{fields}}},"id":7}"""))
            .RootElement;
        Assert.Equal(7, reply.GetProperty("id").GetInt32());
        return reply.TryGetProperty("result", out var result) || reply.TryGetProperty("params", out result)
            ? result
            : reply.GetProperty("error");
    }

    public string Result(int functionClass, int number, string fields) =>
        Ask(functionClass, number, fields).GetProperty("Result").GetString()!;

    public byte[] Receive(int count)
    {
        var bytes = new byte[count];
        for (var have = 0; have < count;)
        {
            var more = socket.Receive(bytes, have, count - have, SocketFlags.None);
            if (more == 0)
                throw new EndOfStreamException($"Closed after {have} of {count} bytes.");
            have += more;
        }

        return bytes;
    }

    /// <summary>Sends a binary request and gives the data of its reply.</summary>
    public byte[] Ask(int functionClass, int number, int chan, int len, params byte[] data)
    {
        var header = new byte[BinaryHeader.Size];
        new BinaryHeader((ushort)functionClass, (ushort)number, (ushort)chan, (ushort)len).Write(header);
        Send([.. header, .. data]);
        var reply = BinaryHeader.Read(Receive(BinaryHeader.Size));
        Assert.Equal((functionClass, number, chan), (reply.Class, reply.Number, reply.Chan));
        return Receive(reply.Len);
    }

    public void Dispose() => socket.Dispose();

    private int ReceiveOrEnd(byte[] buffer)
    {
        try
        {
            return socket.Receive(buffer);
        }
        catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
        {
            return 0;
        }
    }
}
