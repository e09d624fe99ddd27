using System.Net.Sockets;
using System.Text.RegularExpressions;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Transport;

namespace MacNet.Protocol.Session;

/// <summary>
/// A connection that logs in when it opens and out when it closes, makes sure to which tester it leads, and counts and tells what goes
/// over it.
/// </summary>
internal sealed class TesterConnection(Connection connection, ConnectionFactory factory) : IDisposable
{
    private const string LoginFailed = "the login failed";
    private const int LongestInEitherForm = 40;
    private const int MostOpenings = 3;

    // Over UDP nothing tells that the tester has gone. Nobody else takes its address in less.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMilliseconds(500);

    private readonly MaccorSessionOptions options = factory.Options;
    private readonly HashSet<Function> askedSinceOpening = [];
    private bool loggedIn;
    private bool isIdentified;
    private bool hasIdentified;
    private bool isCut;
    private int replies;
    private BothClocks repliedAt;
    private volatile bool busy;

    internal bool IsOpen => connection.IsOpen;

    /// <summary>Whether it can carry a request at once. Only for who has the turn.</summary>
    internal bool IsReady => connection.IsReady && !(replies > 0 && factory.Lives.EndAfterOneReply);

    internal LinkKind Kind => connection.Kind;

    internal int Port => connection.Port;

    /// <summary>
    /// Whether a reply to a function may be one to an earlier request, come late or twice: over UDP nothing tells them apart, but the
    /// port that each opening takes anew.
    /// </summary>
    private bool MayAnswerLate(Function function) => Kind == LinkKind.Udp && askedSinceOpening.Contains(function);

    /// <summary>Whether another tester may have taken the address since the last reply.</summary>
    private bool MayHaveChanged => Kind == LinkKind.Udp && !HasJustReplied;

    private bool HasJustReplied => repliedAt.Age(options.Clock) <= LongestSilence;

    /// <summary>Connects and logs in, in place of whatever connection there was.</summary>
    /// <exception cref="MaccorLoginException">User or password was not accepted.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled, or took longer than the options' ConnectTimeout.</exception>
    internal Task OpenAsync(CancellationToken cancellation) => OpenAsync(keepsIdentity: false, cancellation);

    /// <summary>Takes a new port, at which no late reply comes, where one might be taken for that to a function.</summary>
    internal Task AvoidLateRepliesAsync(Function function, CancellationToken cancellation) =>
        MayAnswerLate(function) ? OpenAsync(keepsIdentity: true, cancellation) : Task.CompletedTask;

    private async Task OpenAsync(bool keepsIdentity, CancellationToken cancellation)
    {
        using var limit = options.Clock.CancelAfter(options.ConnectTimeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        if (Kind != LinkKind.Udp)
            factory.Lives.Ended(replies, isCut || (connection.IsReady && !HasJustReplied));
        // Where each connection has but one reply, the one before has just told where this one leads.
        isIdentified = keepsIdentity && !MayHaveChanged
            ? isIdentified
            : hasIdentified && HasJustReplied && factory.Lives.EndAfterOneReply;
        (loggedIn, hasIdentified, isCut, replies) = (false, false, false, 0);
        askedSinceOpening.Clear();
        await connection.OpenAsync(either.Token).ConfigureAwait(false);
        factory.RemoteAddress = connection.RemoteAddress;
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
                connection.Close();
        }
    }

