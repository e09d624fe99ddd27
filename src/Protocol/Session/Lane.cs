using MacNet.Protocol.Messages;
using MacNet.Protocol.Transport;

namespace MacNet.Protocol.Session;

/// <summary>
/// A line with its queue: opens it when first needed, gives up in time, replaces the connection after a fault, asks again what
/// only reads, and never sends a command twice.
/// </summary>
internal sealed class Lane(Line line, MaccorSessionOptions options, string sessionName) : IDisposable
{
    private const int MostAttempts = 3;
    private const string ErrorReplyAdvice = "Check that the tester's software has this function, and the values given.";
    private static readonly TimeSpan PauseBeforeRetry = TimeSpan.FromMilliseconds(100);

    private readonly RequestQueue queue = new();
    private readonly CancellationTokenSource closing = new();
    private readonly Faults faults = new(options, line.Port);

    internal bool IsOpen => line.IsOpen;

    internal bool IsClosed => closing.IsCancellationRequested;

    /// <summary>Asks, and reads the reply into a new message.</summary>
    /// <param name="function">The function.</param>
    /// <param name="request">The request.</param>
    /// <param name="urgent">Whether it goes before what waits.</param>
    /// <param name="overtaken">Cancelled when the request is to be dropped, unless it has been sent.</param>
    /// <param name="cancellation">Ends the wait, and the exchange if it is under way.</param>
    /// <exception cref="OvertakenException">It was dropped before it was sent.</exception>
    internal async Task<TReply> AskAsync<TReply>(
        Function function, Message request, bool urgent, CancellationToken overtaken, CancellationToken cancellation)
        where TReply : Message, new()
    {
        var asked = new Asked(sessionName, function, request.AboutChannel);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, closing.Token);
        try
        {
            using (await EnterAsync(urgent, overtaken, ending.Token).ConfigureAwait(false))
                return await AskInTurnAsync<TReply>(asked, request, overtaken, ending.Token).ConfigureAwait(false);
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

    private async ValueTask<RequestQueue.Turn> EnterAsync(bool urgent, CancellationToken overtaken, CancellationToken cancellation)
    {
        if (!overtaken.CanBeCanceled)
            return await queue.EnterAsync(urgent, cancellation).ConfigureAwait(false);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation, overtaken);
        try
        {
            return await queue.EnterAsync(urgent, waiting.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new OvertakenException();
        }
    }

    private async Task<TReply> AskInTurnAsync<TReply>(
        Asked asked, Message request, CancellationToken overtaken, CancellationToken cancellation)
        where TReply : Message, new()
    {
        var began = options.Clock.GetTimestamp();
        var mayRepeat = asked.Function!.Kind == FunctionKind.Read;
        (Attempt Attempt, Exception Problem)? failure = null;
        for (var number = 1; ; number++)
        {
            var left = options.RequestTimeout - options.Clock.GetElapsedTime(began);
            var last = !mayRepeat || number == MostAttempts;
            // What may be asked again leaves time for that.
            var attempt = new Attempt(asked, last ? left : TimeSpan.FromTicks(left.Ticks / 2));
            try
            {
                return await TryAsync<TReply>(attempt, request, overtaken, cancellation).ConfigureAwait(false);
            }
            catch (ErrorReplyException reply)
            {
                throw new MaccorErrorReplyException(asked, reply.Code, reply.Message, ErrorReplyAdvice);
            }
            catch (Exception problem) when (Faults.IsFault(problem, cancellation))
            {
                // That no time was left to connect again says less than why that was necessary.
                if (failure is null || attempt.Sent || problem is not OperationCanceledException)
                    failure = (attempt, problem);
                var pause = TimeSpan.FromTicks(PauseBeforeRetry.Ticks * number);
                if (last || options.RequestTimeout - options.Clock.GetElapsedTime(began) <= pause)
                    throw Explain(failure.Value.Attempt, failure.Value.Problem);
                await options.Clock.Wait(pause, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task<TReply> TryAsync<TReply>(
        Attempt attempt, Message request, CancellationToken overtaken, CancellationToken cancellation)
        where TReply : Message, new()
    {
        cancellation.ThrowIfCancellationRequested();
        var outgoing = line.Encode(attempt.Asked, request);
        using var limit = options.Clock.CancelAfter(attempt.Limit > TimeSpan.Zero ? attempt.Limit : TimeSpan.FromTicks(1));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        if (!line.IsReady)
            await line.OpenAsync(either.Token).ConfigureAwait(false);
        if (overtaken.IsCancellationRequested)
            throw new OvertakenException();
        attempt.Sent = true;
        var reply = new TReply();
        await line.AskAsync(outgoing, reply, either.Token).ConfigureAwait(false);
        return reply;
    }

    private MaccorException Explain(Attempt attempt, Exception problem)
    {
        if (!attempt.Sent)
            return faults.OfOpening(attempt.Asked, problem);
        var explained = faults.OfExchange(attempt.Asked, problem);
        return attempt.Asked.Function!.Kind == FunctionKind.Read ? explained : Faults.OutcomeUnknown(attempt.Asked, explained);
    }

    private sealed class Attempt(Asked asked, TimeSpan limit)
    {
        internal Asked Asked { get; } = asked;

        internal TimeSpan Limit { get; } = limit;

        /// <summary>Whether the request may have reached the tester.</summary>
        internal bool Sent { get; set; }
    }
}
