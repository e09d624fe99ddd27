using System.Net;
using System.Net.Sockets;
using MacNet.Protocol.Messages;

namespace MacNet.Protocol.Transport;

/// <summary>
/// One connection to a tester, carrying one request at a time. It fails with a <see cref="SocketException"/> or
/// <see cref="IOException"/> where the connection does, with a <see cref="FormatException"/> where a reply is not what it must be.
/// After either, or after a cancelled exchange, it is closed, and opened anew by the next <see cref="OpenAsync"/>.
/// </summary>
internal abstract class Connection(ConnectionAddress address) : IDisposable
{
    private Socket? socket;

    internal LinkKind Kind => address.Kind;

    internal int Port => address.Port;

    /// <summary>The address that the connection was last opened to; null where it never was.</summary>
    internal IPAddress? RemoteAddress { get; private protected set; }

    protected string Host => address.Host;

    /// <summary>Whether the connection stands. A tester that closed an idle connection is noticed here.</summary>
    internal bool IsOpen => Stands(evenWithLeftovers: true);

    /// <summary>
    /// Whether the connection can carry a request: it stands, and nothing has come that nobody asked for, such as a reply twice. Only for
    /// who has the turn, as it looks at what has come.
    /// </summary>
    internal bool IsReady => Stands(evenWithLeftovers: false);

    protected Socket Socket => socket ?? throw new IOException("The connection is closed.");

    /// <summary>Connects, in place of whatever connection there was.</summary>
    internal async Task OpenAsync(CancellationToken cancellation)
    {
        Close();
        Socket? opening = null;
        try
        {
            opening = await NewSocketAsync(cancellation).ConfigureAwait(false);
            using (cancellation.Register(opening.Dispose))
                await ConnectAsync(opening).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            socket = opening;
        }
        catch (Exception problem)
        {
            opening?.Dispose();
            ThrowIfCancelled(problem, cancellation);
            throw;
        }
    }

    /// <summary>A request as bytes, with what its reply must match.</summary>
    /// <exception cref="ArgumentException">A field has a value that the wire cannot carry.</exception>
    internal OutgoingRequest Encode(Function function, Message request)
    {
        var id = address.Ids.Next();
        var outgoing = new OutgoingRequest(function, Write(function, request, id), id, request.AboutChannel);
        if (!Secrets.HasPassword(function))
            return outgoing;
        var login = LoginIn(outgoing.Bytes);
        return outgoing with { Secret = login.Password, Shown = Write(Functions.Login, Secrets.Masked(login), id) };
    }

    /// <summary>Sends a request and reads its reply into <paramref name="reply"/>.</summary>
    /// <exception cref="ErrorReplyException">The tester could not serve the request.</exception>
    internal Task AskAsync(OutgoingRequest request, Message reply, CancellationToken cancellation) =>
        CarryAsync(request, send: true, reply, cancellation);

    /// <summary>Sends a request to which there is no reply.</summary>
    internal Task TellAsync(OutgoingRequest request, CancellationToken cancellation) =>
        CarryAsync(request, send: true, reply: null, cancellation);

    /// <summary>Reads one more reply to a request.</summary>
    internal Task ListenAsync(OutgoingRequest request, Message reply, CancellationToken cancellation) =>
        CarryAsync(request, send: false, reply, cancellation);

    /// <summary>Sends a request where that can be done at once, and waits for nothing; what has come stays to be read.</summary>
    internal void TellInPassing(OutgoingRequest request)
    {
        try
        {
            if (!IsOpen)
                return;
            Note(sent: true, request.Shown);
            TransmitAtOnce(request.Bytes);
        }
        catch (Exception problem) when (problem is SocketException or IOException or ObjectDisposedException)
        {
            // Nobody counts on it.
        }
    }

    internal virtual void Close()
    {
        socket?.Dispose();
        socket = null;
    }

    public void Dispose() => Close();

    protected abstract byte[] Write(Function function, Message request, int id);

    /// <exception cref="FormatException">It is no login as it should be.</exception>
    protected abstract LoginRequest ReadLogin(byte[] bytes);

    protected abstract Task<Socket> NewSocketAsync(CancellationToken cancellation);

    protected abstract Task ConnectAsync(Socket opening);

    protected abstract Task TransmitAsync(byte[] bytes);

    protected abstract void TransmitAtOnce(byte[] bytes);

    protected abstract Task ReceiveAsync(OutgoingRequest request, Message reply);

    protected void NoteReceived(OutgoingRequest request, ReadOnlySpan<byte> bytes) =>
        Note(sent: false, Secrets.Blot(bytes, request.Secret));

    /// <summary>Whether an idle connection has something to tell: its end, or bytes.</summary>
    protected virtual bool HasNews(Socket idle) => false;

    protected virtual bool HasBeenClosed(Socket idle) => false;

    protected virtual bool HasLeftovers(Socket idle) => false;

    private bool Stands(bool evenWithLeftovers)
    {
        try
        {
            return socket is { } idle && (!HasNews(idle) || (!HasBeenClosed(idle) && (evenWithLeftovers || !HasLeftovers(idle))));
        }
        catch (Exception problem) when (problem is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    private LoginRequest LoginIn(byte[] bytes)
    {
        try
        {
            return ReadLogin(bytes);
        }
        catch (FormatException)
        {
            // Which part of it is the password cannot be told, so none of it is shown.
            return new LoginRequest();
        }
    }

    private void Note(bool sent, ReadOnlySpan<byte> bytes) => address.Trace?.Note(Kind, address.Number, sent, bytes);

    private async Task CarryAsync(OutgoingRequest request, bool send, Message? reply, CancellationToken cancellation)
    {
        var inUse = Socket;
        try
        {
            using (cancellation.Register(static socket => ((Socket)socket!).Dispose(), inUse))
            {
                if (send)
                {
                    Note(sent: true, request.Shown);
                    await TransmitAsync(request.Bytes).ConfigureAwait(false);
                }

                if (reply is not null)
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

    private static void ThrowIfCancelled(Exception problem, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            throw new OperationCanceledException("The request was cancelled.", problem, cancellation);
        if (problem is ObjectDisposedException)
            throw new IOException("The connection was closed.", problem);
    }
}
