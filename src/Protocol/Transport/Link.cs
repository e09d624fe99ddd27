using System.Net.Sockets;
using MacNet.Protocol.Messages;

namespace MacNet.Protocol.Transport;

/// <summary>
/// One connection to a tester, carrying one request at a time. It fails with a <see cref="SocketException"/> or
/// <see cref="IOException"/> where the connection does, with a <see cref="FormatException"/> where a reply is not what it must be.
/// After either, or after a cancelled exchange, it is closed, and opened anew by the next <see cref="OpenAsync"/>.
/// </summary>
internal abstract class Link(LinkKind kind, string host, int port, IWireTrace? trace) : IDisposable
{
    private Socket? socket;

    internal LinkKind Kind { get; } = kind;

    internal int Port { get; } = port;

    protected string Host { get; } = host;

    /// <summary>Whether the link can carry a request. A tester that closed an idle connection is noticed here, before anything is sent.</summary>
    internal bool IsOpen => socket is not null && !HasBeenClosed(socket);

    protected Socket Socket => socket ?? throw new IOException("The connection is closed.");

    /// <summary>Connects, in place of whatever connection there was.</summary>
    internal async Task OpenAsync(CancellationToken cancellation)
    {
        Close();
        var opening = NewSocket();
        try
        {
            using (cancellation.Register(opening.Dispose))
                await ConnectAsync(opening).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            socket = opening;
        }
        catch (Exception problem)
        {
            opening.Dispose();
            ThrowIfCancelled(problem, cancellation);
            throw;
        }
    }

    /// <summary>A request as bytes, with what its reply must match.</summary>
    /// <exception cref="ArgumentException">A field has a value that the wire cannot carry.</exception>
    internal abstract OutgoingRequest Encode(Function function, Message request);

    /// <summary>Sends a request and reads its reply into <paramref name="reply"/>.</summary>
    /// <exception cref="ErrorReplyException">The tester could not serve the request.</exception>
    internal async Task ExchangeAsync(OutgoingRequest request, Message reply, CancellationToken cancellation)
    {
        var inUse = Socket;
        try
        {
            using (cancellation.Register(static socket => ((Socket)socket!).Dispose(), inUse))
            {
                await SendAsync(request.Bytes, request.Secret).ConfigureAwait(false);
                await ReceiveAsync(request, reply).ConfigureAwait(false);
            }

            if (cancellation.IsCancellationRequested)
                Close();
        }
        catch (ErrorReplyException)
        {
            throw;
        }
        catch (Exception problem)
        {
            Close();
            ThrowIfCancelled(problem, cancellation);
            throw;
        }
    }

    internal virtual void Close()
    {
        socket?.Dispose();
        socket = null;
    }

    public void Dispose() => Close();

    protected abstract Socket NewSocket();

    protected virtual Task ConnectAsync(Socket opening) => opening.ConnectAsync(Host, Port);

    protected abstract Task ReceiveAsync(OutgoingRequest request, Message reply);

    protected async Task SendAsync(byte[] bytes, string? secret = null)
    {
        trace?.Note(Kind, sent: true, Secrets.Blot(bytes, secret));
        // One send: a tester is not known to put a request together again. A full socket buffer may still split it.
        for (var sent = 0; sent < bytes.Length;)
            sent += await Socket.SendAsync(new ArraySegment<byte>(bytes, sent, bytes.Length - sent), SocketFlags.None).ConfigureAwait(false);
    }

    protected void NoteReceived(ReadOnlySpan<byte> bytes) => trace?.Note(Kind, sent: false, bytes);

    protected virtual bool HasBeenClosed(Socket idle) => false;

    private static void ThrowIfCancelled(Exception problem, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            throw new OperationCanceledException("The request was cancelled.", problem, cancellation);
        if (problem is ObjectDisposedException)
            throw new IOException("The connection was closed.", problem);
    }
}
