using MacNet.Protocol.Messages;
using MacNet.Protocol.Transport;

namespace MacNet.Protocol.Session;

/// <summary>
/// A line with its queue: opens it when first needed, gives up in time, replaces the connection after a fault, asks again what
/// only reads, and never sends a command twice. What makes a cell safe waits for a command under way, and a moment for a read.
/// </summary>
internal sealed class Lane(Line line, MaccorSessionOptions options, string sessionName) : IDisposable
{
    // A read that the tester serves is over by then.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    private readonly RequestQueue queue = new();
    private readonly CancellationTokenSource closing = new();
    private readonly Faults faults = new(options, line.Port);

    // Cancelled, and replaced, when a read under way is to give way to what makes a cell safe.
    private CancellationTokenSource givingWay = new();

    internal bool IsOpen => line.IsOpen;

    internal bool IsClosed => closing.IsCancellationRequested;

    /// <summary>Asks, and reads the reply into a new message.</summary>
    /// <param name="function">The function.</param>
    /// <param name="request">The request.</param>
    /// <param name="urgent">Whether it goes before what waits.</param>
    /// <param name="dropped">Cancelled when the request is to be dropped, unless it has been sent.</param>
    /// <param name="cancellation">Ends the wait, and the exchange if it is under way.</param>
    /// <exception cref="OvertakenException">It was dropped before it was sent.</exception>
    internal async Task<TReply> AskAsync<TReply>(
        Function function, Message request, bool urgent, CancellationToken dropped, CancellationToken cancellation)
        where TReply : Message, new()
    {
        var asked = new Asked(sessionName, function, request.AboutChannel);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, closing.Token);
        try
        {
            return await AskPatientlyAsync<TReply>(asked, request, urgent, dropped, ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (IsClosed && !cancellation.IsCancellationRequested)
        {
            throw Faults.Closed(asked);
        }
    }

    /// <summary>Fails where the line cannot carry a request; nothing is sent.</summary>
    /// <exception cref="MaccorInputException">A field has a value that the wire cannot carry.</exception>
    internal void Check(Asked asked, Message request) => line.Encode(asked, request);

    /// <summary>Opens the line now, where it is not open yet.</summary>
    internal async Task OpenAsync(CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, closing.Token);
        using (await queue.EnterAsync(overtakes: false, ending.Token).ConfigureAwait(false))
        {
            if (line.IsOpen)
                return;
            try
            {
                await line.OpenAsync(ending.Token).ConfigureAwait(false);
            }
            catch (Exception problem) when (Faults.IsFault(problem, ending.Token))
            {
                throw faults.OfOpening(new Asked(sessionName), problem);
            }
        }
    }

    public void Dispose()
    {
        closing.Cancel();
        line.Dispose();
    }

    // Each attempt has a turn of its own, so that what waits is served in between.
    private async Task<TReply> AskPatientlyAsync<TReply>(
        Asked asked, Message request, bool urgent, CancellationToken dropped, CancellationToken cancellation)
        where TReply : Message, new()
    {
        var patience = new Patience(asked, options.RequestTimeout);
        while (true)
        {
            using (await EnterAsync(urgent, dropped, cancellation).ConfigureAwait(false))
            {
                var began = options.Clock.GetTimestamp();
                var giveWay = patience.MayRepeat ? Volatile.Read(ref givingWay).Token : CancellationToken.None;
                try
                {
                    return await TryAsync<TReply>(patience, request, dropped, giveWay, cancellation).ConfigureAwait(false);
                }
                catch (ErrorReplyException reply)
                {
                    throw new MaccorErrorReplyException(asked, reply.Code, reply.Message, Refusals.AdviceOn(reply.Code));
                }
                catch (Exception problem) when (Faults.IsFault(problem, cancellation))
                {
                    patience.Failed(problem, giveWay.IsCancellationRequested, options.Clock.GetElapsedTime(began));
                }
            }

            await options.Clock.Wait(patience.Pause ?? throw Explain(patience), cancellation).ConfigureAwait(false);
        }
    }

    private async ValueTask<RequestQueue.Turn> EnterAsync(bool urgent, CancellationToken dropped, CancellationToken cancellation)
    {
        if (!dropped.CanBeCanceled)
            return await EnterAsync(urgent, cancellation).ConfigureAwait(false);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation, dropped);
        try
        {
            return await EnterAsync(urgent, waiting.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new OvertakenException();
        }
    }

    private ValueTask<RequestQueue.Turn> EnterAsync(bool urgent, CancellationToken cancellation)
    {
        var entering = queue.EnterAsync(urgent, cancellation);
        return urgent && !entering.IsCompleted ? new(InsistAsync(entering.AsTask(), cancellation)) : entering;
    }

    // While something urgent waits no read begins: the one under way, if the turn is with a read at all, is the one to give way.
    private async Task<RequestQueue.Turn> InsistAsync(Task<RequestQueue.Turn> entering, CancellationToken cancellation)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var first = await Task.WhenAny(entering, options.Clock.Wait(Grace, enough.Token)).ConfigureAwait(false);
        enough.Cancel();
        if (first != entering && !cancellation.IsCancellationRequested)
            Interlocked.Exchange(ref givingWay, new()).Cancel();
        return await entering.ConfigureAwait(false);
    }

    private async Task<TReply> TryAsync<TReply>(
        Patience patience, Message request, CancellationToken dropped, CancellationToken giveWay, CancellationToken cancellation)
        where TReply : Message, new()
    {
        cancellation.ThrowIfCancellationRequested();
        var outgoing = line.Encode(patience.Asked, request);
        using var limit = options.Clock.CancelAfter(patience.Limit > TimeSpan.Zero ? patience.Limit : TimeSpan.FromTicks(1));
        using var any = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token, giveWay);
        if (!line.IsReady)
            await line.OpenAsync(any.Token).ConfigureAwait(false);
        if (dropped.IsCancellationRequested)
            throw new OvertakenException();
        patience.Sending();
        var reply = new TReply();
        await line.AskAsync(outgoing, reply, any.Token).ConfigureAwait(false);
        return reply;
    }

    private MaccorException Explain(Patience patience)
    {
        if (!patience.ProblemIsOfExchange)
            return faults.OfOpening(patience.Asked, patience.Problem!);
        var explained = faults.OfExchange(patience.Asked, patience.Problem!);
        return patience.MayRepeat ? explained : Faults.OutcomeUnknown(patience.Asked, explained);
    }
}
