using MacNet.Protocol.Messages;
using MacNet.Protocol.Transport;

namespace MacNet.Protocol.Session;

/// <summary>
/// A line with its queue: opens it when first needed, gives up in time, replaces the connection after a fault, asks again what
/// only reads, and never sends a command twice. What makes a cell safe waits a moment for what is under way, then goes over a new
/// connection.
/// </summary>
/// <param name="line">The line.</param>
/// <param name="options">How patient to be.</param>
/// <param name="sessionName">The session's name.</param>
/// <param name="ending">Cancelled when the session begins to end.</param>
internal sealed class Lane(Line line, MaccorSessionOptions options, string sessionName, CancellationToken ending) : IDisposable
{
    // A read that the tester serves is over by then.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    // A command may take its time, and that its outcome is not known costs more. At an end nobody would know anyway.
    private static readonly TimeSpan LongestCommand = TimeSpan.FromSeconds(1);

    private readonly RequestQueue queue = new();
    private readonly CancellationTokenSource closing = new();
    private readonly Faults faults = new(options, line.Port);

    // What may be ended where it holds up what makes a cell safe; null for what does that itself.
    private volatile Attempt? underWay;

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
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, closing.Token);
        try
        {
            return await AskPatientlyAsync<TReply>(asked, request, urgent, dropped, either.Token).ConfigureAwait(false);
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
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, closing.Token);
        using (await queue.EnterAsync(overtakes: false, either.Token).ConfigureAwait(false))
        {
            if (line.IsOpen)
                return;
            try
            {
                await line.OpenAsync(either.Token).ConfigureAwait(false);
            }
            catch (Exception problem) when (Faults.IsFault(problem, either.Token))
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
                var attempt = new Attempt(options.Clock.GetTimestamp(), patience.MayRepeat, new());
                underWay = urgent ? null : attempt;
                try
                {
                    return await TryAsync<TReply>(patience, request, urgent, dropped, attempt.GivingWay.Token, cancellation).ConfigureAwait(false);
                }
                catch (ErrorReplyException reply)
                {
                    throw new MaccorErrorReplyException(asked, reply.Code, reply.Message);
                }
                catch (Exception problem) when (Faults.IsFault(problem, cancellation))
                {
                    patience.Failed(problem, attempt.GivingWay.IsCancellationRequested, options.Clock.GetElapsedTime(attempt.Began));
                }
            }

            await options.Clock.Wait(patience.Pause ?? throw Explain(patience), cancellation).ConfigureAwait(false);
        }
    }

    private bool IsEnding => ending.IsCancellationRequested;

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

    // While something urgent waits nothing else begins: what is under way, unless that is urgent too, is what is to give way.
    private async Task<RequestQueue.Turn> InsistAsync(Task<RequestQueue.Turn> entering, CancellationToken cancellation)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        for (var wait = Grace; wait > TimeSpan.Zero; wait = LeftFor(underWay))
            await Task.WhenAny(entering, options.Clock.Wait(wait, enough.Token)).ConfigureAwait(false);
        enough.Cancel();
        return await entering.ConfigureAwait(false);

        TimeSpan LeftFor(Attempt? attempt)
        {
            if (entering.IsCompleted || cancellation.IsCancellationRequested || attempt is null)
                return TimeSpan.Zero;
            var left = attempt.IsRead || IsEnding ? TimeSpan.Zero : LongestCommand - options.Clock.GetElapsedTime(attempt.Began);
            if (left <= TimeSpan.Zero)
                attempt.GivingWay.Cancel();
            return left;
        }
    }

    private async Task<TReply> TryAsync<TReply>(
        Patience patience, Message request, bool urgent, CancellationToken dropped, CancellationToken giveWay, CancellationToken cancellation)
        where TReply : Message, new()
    {
        cancellation.ThrowIfCancellationRequested();
        var outgoing = line.Encode(patience.Asked, request);
        using var limit = options.Clock.CancelAfter(patience.Limit > TimeSpan.Zero ? patience.Limit : TimeSpan.FromTicks(1));
        using var any = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token, giveWay);
        if (!line.IsReady)
            await line.OpenAsync(any.Token).ConfigureAwait(false);
        patience.Connected();
        // What makes a cell safe can do no harm anywhere, and has no time.
        if (!urgent)
            await line.IdentifyAsync(patience.Asked, any.Token).ConfigureAwait(false);
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
        return patience.MayRepeat || !patience.MayHaveArrived ? explained : Faults.OutcomeUnknown(patience.Asked, explained);
    }

    /// <summary>One attempt to ask something.</summary>
    private sealed record Attempt(long Began, bool IsRead, CancellationTokenSource GivingWay);
}
