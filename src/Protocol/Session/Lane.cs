using System.Net.Sockets;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Transport;

namespace MacNet.Protocol.Session;

/// <summary>
/// A link with its queue: opens and logs in when first needed, gives up in time, replaces the link after a fault, asks again
/// what only reads, and never sends a command twice.
/// </summary>
internal sealed class Lane(Link link, MaccorSessionOptions options, string sessionName) : IDisposable
{
    private const int MostAttempts = 3;
    private const string ErrorReplyAdvice = "Check that the tester's software has this function, and the values given.";
    private static readonly TimeSpan PauseBeforeRetry = TimeSpan.FromMilliseconds(100);

    private readonly RequestQueue queue = new();
    private readonly CancellationTokenSource closing = new();
    private int messages;

    /// <summary>How many requests went out, logins included.</summary>
    internal int Messages => Volatile.Read(ref messages);

    internal bool IsOpen => link.IsOpen;

    internal bool IsClosed => closing.IsCancellationRequested;

    /// <summary>Asks, and reads the reply into a new message.</summary>
    internal async Task<TReply> AskAsync<TReply>(Function function, Message request, bool urgent, CancellationToken cancellation)
        where TReply : Message, new()
    {
        var asked = new Asked(sessionName, function, request.AboutChannel);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, closing.Token);
        try
        {
            using (await queue.EnterAsync(urgent, ending.Token).ConfigureAwait(false))
                return await AskInTurnAsync<TReply>(asked, request, ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (IsClosed && !cancellation.IsCancellationRequested)
        {
            throw Closed(asked);
        }
    }

    internal static MaccorConnectionException Closed(Asked asked) =>
        new(asked, "SessionClosed", "the session is closed.", "Connect again with Connect-Maccor.");

    /// <summary>Opens the link now, where it is not open yet.</summary>
    internal async Task OpenAsync(CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, closing.Token);
        using (await queue.EnterAsync(overtakes: false, ending.Token).ConfigureAwait(false))
        {
            var attempt = new Attempt(new Asked(sessionName), options.ConnectTimeout);
            try
            {
                using var limit = options.Clock.CancelAfter(options.ConnectTimeout);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(ending.Token, limit.Token);
                await OpenLinkAsync(either.Token).ConfigureAwait(false);
            }
            catch (Exception problem) when (IsFault(problem, ending.Token))
            {
                throw Explain(attempt, problem);
            }
        }
    }

    public void Dispose()
    {
        closing.Cancel();
        link.Dispose();
    }

