using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Transport;

namespace MacNet.Protocol.Session;

/// <summary>
/// A conversation with one tester. It holds the connections, sends one request at a time over each, keeps time, replaces a
/// connection that failed, and asks only once what does not change. Any number of threads may use it.
/// </summary>
public sealed class MaccorSession : IDisposable, IAsyncDisposable
{
    private readonly MaccorSessionOptions options;
    private readonly ConnectionFactory factory;
    private readonly ConnectionQueue? json;
    private readonly ConnectionQueue binary;
    private readonly CancellationTokenSource closing = new();
    private readonly OutputPacer pacer;
    private readonly Preemption preemption = new();
    private readonly SessionParts parts;
    private readonly ConcurrentDictionary<int, ChannelSpecification> specifications = new();

    // Cancelled before closing: the session sets rest from then on, and drives nothing any more.
    private readonly CancellationTokenSource ending;
    private int isEnding;
    private GeneralReply? generalOverBinary;
    private VersionReply? version;
    private volatile bool binaryHasFailed;

    private MaccorSession(MaccorSessionOptions options)
    {
        this.options = options;
        Name = options.Name ?? options.ComputerName;
        ending = CancellationTokenSource.CreateLinkedTokenSource(options.Group.Ending);
        factory = new ConnectionFactory(options, Name);
        json = options.Protocol == LinkKind.Json ? new ConnectionQueue(factory.NewJsonConnection(), options, ending.Token) : null;
        binary = new ConnectionQueue(factory.NewBinaryConnection(), options, ending.Token);
        pacer = new OutputPacer(options.Clock);
        parts = new SessionParts(this);
    }

    /// <summary>What the session is called.</summary>
    public string Name { get; }

    /// <summary>The session's name once more, called as everything that is read over the session calls it.</summary>
    public string Session => Name;

    /// <summary>The tester's name in the network, or its address.</summary>
    public string ComputerName => options.ComputerName;

    /// <summary>How requests travel.</summary>
    public LinkKind Protocol => options.Protocol;

    /// <summary>The port of the main connection.</summary>
    public int Port => options.Protocol switch
    {
        LinkKind.Json => options.JsonPort,
        LinkKind.Binary => options.BinaryPort,
        _ => options.UdpPort,
    };

    /// <summary>The port of JSON over TCP.</summary>
    public int JsonPort => options.JsonPort;

    /// <summary>The port of binary messages over TCP.</summary>
    public int BinaryPort => options.BinaryPort;

    /// <summary>The port of binary messages over UDP.</summary>
    public int UdpPort => options.UdpPort;

    /// <summary>The user logged in, or null.</summary>
    public string? UserName => options.UserName;

    /// <summary>How many channels the tester has, from (1, 2).</summary>
    public int ChannelCount => factory.Tester?.TestChannels ?? 0;

    /// <summary>The tester's own name, from (1, 2).</summary>
    public string SystemId => factory.Tester?.SystemId ?? "";

    /// <summary>The kind of tester, from (1, 2). Only a lab tester has direct mode.</summary>
    public TesterKind SystemType => (TesterKind?)factory.Tester?.SystemType ?? TesterKind.Unknown;

    /// <summary>Whether the main connection stands. One that was lost is made again by the next request.</summary>
    public bool IsConnected => !IsClosed && Main.IsOpen;

    /// <summary>Whether the session was closed for good.</summary>
    public bool IsClosed => Main.IsClosed;

    /// <summary>How many requests the session has sent.</summary>
    public int MessagesSent => factory.Messages;

    /// <summary>The address at which the tester was last reached.</summary>
    internal IPAddress? RemoteAddress => factory.RemoteAddress;

    internal TimeProvider Clock => options.Clock;

    /// <summary>The sessions that this one knows of.</summary>
    /// <remarks>A method, so that who shows or serializes a session does not follow it to all others.</remarks>
    public SessionGroup GetGroup() => options.Group;

    private ConnectionQueue Main => json ?? binary;