    /// <summary>
    /// Makes sure that the connection leads to the tester that the session began with (1, 2): once after each opening, and over UDP after
    /// each silence.
    /// </summary>
    /// <param name="asked">What is to be asked when that is known. Where it is (1, 2), its own reply will tell.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="MaccorConnectionException">Another tester answers.</exception>
    internal async Task IdentifyAsync(Asked asked, CancellationToken cancellation)
    {
        isIdentified &= !MayHaveChanged;
        if (isIdentified || factory.Tester is null || asked.Function == Functions.General)
            return;
        if (!IsReady)
            await OpenAsync(cancellation).ConfigureAwait(false);
        for (var openings = 0; !isIdentified; openings++)
        {
            var request = Encode(new Asked(factory.SessionName, Functions.General), new Nothing());
            await AskAsync(asked, request, new GeneralReply(), cancellation).ConfigureAwait(false);
            // A tester that answered twice has cost the connection, and one may close it after each reply.
            if (IsReady)
                return;
            if (openings == MostOpenings)
                throw new IOException("The connection was lost.");
            await OpenAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>A request as bytes.</summary>
    /// <exception cref="MaccorInputException">A field has a value that the wire cannot carry.</exception>
    internal OutgoingRequest Encode(Asked asked, Message request)
    {
        try
        {
            return connection.Encode(asked.Function!, request);
        }
        catch (ArgumentException) when (Secrets.HasPassword(asked.Function!))
        {
            // The codec's words quote what is wrong, which may be a part of the password.
            throw new MaccorInputException(
                asked,
                "InvalidInput",
                "MacNet cannot carry this user or this password: it takes printable characters, up to 250 of them, and its binary form ASCII only.");
        }
        catch (ArgumentException problem)
        {
            throw new MaccorInputException(asked, "InvalidInput", problem.Message, problem);
        }
    }

    /// <summary>Asks and reads the reply, and tells who watches the session.</summary>
    /// <exception cref="MaccorConnectionException">The reply tells that it is another tester's.</exception>
    internal async Task AskAsync(Asked about, OutgoingRequest request, Message reply, CancellationToken cancellation)
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

        if (reply is GeneralReply found)
            Identify(about, found);
    }

    /// <summary>Asks and reads the reply.</summary>
    internal async Task AskQuietlyAsync(OutgoingRequest request, Message reply, CancellationToken cancellation)
    {
        using var work = new Work(this);
        factory.CountMessage();
        askedSinceOpening.Add(request.Function);
        isIdentified &= !MayHaveChanged;
        var began = options.Clock.GetTimestamp();
        isCut = true;
        try
        {
            await connection.AskAsync(request, reply, cancellation).ConfigureAwait(false);
            isCut = false;
        }
        catch (Exception problem) when (problem is ClosedException or SocketException or ErrorReplyException)
        {
            isCut = false;
            throw;
        }

        replies++;
        repliedAt = BothClocks.Now(options.Clock);
        factory.MessageTimes.Add(options.Clock.GetElapsedTime(began));
    }

    /// <summary>Sends what has no reply.</summary>
    internal async Task TellAsync(OutgoingRequest request, CancellationToken cancellation)
    {
        using var work = new Work(this);
        factory.CountMessage();
        await connection.TellAsync(request, cancellation).ConfigureAwait(false);
    }

    /// <summary>Sends once more what was asked while its reply is awaited.</summary>
    internal void Repeat(OutgoingRequest request)
    {
        factory.CountMessage();
        connection.TellInPassing(request);
    }

    /// <summary>Reads one more reply to what was asked.</summary>
    internal async Task ListenAsync(OutgoingRequest request, Message reply, CancellationToken cancellation)
    {
        using var work = new Work(this);
        await connection.ListenAsync(request, reply, cancellation).ConfigureAwait(false);
    }

    /// <summary>Tells who watches the session what was asked and what became of it.</summary>
    internal void TellExchange(Function function, int? channel, long began, string? failure) => options.Exchanged?.Invoke(
        new Exchange(factory.SessionName, function, channel, Kind, options.Clock.GetElapsedTime(began), failure));

    /// <summary>Closes the connection at once; one that is logged in and idle is told so, without waiting for an answer.</summary>
    public void Dispose()
    {
        if (loggedIn && !busy)
            connection.TellInPassing(connection.Encode(Functions.Logout, new Nothing()));
        connection.Dispose();
    }

    // The first answer decides which tester the session is with.
    private void Identify(Asked about, GeneralReply found)
    {
        var meant = factory.Tester ??= found;
        hasIdentified = isIdentified = IsSame(found, meant);
        if (isIdentified)
            return;
        isCut = true;
        connection.Close();
        throw Faults.AnotherTester(about, $"{options.ComputerName}:{Port}", found, meant);
    }

    // Testers may have no name, or all the same one: everything that JSON and binary tell alike is compared.
    private static bool IsSame(GeneralReply one, GeneralReply other) =>
        InEitherForm(one.SystemId) == InEitherForm(other.SystemId)
        && one.TestChannels == other.TestChannels
        && MayBeSame(one.SystemType, other.SystemType)
        && MayBeSame(one.ControllerBoards, other.ControllerBoards)
        && MayBeSame(one.AuxBoards, other.AuxBoards)
        && MayBeSame(one.AuxChannels, other.AuxChannels);

    // What one of them does not tell makes no difference.
    private static bool MayBeSame(int? one, int? other) => one is null || other is null || one == other;

    // JSON tells a name in full, binary its beginning, as ASCII.
    internal static string InEitherForm(string name)
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
        var login = new Asked(factory.SessionName, Functions.Login);
        var reply = new LoginReply { Passed = false };
        try
        {
            var request = Encode(login, new LoginRequest { User = user, Password = password });
            await AskAsync(login, request, reply, cancellation).ConfigureAwait(false);
        }
        catch (ErrorReplyException)
        {
            // That is a way to say that the login is not accepted.
        }

        if (!reply.Passed)
        {
            var words = Secrets.Blot(reply.Text, password);
            throw new MaccorLoginException(
                login, $"the tester did not accept user '{user}' and the password: it says '{words}'.");
        }
    }

    /// <summary>Something is under way as long as this is not disposed.</summary>
    private readonly struct Work : IDisposable
    {
        private readonly TesterConnection connection;

        internal Work(TesterConnection connection) => (this.connection, connection.busy) = (connection, true);

        public void Dispose() => connection.busy = false;
    }
}