    private async Task<TReply> AskInTurnAsync<TReply>(Asked asked, Message request, CancellationToken cancellation)
        where TReply : Message, new()
    {
        var began = options.Clock.GetTimestamp();
        var mayRepeat = asked.Function!.Kind == FunctionKind.Read;
        for (var number = 1; ; number++)
        {
            var left = options.RequestTimeout - options.Clock.GetElapsedTime(began);
            var last = !mayRepeat || number == MostAttempts;
            // What may be asked again leaves time for that.
            var attempt = new Attempt(asked, last ? left : TimeSpan.FromTicks(left.Ticks / 2));
            try
            {
                return await TryAsync<TReply>(attempt, request, cancellation).ConfigureAwait(false);
            }
            catch (ErrorReplyException reply)
            {
                throw new MaccorErrorReplyException(asked, reply.Code, reply.Message, ErrorReplyAdvice);
            }
            catch (Exception problem) when (IsFault(problem, cancellation))
            {
                var pause = TimeSpan.FromTicks(PauseBeforeRetry.Ticks * number);
                if (last || options.RequestTimeout - options.Clock.GetElapsedTime(began) <= pause)
                    throw Explain(attempt, problem);
                await options.Clock.Wait(pause, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task<TReply> TryAsync<TReply>(Attempt attempt, Message request, CancellationToken cancellation)
        where TReply : Message, new()
    {
        var outgoing = Encode(attempt.Asked, request);
        using var limit = options.Clock.CancelAfter(attempt.Limit > TimeSpan.Zero ? attempt.Limit : TimeSpan.FromTicks(1));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        if (!link.IsOpen)
        {
            using var connecting = options.Clock.CancelAfter(options.ConnectTimeout);
            using var any = CancellationTokenSource.CreateLinkedTokenSource(either.Token, connecting.Token);
            await OpenLinkAsync(any.Token).ConfigureAwait(false);
        }

        attempt.Sent = true;
        var reply = new TReply();
        await ExchangeAsync(outgoing, reply, either.Token).ConfigureAwait(false);
        return reply;
    }

    private async Task OpenLinkAsync(CancellationToken cancellation)
    {
        await link.OpenAsync(cancellation).ConfigureAwait(false);
        if (options.UserName is null)
            return;
        var login = new LoginRequest { User = options.UserName, Password = options.Password ?? "" };
        var reply = new LoginReply { Passed = false };
        var asked = new Asked(sessionName, Functions.Login);
        try
        {
            await ExchangeAsync(Encode(asked, login), reply, cancellation).ConfigureAwait(false);
        }
        catch (ErrorReplyException)
        {
            // Not accepted, in other words.
        }
        catch
        {
            link.Close();
            throw;
        }

        if (reply.Passed)
            return;
        link.Close();
        throw new MaccorLoginException(
            asked, $"the tester did not accept user '{options.UserName}' and the password.", "Connect again with the right -Credential.");
    }

    private async Task ExchangeAsync(OutgoingRequest outgoing, Message reply, CancellationToken cancellation)
    {
        Interlocked.Increment(ref messages);
        var began = options.Clock.GetTimestamp();
        string? failure = null;
        try
        {
            await link.ExchangeAsync(outgoing, reply, cancellation).ConfigureAwait(false);
        }
        catch (Exception problem)
        {
            failure = problem.Message;
            throw;
        }
        finally
        {
            Exchange.Watch?.Invoke(new Exchange(
                sessionName, outgoing.Function, outgoing.Channel, link.Kind, options.Clock.GetElapsedTime(began), failure));
        }
    }

    private OutgoingRequest Encode(Asked asked, Message request)
    {
        try
        {
            return link.Encode(asked.Function!, request);
        }
        catch (ArgumentException problem)
        {
            throw new MaccorInputException(asked, "InvalidInput", problem.Message, "Correct the value; nothing was sent.", problem);
        }
    }

    private static bool IsFault(Exception problem, CancellationToken cancellation) => problem switch
    {
        OperationCanceledException => !cancellation.IsCancellationRequested,
        SocketException or IOException or FormatException => true,
        _ => false,
    };

    private MaccorException Explain(Attempt attempt, Exception problem)
    {
        var explained = attempt.Sent ? ExplainExchange(attempt, problem) : ExplainOpening(attempt, problem);
        if (!attempt.Sent || attempt.Asked.Function?.Kind is null or FunctionKind.Read)
            return explained;
        return new MaccorOutcomeUnknownException(
            attempt.Asked,
            $"the outcome is unknown, {explained.What} The command may have reached the tester and was not sent again.",
            "Read the channel's state (Get-MaccorChannelStatus) before you give the command again.",
            explained);
    }

    private MaccorException ExplainOpening(Attempt attempt, Exception problem)
    {
        var where = $"{options.ComputerName}:{link.Port}";
        return problem switch
        {
            OperationCanceledException => new MaccorConnectionException(
                attempt.Asked, "ConnectTimeout", $"no connection to {where} within {Seconds(Min(attempt.Limit, options.ConnectTimeout))}.", CheckNetwork, problem),
            FormatException => BrokenReply(attempt, problem),
            _ => new MaccorConnectionException(
                attempt.Asked, "ConnectionFailed", $"no connection to {where}: {problem.Message.TrimEnd('.')}.", CheckNetwork, problem),
        };
    }

    private MaccorException ExplainExchange(Attempt attempt, Exception problem) => problem switch
    {
        OperationCanceledException => new MaccorTimeoutException(
            attempt.Asked, $"the tester did not answer within {Seconds(options.RequestTimeout)}.", "See whether the tester's PC is busy or restarting, then try again; raise Connect-Maccor's -TimeoutSeconds if it is slow.", problem),
        FormatException => BrokenReply(attempt, problem),
        _ => new MaccorConnectionException(
            attempt.Asked, "ConnectionLost", $"the connection was lost: {problem.Message.TrimEnd('.')}.", "See whether MacTest32 is running; the session connects again by itself with the next command.", problem),
    };

    private static MaccorProtocolException BrokenReply(Attempt attempt, Exception problem) =>
        new(attempt.Asked, $"the reply was broken: {problem.Message.TrimEnd('.')}.", "Try again; if it happens again, record it with Connect-Maccor -TracePath.", problem);

    private string CheckNetwork =>
        $"Check that MacTest32 is running with MacNet enabled, and that the firewall lets port {link.Port} through.";

    private static string Seconds(TimeSpan span) =>
        span.TotalSeconds.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture) + " s";

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private sealed class Attempt(Asked asked, TimeSpan limit)
    {
        internal Asked Asked { get; } = asked;

        internal TimeSpan Limit { get; } = limit;

        /// <summary>Whether the request may have reached the tester.</summary>
        internal bool Sent { get; set; }
    }
}
