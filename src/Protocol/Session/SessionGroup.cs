using System.Net;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Transport;

namespace MacNet.Protocol.Session;

/// <summary>
/// The sessions of a process that know of each other: who drives which cell, over whatever session; and what is set to rest, of all of them
/// at the same time, when the process is about to end. A session has one of its own, unless it is given one.
/// </summary>
#pragma warning disable CA1001 // It lives as long as the process does.
public sealed class SessionGroup
#pragma warning restore CA1001
{
    private readonly object gate = new();
    private readonly List<MaccorSession> members = [];
    private readonly List<Driver> drivers = [];
    private readonly CancellationTokenSource ending = new();
    private readonly Lazy<bool> end;
    private ProcessEnd? process;

    /// <summary>Makes a group without sessions.</summary>
    public SessionGroup() => end = new Lazy<bool>(EndMembers);

    /// <summary>Tells what went wrong when the process ended; standard error is told, unless given.</summary>
    public Action<MaccorException> Tell { get; init; } = problem => Console.Error.WriteLine(problem.Message);

    /// <summary>Raised once, when the group has ended and what it drove is at rest: for what else is to end with the process.</summary>
    public event Action? Ended;

    /// <summary>
    /// Sets to rest what the sessions drive (6, 8), read back, and sends nothing any more that drives a cell: the error ProcessEnding. It
    /// happens by itself when the process ends; a program that knows earlier may call it then. What fails is told.
    /// </summary>
    public void End() => _ = end.Value;

    /// <summary>Cancelled when the process is about to end: nothing that drives a cell is sent any more.</summary>
    internal CancellationToken Ending => ending.Token;

    internal IReadOnlyList<MaccorSession> Members
    {
        get
        {
            lock (gate)
                return [.. members];
        }
    }

    /// <summary>The sessions with the tester of one of them, that one first.</summary>
    internal IEnumerable<MaccorSession> OfTester(MaccorSession session) =>
        Members.Where(other => other != session && IsSameTester(session, other)).Prepend(session);

    internal void Join(MaccorSession session)
    {
        lock (gate)
        {
            members.Add(session);
            process ??= new ProcessEnd(End);
        }
    }

    internal void Leave(MaccorSession session)
    {
        lock (gate)
        {
            members.Remove(session);
            if (members.Count > 0 || ending.IsCancellationRequested)
                return;
            process?.Dispose();
            process = null;
        }
    }

    /// <summary>Makes a new driver of a channel. The one that there is ends first, or else the new one is refused.</summary>
    /// <exception cref="MaccorStateException">Another one drives the channel.</exception>
    internal async Task<Driver> TakeAsync(MaccorSession session, int channel, bool force, CancellationToken cancellation)
    {
        while (true)
        {
            Driver? other;
            lock (gate)
            {
                other = Of(session, channel);
                if (other is null)
                {
                    var driver = new Driver(session, channel, Remove);
                    drivers.Add(driver);
                    return driver;
                }
            }

            await EndAsync(session, other, force, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Makes sure that nobody else drives a channel: who does ends, or else it is an error.</summary>
    /// <exception cref="MaccorStateException">Another one drives the channel.</exception>
    internal async Task ClearAsync(MaccorSession session, int channel, Driver? self, bool force, CancellationToken cancellation)
    {
        while (DriverOf(session, channel) is { } other && other != self)
            await EndAsync(session, other, force, cancellation).ConfigureAwait(false);
    }

    /// <summary>Fails where somebody drives a channel; who does goes on.</summary>
    /// <exception cref="MaccorStateException">Somebody drives the channel.</exception>
    internal void CheckNotDriven(MaccorSession session, int channel)
    {
        if (DriverOf(session, channel) is { } driver)
            throw AlreadyDriven(session, driver);
    }

    /// <summary>A channel is set to rest, suspended or reset: whoever drives it, unless it is the one that does so, ends.</summary>
    internal void MakesSafe(MaccorSession session, int channel, Driver? self)
    {
        if (DriverOf(session, channel) is { } driver && driver != self)
            driver.EndByRest();
    }

    /// <summary>Who drives a channel, over whatever session, or null.</summary>
    internal Driver? DriverOf(MaccorSession session, int channel)
    {
        lock (gate)
            return Of(session, channel);
    }

    private static async Task EndAsync(MaccorSession session, Driver other, bool force, CancellationToken cancellation)
    {
        if (!force)
            throw AlreadyDriven(session, other);
        other.EndByAnother();
        var giveUp = new TaskCompletionSource<bool>();
        using (cancellation.Register(() => giveUp.TrySetCanceled(cancellation)))
            await (await Task.WhenAny(other.Gone, giveUp.Task).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private static MaccorStateException AlreadyDriven(MaccorSession session, Driver other) => new(
        new Asked(session.Name, Functions.SetDirectOutput, other.Channel),
        "AlreadyDriven",
        $"a control loop of session '{other.Session.Name}' drives the channel. Nothing was sent.");

    private Driver? Of(MaccorSession session, int channel) =>
        drivers.Find(driver => driver.Channel == channel && (driver.Session == session || IsSameTester(driver.Session, session)));

    private void Remove(Driver driver)
    {
        lock (gate)
            drivers.Remove(driver);
    }

    // Virtual testers on one computer may have one name: the ports tell them apart.
    private static bool IsSameTester(MaccorSession one, MaccorSession other) =>
        TesterConnection.InEitherForm(one.SystemId) == TesterConnection.InEitherForm(other.SystemId)
        && one.ChannelCount == other.ChannelCount
        && MayBeSamePort(one, other)
        && IsSameComputer(one, other);

    // What is sent over UDP tells nothing of the ports of TCP: it is taken for the same tester then, as a second driver does harm.
    private static bool MayBeSamePort(MaccorSession one, MaccorSession other)
    {
        if (one.Protocol == other.Protocol)
            return one.Port == other.Port;
        return one.Protocol == LinkKind.Udp || other.Protocol == LinkKind.Udp || one.BinaryPort == other.BinaryPort;
    }

    // One computer may be called in several ways.
    private static bool IsSameComputer(MaccorSession one, MaccorSession other) =>
        string.Equals(one.ComputerName, other.ComputerName, StringComparison.OrdinalIgnoreCase)
        || (PlainAddress(one) is { } address && address.Equals(PlainAddress(other)))
        || (IsThis(one) && IsThis(other));

    private static bool IsThis(MaccorSession session) =>
        session.ComputerName.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || session.ComputerName.Equals(Environment.MachineName, StringComparison.OrdinalIgnoreCase)
        || (PlainAddress(session) is { } address && IPAddress.IsLoopback(address));

    private static IPAddress? PlainAddress(MaccorSession session) =>
        session.RemoteAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : session.RemoteAddress;

    private bool EndMembers()
    {
        ending.Cancel();
        var problems = Task.WhenAll(Members.Select(session => Task.Run(session.EndWithProcess))).GetAwaiter().GetResult();
        TellAll(problems.SelectMany(each => each));
        Ended?.Invoke();
        return true;
    }

    private void TellAll(IEnumerable<MaccorException> problems)
    {
        try
        {
            foreach (var problem in problems)
                Tell(problem);
        }
        catch (IOException)
        {
            // The terminal is gone.
        }
    }
}
