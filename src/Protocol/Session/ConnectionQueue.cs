using MacNet.Protocol.Messages;
using MacNet.Protocol.Transport;

namespace MacNet.Protocol.Session;

/// <summary>
/// A connection and the queue before it: opens it when first needed, gives up in time, replaces it after a fault, asks again what
/// only reads, and never sends a command twice. What makes a cell safe waits a moment for what is under way, then goes over a new
/// connection.
/// </summary>
/// <param name="connection">The connection.</param>
/// <param name="options">How patient to be.</param>
/// <param name="ending">Cancelled when the session begins to end.</param>
internal sealed class ConnectionQueue(TesterConnection connection, MaccorSessionOptions options, CancellationToken ending) : IDisposable
{
    // How long what makes safe waits for what is under way: a read that the tester serves is over by then.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    // A command gets longer, as an unknown outcome costs more than a second; but not when the session ends, and nobody will ask for it.
    private static readonly TimeSpan LongestCommand = TimeSpan.FromSeconds(1);

    private readonly RequestQueue queue = new();
    private readonly CancellationTokenSource closing = new();
    private readonly Faults faults = new(options, connection.Port);

    // What may be preempted by what makes a cell safe; null for what does that itself.
    private volatile PendingRequest? underWay;

    internal bool IsOpen => connection.IsOpen;

    internal bool IsClosed => closing.IsCancellationRequested;

    private bool IsEnding => ending.IsCancellationRequested;

    /// <summary>
    /// Sends a request and reads its reply into a new message. Each attempt has a turn, so that what waits is served in between.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">Ends the wait, and the exchange if it is under way.</param>
    /// <returns>The reply; null where only the connection was wanted.</returns>
    /// <exception cref="DroppedException">It was dropped before it was sent.</exception>
    internal async Task<Message?> SendAsync(PendingRequest request, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, closing.Token);
        try
        {
            while (true)
            {
                using (await EnterAsync(request, either.Token).ConfigureAwait(false))
                {
                    request.Begin(options.Clock.GetTimestamp());
                    underWay = request.IsUrgent ? null : request;
                    try
                    {
                        return await TryAsync(request, either.Token).ConfigureAwait(false);
                    }
                    catch (ErrorReplyException reply)
                    {
                        throw new MaccorErrorReplyException(request.Asked, reply.Code, reply.Message);
                    }
                    catch (Exception problem) when (Faults.IsFault(problem, either.Token))
                    {
                        request.Failed(problem, options.Clock.GetElapsedTime(request.Began));
                    }
                }

                await options.Clock.Wait(request.Pause ?? throw Explain(request), either.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (IsClosed && !cancellation.IsCancellationRequested)
        {
            throw Faults.Closed(request.Asked);
        }
    }

    /// <summary>Fails where the connection cannot carry a request; nothing is sent.</summary>
    /// <exception cref="MaccorInputException">A field has a value that the wire cannot carry.</exception>
    internal void Check(Asked asked, Message request) => connection.Encode(asked, request);

    /// <summary>Opens the connection now, where it is not open yet, and makes sure where it leads.</summary>
    internal async Task OpenAsync(Asked asked, CancellationToken cancellation) => await SendAsync(
        new PendingRequest(asked, null, FunctionKind.Read, options.ConnectTimeout), cancellation).ConfigureAwait(false);

    public void Dispose()
    {
        closing.Cancel();
        connection.Dispose();
    }

    private async ValueTask<RequestQueue.Turn> EnterAsync(PendingRequest request, CancellationToken cancellation)
    {
        using var waiting = request.Dropped.CanBeCanceled
            ? CancellationTokenSource.CreateLinkedTokenSource(cancellation, request.Dropped)
            : null;
        try
        {
            var entering = queue.EnterAsync(request.IsUrgent, waiting?.Token ?? cancellation);
            return request.IsUrgent && !entering.IsCompleted
                ? await PreemptAsync(entering.AsTask(), cancellation).ConfigureAwait(false)
                : await entering.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new DroppedException();
        }
    }

    // While something urgent waits, nothing else begins. What is under way then is to be preempted, unless it is urgent itself.
    private async Task<RequestQueue.Turn> PreemptAsync(Task<RequestQueue.Turn> entering, CancellationToken cancellation)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        for (var wait = Grace; wait > TimeSpan.Zero; wait = LeftFor(underWay))
            await Task.WhenAny(entering, options.Clock.Wait(wait, enough.Token)).ConfigureAwait(false);
        enough.Cancel();
        return await entering.ConfigureAwait(false);

        TimeSpan LeftFor(PendingRequest? other)
        {
            if (entering.IsCompleted || cancellation.IsCancellationRequested || other is null)
                return TimeSpan.Zero;
            var left = other.MayRepeat || IsEnding ? TimeSpan.Zero : LongestCommand - options.Clock.GetElapsedTime(other.Began);
            if (left <= TimeSpan.Zero)
                other.Preempt();
            return left;
        }
    }

    private async Task<Message?> TryAsync(PendingRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var outgoing = request.Message is { } message ? connection.Encode(request.Asked, message) : null;
        using var limit = options.Clock.CancelAfter(request.Limit > TimeSpan.Zero ? request.Limit : TimeSpan.FromTicks(1));
        using var any = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token, request.Preempted);
        if (!connection.IsReady)
            await connection.OpenAsync(any.Token).ConfigureAwait(false);
        // A tester may know by its port who lists or fetches files, message by message.
        else if (outgoing is not null && !request.MayRepeat && request.Asked.Channel is not null)
            await connection.AvoidLateRepliesAsync(outgoing.Function, any.Token).ConfigureAwait(false);
        request.Connected();
        // Rest, suspend and reset cannot wait for that.
        if (!request.IsHarmlessAnywhere)
            await connection.IdentifyAsync(request.Asked, any.Token).ConfigureAwait(false);
        if (request.Dropped.IsCancellationRequested || request.IsOutdated())
            throw new DroppedException();
        if (outgoing is null)
            return null;
        request.Sending();
        var reply = outgoing.Function.NewReply();
        await connection.AskAsync(request.Asked, outgoing, reply, any.Token).ConfigureAwait(false);
        // What another tester says tells nothing of the cell that was meant; nor does what one says that does not tell who it is.
        if (request.IsHarmlessAnywhere)
            await connection.IdentifyAsync(request.Asked, any.Token).ConfigureAwait(false);
        return reply;
    }

    private MaccorException Explain(PendingRequest request)
    {
        if (!request.FailedWhenConnected)
            return faults.OfOpening(request.Asked, request.Problem!);
        var explained = faults.OfExchange(request.Asked, request.Problem!);
        return request.MayRepeat || !request.MayHaveArrived ? explained : Faults.OutcomeUnknown(request.Asked, explained);
    }
}
