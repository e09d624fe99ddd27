using System.Net.Sockets;
using MacNet.VirtualTester.Faults;
using MacNet.VirtualTester.Handlers;

namespace MacNet.VirtualTester.Serving;

/// <summary>One TCP client, from its first byte to the end of the connection.</summary>
internal sealed class Conversation(Socket socket, RequestServer server, IRequestReader reader, ClientConnection connection) : IDisposable
{
    private const int EndlessPiece = 64 * 1024;

    private readonly CancellationTokenSource ending = new();

    /// <summary>Whether a problem is what a socket says when either side has closed it.</summary>
    public static bool IsEnd(Exception problem) =>
        problem is SocketException or ObjectDisposedException or OperationCanceledException;

    public async Task RunAsync()
    {
        try
        {
            socket.NoDelay = true;
            await TalkAsync().ConfigureAwait(false);
        }
        catch (Exception gone) when (IsEnd(gone))
        {
            // There is nobody left to tell.
        }
        catch (Exception failure)
        {
            server.Failures.Add(failure, $"{connection.Link} connection {connection.Number}");
        }
    }

    public void Dispose()
    {
        lock (ending)
        {
            if (!ending.IsCancellationRequested)
                ending.Cancel();
        }

        socket.Dispose();
    }

    private async Task TalkAsync()
    {
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var count = await socket.ReceiveAsync(new ArraySegment<byte>(buffer), SocketFlags.None).ConfigureAwait(false);
            if (count == 0)
                return;
            reader.Add(buffer, count);
            while (reader.Next() is { } request)
            {
                var delivery = await server.ServeAsync(request, connection, ending.Token).ConfigureAwait(false);
                if (delivery is not null && !await DeliverAsync(delivery).ConfigureAwait(false))
                    return;
                if (request.EndsConnection)
                    return;
            }
        }
    }

    // False when the connection is to be closed.
    private async Task<bool> DeliverAsync(Delivery delivery)
    {
        await server.Time.Wait(delivery.Delay, ending.Token).ConfigureAwait(false);
        if (delivery.Silent)
            return true;
        foreach (var piece in delivery.Pieces())
        {
            await SendAsync(piece).ConfigureAwait(false);
            await server.Time.Wait(delivery.Gap, ending.Token).ConfigureAwait(false);
        }

        if (delivery.Endless)
            await SendWithoutEndAsync().ConfigureAwait(false);
        return delivery.CutAfter is null;
    }

    // Until the client has had enough and closes the connection.
    private async Task SendWithoutEndAsync()
    {
        var filler = new byte[EndlessPiece];
        filler.AsSpan().Fill((byte)'x');
        while (true)
            await SendAsync(filler).ConfigureAwait(false);
    }

    private async Task SendAsync(byte[] bytes)
    {
        for (var sent = 0; sent < bytes.Length;)
        {
            var rest = new ArraySegment<byte>(bytes, sent, bytes.Length - sent);
            sent += await socket.SendAsync(rest, SocketFlags.None).ConfigureAwait(false);
        }
    }
}
