using System.Text.RegularExpressions;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Transport;

namespace MacNet.Protocol.Session;

/// <summary>A link that logs in when it opens and out when it closes, and counts and tells what goes over it.</summary>
internal sealed class Line(Link link, Switchboard switchboard) : IDisposable
{
    private const string LoginFailed = "the login failed";
    private const int LongestInEitherForm = 40;

    private readonly MaccorSessionOptions options = switchboard.Options;
    private bool loggedIn;
    private bool wasOpened;
    private bool isToBeIdentified;
    private volatile bool busy;

    internal bool IsOpen => link.IsOpen;

    /// <summary>Whether the line can carry a request at once. Only for who has the turn.</summary>
    internal bool IsReady => link.IsReady;

    internal LinkKind Kind => link.Kind;

    internal int Port => link.Port;

    /// <summary>Connects and logs in, in place of whatever connection there was.</summary>
    /// <exception cref="MaccorLoginException">User or password was not accepted.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled, or took longer than the options' ConnectTimeout.</exception>
    internal async Task OpenAsync(CancellationToken cancellation)
    {
        using var limit = options.Clock.CancelAfter(options.ConnectTimeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        loggedIn = false;
        await link.OpenAsync(either.Token).ConfigureAwait(false);
        (isToBeIdentified, wasOpened) = (wasOpened, true);
        if (options.UserName is not { } user)
            return;
        try
        {
            await LogInAsync(user, options.Password ?? "", either.Token).ConfigureAwait(false);
            loggedIn = true;
        }
        finally
        {
            if (!loggedIn)
                link.Close();
        }
    }

    /// <summary>Makes sure, once for each connection but the first, that it leads to the tester that the session began with (1, 2).</summary>
    /// <param name="asked">What is to be asked when that is known.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="MaccorConnectionException">Another tester is in its place.</exception>
    internal async Task IdentifyAsync(Asked asked, CancellationToken cancellation)
    {
        if (!isToBeIdentified || switchboard.Tester is not { } meant)
            return;
        var found = new GeneralReply();
        var request = Encode(new Asked(switchboard.SessionName, Functions.General), new Nothing());
        await AskAsync(request, found, cancellation).ConfigureAwait(false);
        if (!IsSame(found, meant))
        {
            link.Close();
            throw Faults.AnotherTester(asked, $"{options.ComputerName}:{Port}", found, meant);
        }

        // After a reply that came twice, for one.
        if (!IsReady)
            throw new IOException("The connection was lost.");
        isToBeIdentified = false;
    }

    /// <summary>A request as bytes.</summary>
    /// <exception cref="MaccorInputException">A field has a value that the wire cannot carry.</exception>
    internal OutgoingRequest Encode(Asked asked, Message request)
    {
        try
        {
            return link.Encode(asked.Function!, request);
        }
        catch (ArgumentException) when (Secrets.HasPassword(asked.Function!))
        {
            // The codec's words quote what is wrong, which may be a part of the password.
            throw new MaccorInputException(
                asked, "InvalidInput", "MacNet cannot carry this user or this password: it takes printable characters, up to 250 of them, and its binary form ASCII only.");
        }
        catch (ArgumentException problem)
        {
            throw new MaccorInputException(asked, "InvalidInput", problem.Message, problem);
        }
    }

    /// <summary>Asks and reads the reply, and tells who watches the session.</summary>
    internal async Task AskAsync(OutgoingRequest request, Message reply, CancellationToken cancellation)
    {
        var began = options.Clock.GetTimestamp();
        string? failure = null;
        try
        {
            await AskQuietlyAsync(request, reply, cancellation).ConfigureAwait(false);
        }
        catch (Exception problem)
        {
            failure = request.Secret is null ? problem.Message : LoginFailed;
            if (request.Secret is not null)
                ThrowWithoutQuoting(problem);
            throw;
        }
        finally
        {
            TellExchange(request.Function, request.Channel, began, failure);
        }
    }

    /// <summary>Asks and reads the reply.</summary>
    internal Task AskQuietlyAsync(OutgoingRequest request, Message reply, CancellationToken cancellation) => BusyAsync(() =>
    {
        switchboard.CountMessage();
        return link.ExchangeAsync(request, reply, cancellation);
    });

    /// <summary>Sends what has no reply.</summary>
    internal Task TellAsync(OutgoingRequest request, CancellationToken cancellation) => BusyAsync(() =>
    {
        switchboard.CountMessage();
        return link.TellAsync(request, cancellation);
    });

    /// <summary>Sends once more what was asked while its reply is awaited.</summary>
    internal void Repeat(OutgoingRequest request)
    {
        switchboard.CountMessage();
        link.TellInPassing(request);
    }

    /// <summary>Reads one more reply to what was asked.</summary>
    internal Task ListenAsync(OutgoingRequest request, Message reply, CancellationToken cancellation) =>
        BusyAsync(() => link.ListenAsync(request, reply, cancellation));

    /// <summary>Tells who watches the session what was asked and what became of it.</summary>
    internal void TellExchange(Function function, int? channel, long began, string? failure) => Exchange.Watch?.Invoke(
        new Exchange(switchboard.SessionName, function, channel, Kind, options.Clock.GetElapsedTime(began), failure));

    /// <summary>Closes the connection at once; one that is logged in and idle is told so, without waiting for an answer.</summary>
    public void Dispose()
    {
        if (loggedIn && !busy)
            link.TellInPassing(link.Encode(Functions.Logout, new Nothing()));
        link.Dispose();
    }

    private static bool IsSame(GeneralReply one, GeneralReply other) =>
        one.TestChannels == other.TestChannels && InEitherForm(one.SystemId) == InEitherForm(other.SystemId);

    // Of a name that JSON tells in full, binary tells the beginning, and only its ASCII.
    private static string InEitherForm(string name)
    {
        var ascii = Regex.Replace(name, "[^ ->@-~]+", "?");
        return ascii.Substring(0, Math.Min(ascii.Length, LongestInEitherForm)).TrimEnd();
    }

    // What a tester says of a login may quote the password.
    private static void ThrowWithoutQuoting(Exception problem)
    {
        if (problem is ErrorReplyException reply)
            throw new ErrorReplyException(reply.Code, LoginFailed);
        if (problem is FormatException)
            throw new FormatException("the reply to the login makes no sense");
    }

    private async Task LogInAsync(string user, string password, CancellationToken cancellation)
    {
        var asked = new Asked(switchboard.SessionName, Functions.Login);
        var reply = new LoginReply { Passed = false };
        try
        {
            await AskAsync(Encode(asked, new LoginRequest { User = user, Password = password }), reply, cancellation).ConfigureAwait(false);
        }
        catch (ErrorReplyException)
        {
            // Not accepted, in other words.
        }

        if (!reply.Passed)
        {
            var words = Secrets.Blot(reply.Text, password);
            throw new MaccorLoginException(
                asked, $"the tester did not accept user '{user}' and the password: it says '{words}'.");
        }
    }

    private async Task BusyAsync(Func<Task> work)
    {
        busy = true;
        try
        {
            await work().ConfigureAwait(false);
        }
        finally
        {
            busy = false;
        }
    }
}
