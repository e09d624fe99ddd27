using System.Net;
using System.Net.Sockets;
using MacNet.Protocol.Transport;
using MacNet.VirtualTester.Handlers;

namespace MacNet.VirtualTester.Serving;

/// <summary>A TCP port with any number of clients. It can be closed and opened again at the same port.</summary>
internal abstract class TcpService(LinkKind link, RequestServer server, Func<int> nextNumber) : IDisposable
{
    private readonly HashSet<Conversation> conversations = [];
    private Socket? listener;

    // Bound, so that nobody else is given the port, and not listening.
    private Socket? kept;

    public int Port { get; private set; }

    public int ClientCount
    {
        get
        {
            lock (conversations)
                return conversations.Count;
        }
    }

    public void Open(IPAddress address, int port)
    {
        kept?.Dispose();
        var opening = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        listener = opening;
        opening.Bind(new IPEndPoint(address, port));
        opening.Listen(512);
        Port = ((IPEndPoint)opening.LocalEndPoint!).Port;
        _ = AcceptAsync(opening);
    }

    /// <summary>Refuses connections until it is opened again; the port stays its own.</summary>
    public void Close()
    {
        var place = listener?.LocalEndPoint;
        StopListening();
        if (place is not null)
            kept = Keep(place);
    }

    public void Dispose()
    {
        StopListening();
        kept?.Dispose();
    }

    public void DropClients()
    {
        Conversation[] open;
        lock (conversations)
            open = conversations.ToArray();
        foreach (var conversation in open)
            conversation.Dispose();
    }

    private static Socket? Keep(EndPoint place)
    {
        var socket = new Socket(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(place);
            return socket;
        }
        catch (SocketException)
        {
            // Somebody was faster.
            socket.Dispose();
            return null;
        }
    }

    private void StopListening()
    {
        listener?.Dispose();
        listener = null;
        DropClients();
    }

    /// <summary>Cuts what comes over one connection into requests.</summary>
    protected abstract IRequestReader NewReader();

    private async Task AcceptAsync(Socket from)
    {
        try
        {
            while (true)
                _ = TalkAsync(from, await from.AcceptAsync().ConfigureAwait(false));
        }
        catch (Exception closed) when (Conversation.IsEnd(closed))
        {
            // The port was closed.
        }
    }

    private async Task TalkAsync(Socket from, Socket client)
    {
        using var conversation = new Conversation(client, server, NewReader(), new ClientConnection(link, nextNumber()));
        lock (conversations)
        {
            // A client that came while the port was being closed is not kept.
            if (from != listener)
                return;
            conversations.Add(conversation);
        }

        try
        {
            await conversation.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            lock (conversations)
                conversations.Remove(conversation);
        }
    }
}