    /// <summary>The clock of timeouts and pacing, for who waits beside the session.</summary>
    public TimeProvider GetClock() => options.Clock;

    /// <summary>What the tester takes for a message: the shortest of the last sixteen exchanges; null where there has been none.</summary>
    public TimeSpan? GetMessageTime() => factory.MessageTimes.Shortest;

    /// <summary>Connects to a tester and reads what it consists of (1, 2) and its versions (1, 1).</summary>
    /// <exception cref="MaccorConnectionException">No connection within the timeout.</exception>
    /// <exception cref="MaccorLoginException">User or password was not accepted.</exception>
    /// <exception cref="MaccorException">What answers is no MacNet tester.</exception>
    public static async Task<MaccorSession> ConnectAsync(MaccorSessionOptions options, CancellationToken cancellation = default)
    {
        var session = new MaccorSession(options);
        try
        {
            await session.Main.OpenAsync(new Asked(session.Name), cancellation).ConfigureAwait(false);
            await session.GetGeneralAsync(cancellation).ConfigureAwait(false);
            await session.GetVersionAsync(cancellation).ConfigureAwait(false);
            options.Group.Join(session);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Connects to the same tester once more, with connections of its own: what asks over them holds up nobody who uses this session
    /// for longer than the tester takes for a message. It has no trace.
    /// </summary>
    /// <exception cref="MaccorException">As <see cref="ConnectAsync"/>.</exception>
    public Task<MaccorSession> ConnectBesideAsync(CancellationToken cancellation = default) => ConnectAsync(
        new MaccorSessionOptions
        {
            ComputerName = options.ComputerName,
            Name = Name,
            JsonPort = options.JsonPort,
            BinaryPort = options.BinaryPort,
            UdpPort = options.UdpPort,
            Protocol = options.Protocol,
            UserName = options.UserName,
            Password = options.Password,
            ConnectTimeout = options.ConnectTimeout,
            RequestTimeout = options.RequestTimeout,
            Clock = options.Clock,
            Group = options.Group,
        },
        cancellation);

    /// <summary>Asks a function and gives its reply, whatever result the reply carries.</summary>
    /// <exception cref="MaccorInputException">The request is not possible; nothing was sent.</exception>
    /// <exception cref="MaccorOutcomeUnknownException">A command may or may not have been carried out.</exception>
    /// <exception cref="MaccorException">The tester could not be reached, did not answer in time, or answered something else.</exception>
    public Task<TReply> AskAsync<TRequest, TReply>(
        Function<TRequest, TReply> function, TRequest request, CancellationToken cancellation = default)
        where TRequest : Message, new()
        where TReply : Message, new() => AskForAsync(function, request, driver: null, cancellation);

    /// <summary>Asks as <see cref="AskAsync"/> does, for who drives the channel.</summary>
    internal async Task<TReply> AskForAsync<TRequest, TReply>(
        Function<TRequest, TReply> function, TRequest request, Driver? driver, CancellationToken cancellation)
        where TRequest : Message, new()
        where TReply : Message, new()
    {
        var asked = AskedOf(function, request);
        if (IsClosed)
            throw Faults.Closed(asked);
        CheckChannels(asked, request);
        var pending = new PendingRequest(asked, request, KindOf(function, request), options.RequestTimeout);
        return (TReply)(await SendAsync(pending, driver, cancellation).ConfigureAwait(false))!;
    }

    /// <summary>Gives a command, and fails where the tester refuses it.</summary>
    /// <exception cref="MaccorRefusedException">The tester refused.</exception>
    /// <exception cref="MaccorException">As <see cref="AskAsync"/>.</exception>
    public async Task<TReply> CommandAsync<TRequest, TReply>(
        Function<TRequest, TReply> function, TRequest request, CancellationToken cancellation = default)
        where TRequest : Message, new()
        where TReply : Message, IResultReply, new() =>
        await CommandForAsync(function, request, driver: null, cancellation).ConfigureAwait(false);

    internal async Task<TReply> CommandForAsync<TRequest, TReply>(
        Function<TRequest, TReply> function, TRequest request, Driver? driver, CancellationToken cancellation)
        where TRequest : Message, new()
        where TReply : Message, IResultReply, new()
    {
        var reply = await AskForAsync(function, request, driver, cancellation).ConfigureAwait(false);
        return reply.Result.IsOk ? reply : throw new MaccorRefusedException(AskedOf(function, request), reply.Result);
    }

    /// <summary>What the tester consists of (1, 2), read once in a session.</summary>
    /// <exception cref="MaccorException">As <see cref="AskAsync"/>.</exception>
    public async Task<GeneralReply> GetGeneralAsync(CancellationToken cancellation = default) =>
        factory.Tester ?? await AskAsync(Functions.General, new Nothing(), cancellation).ConfigureAwait(false);

    /// <summary>The tester's versions (1, 1), read once in a session.</summary>
    /// <exception cref="MaccorException">As <see cref="AskAsync"/>.</exception>
    public async Task<VersionReply> GetVersionAsync(CancellationToken cancellation = default) =>
        version ??= await AskAsync(Functions.Version, new Nothing(), cancellation).ConfigureAwait(false);

    /// <summary>What a channel can do (3, 1), read once in a session, unless the tester leaves out what it is needed for.</summary>
    /// <exception cref="MaccorException">As <see cref="AskAsync"/>.</exception>
    public async Task<ChannelSpecification> GetSpecificationAsync(int channel, CancellationToken cancellation = default)
    {
        if (KnownSpecification(channel) is { } known)
            return known;
        var reply = await AskAsync(Functions.Specification, new SpecificationRequest { Channel = channel }, cancellation)
            .ConfigureAwait(false);
        return Learn(channel, reply.Channels[0]);
    }

    /// <summary>What a channel can do, where the session knows it already.</summary>
    internal ChannelSpecification? KnownSpecification(int channel) => LastSpecification(channel) is { IsWhole: true } known ? known : null;

    /// <summary>What the tester has told of what a channel can do, be it whole or not.</summary>
    internal ChannelSpecification? LastSpecification(int channel) => specifications.TryGetValue(channel, out var last) ? last : null;

    /// <summary>
    /// Reads what channels can do (3, 1) as far as the session does not know it yet: over the binary connection, with one message for
    /// each 128. Where that cannot be had, <see cref="GetSpecificationAsync"/> asks channel by channel.
    /// </summary>
    public async Task LearnSpecificationsAsync(IEnumerable<int> channels, CancellationToken cancellation = default)
    {
        int[] unknown = [.. channels.Where(channel => KnownSpecification(channel) is null)];
        if (unknown.Length < 2)
            return;
        foreach (var (first, count) in ChannelsRequest.Blocks(unknown))
        {
            var request = new SpecificationRequest { Channel = first, Count = (ushort)count };
            var reply = await TryOverBinaryAsync(Functions.Specification, request, cancellation).ConfigureAwait(false);
            for (var i = 0; i < reply?.Channels.Length; i++)
                Learn(first + i, reply.Channels[i]);
        }
    }

    /// <summary>
    /// By how much the channel numbers on the tester's screen are greater than those of MacNet, from the binary form of (1, 2), read
    /// once in a session; null where the binary connection cannot be had.
    /// </summary>
    public async Task<int?> GetChannelNumberOffsetAsync(CancellationToken cancellation = default)
    {
        generalOverBinary ??= json is null
            ? await GetGeneralAsync(cancellation).ConfigureAwait(false)
            : await TryOverBinaryAsync(Functions.General, new Nothing(), cancellation).ConfigureAwait(false);
        return (int?)generalOverBinary?.ChannelNumberOffset;
    }

    /// <summary>Fails where a request cannot be asked: no such channel, or a value that the wire cannot carry. Nothing is sent.</summary>
    /// <exception cref="MaccorInputException">The request is not possible.</exception>
    public void CheckRequest(Function function, Message request)
    {
        var asked = AskedOf(function, request);
        CheckChannels(asked, request);
        QueueFor(function, request).Check(asked, request);
    }

    /// <summary>Fails where the tester has no such channel; nothing is sent.</summary>
    /// <exception cref="MaccorInputException">The channel is not among the tester's.</exception>
    public void CheckChannel(int channel)
    {
        if (!HasChannel(channel))
            throw NoSuchChannel(new Asked(Name, Channel: channel), channel);
    }

    /// <summary>Who and what an error about a request is about.</summary>
    public Asked AskedOf(Function function, Message request) => new(Name, function, request.AboutChannel);

    /// <summary>
    /// What belongs to the session and is no connection: one object of each kind, made when it is first asked for. When the session
    /// closes, and can still speak to the tester, those that can be disposed are, the youngest first.
    /// </summary>
    public T GetPart<T>(Func<MaccorSession, T> make)
        where T : class => parts.Get(make);

    /// <summary>The parts that there are of a kind.</summary>
    internal IReadOnlyList<T> PartsOf<T>() => parts.Of<T>();

    /// <summary>
    /// Sets to rest what the session drives directly, then closes the connections. What waits or is under way ends with an error;
    /// a second call does nothing. It waits for the tester, a silent one for seconds: <see cref="DisposeAsync"/> keeps no thread waiting.
    /// </summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <inheritdoc cref="Dispose"/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isEnding, 1) == 1)
            return;
        try
        {
            ending.Cancel();
            await parts.CloseAsync().ConfigureAwait(false);
        }
        finally
        {
            closing.Cancel();
            json?.Dispose();
            binary.Dispose();
            options.Group.Leave(this);
            if (options.OwnsTrace)
                (options.Trace as IDisposable)?.Dispose();
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The process is about to end: what the session owns ends.</summary>
    /// <returns>What went wrong, by channel.</returns>
    internal IReadOnlyList<MaccorException> EndWithProcess() => [.. parts.Of<ISessionPart>().SelectMany(part => part.EndWithProcess())];

    /// <summary>Makes the binary connection now, so that it is known to be there when a cell must be set to rest.</summary>
    internal Task OpenBinaryAsync(CancellationToken cancellation) => binary.OpenAsync(new Asked(Name), cancellation);

    /// <summary>Whether the connection stands that outputs and rest go over.</summary>
    internal bool IsBinaryOpen => binary.IsOpen;

    /// <summary>Begins a file transfer over a connection of its own, which is closed with the conversation.</summary>
    internal async Task<FileConversation> OpenFileConversationAsync(Function function, CancellationToken cancellation)
    {
        var asked = new Asked(Name, function);
        if (IsClosed)
            throw Faults.Closed(asked);
        var conversation = new FileConversation(factory.NewBinaryConnection(), options, asked, closing.Token, cancellation);
        try
        {
            await conversation.OpenAsync().ConfigureAwait(false);
            return conversation;
        }
        catch
        {
            conversation.Dispose();
            throw;
        }
    }

    // What the tester has not told it may tell the next time.
    private ChannelSpecification Learn(int channel, ChannelSpecification told) =>
        specifications.AddOrUpdate(channel, told, (_, known) => known.IsWhole ? known : told);

    private static bool NeedsBinary(Function function, Message request) =>
        function.BinaryOnly
        // Testers have been seen to ignore a rest that comes as JSON. All outputs take this way, so that an output and the rest
        // that follows it arrive in this order.
        || request is DirectOutputRequest
        // Only the binary form has a bitmap of all channels.
        || request is SelectRequest { Bitmap.Length: > 0 };

    private ConnectionQueue QueueFor(Function function, Message request) => json is null || NeedsBinary(function, request) ? binary : json;

    // For what can be had in another way too, or done without: null where there is no binary connection. That is found out once.
    private async Task<TReply?> TryOverBinaryAsync<TRequest, TReply>(
        Function<TRequest, TReply> function, TRequest request, CancellationToken cancellation)
        where TRequest : Message, new()
        where TReply : Message, new()
    {
        if (binaryHasFailed)
            return null;
        try
        {
            var asked = AskedOf(function, request);
            await binary.OpenAsync(asked, cancellation).ConfigureAwait(false);
            var pending = new PendingRequest(asked, request, KindOf(function, request), options.RequestTimeout);
            return (TReply?)await binary.SendAsync(pending, cancellation).ConfigureAwait(false);
        }
        catch (MaccorException)
        {
            binaryHasFailed = true;
            return null;
        }
    }

    private static FunctionKind KindOf(Function function, Message request) =>
        request is DirectOutputRequest { Mode: DirectOutputRequest.Rest } or VariableRequest { MakesSafe: true }
            ? FunctionKind.MakesSafe
            : function.Kind;

    // What waits to drive the cell is dropped first: what makes safe at an end begins after that end has.
    private async Task<Message?> SendAsync(PendingRequest request, Driver? driver, CancellationToken cancellation)
    {
        if (request.IsUrgent && request.Asked.Channel is { } channel)
        {
            preemption.DropDrives(channel);
            // What drives over a session that closes ends with it.
            if (options.Group.DriverOf(this, channel) is { } other && !(ending.IsCancellationRequested && other.Session == this))
                options.Group.MakesSafe(this, channel, driver);
        }

        using var dropped = request.Kind == FunctionKind.Drives
            ? CancellationTokenSource.CreateLinkedTokenSource(
                preemption.Of(request.Asked.Channel ?? ChannelMessage.AllSelected),
                ending.Token,
                driver?.Ended ?? CancellationToken.None,
                driver?.Outdated ?? CancellationToken.None)
            : null;
        request.Dropped = dropped?.Token ?? CancellationToken.None;
        if (dropped is not null && driver is not null)
            request.IsOutdated = driver.IsOutdated;
        try
        {
            using var turn = request.Message is DirectOutputRequest output
                ? await pacer.EnterAsync(output.Channel, request, cancellation).ConfigureAwait(false)
                : null;
            return await QueueFor(request.Asked.Function!, request.Message!).SendAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (DroppedException)
        {
            throw driver is { Ended.IsCancellationRequested: true } ? driver.WhyEnded(request.Asked) : WhyDropped(request);
        }
    }

    private Exception WhyDropped(PendingRequest request)
    {
        if (options.Group.Ending.IsCancellationRequested)
            return Faults.ProcessEnding(request.Asked);
        if (ending.IsCancellationRequested)
            return Faults.Closed(request.Asked);
        if (request.IsOutdated())
            return new OutdatedException();
        return new MaccorStateException(
            request.Asked, "Overtaken", "rest, a suspend or a reset overtook it while it waited. Nothing was sent.");
    }

    private void CheckChannels(Asked asked, Message request)
    {
        if (asked.Channel is not { } channel || (channel == ChannelMessage.AllSelected && MayMeanAllSelected(asked.Function)))
            return;
        var last = request is ChannelsRequest several ? channel + several.Count - 1 : channel;
        if (!HasChannel(channel))
            throw NoSuchChannel(asked, channel);
        if (!HasChannel(last))
            throw NoSuchChannel(asked, last);
    }

    // All functions but a selection (6, 1) and a start (6, 2) would take it for the number of a channel.
    private static bool MayMeanAllSelected(Function? function) => function is { Class: 6, Number: 1 or 2 };

    private bool HasChannel(int channel) => channel >= 1 && (factory.Tester is not { } tester || channel <= tester.TestChannels);

    private MaccorInputException NoSuchChannel(Asked asked, int channel)
    {
        var most = factory.Tester is null ? "" : $" to {ChannelCount.ToString(CultureInfo.InvariantCulture)}";
        return new(asked, "NoSuchChannel", $"there is no channel {channel}: the tester's channels are 1{most}.");
    }
}
