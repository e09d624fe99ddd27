using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;
using MacNet.Tests.Unit.Time;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Options;

namespace MacNet.Tests.Unit.Operations;

/// <summary>A virtual tester on real sockets and a session with it. Simulated time stands still unless a test says otherwise.</summary>
internal sealed class Lab : IDisposable
{
    private const int SecondConnection = 2;

    private Lab(SimulatedTester tester) => Tester = tester;

    /// <summary>The session has asked the tester something.</summary>
    public event Action<Exchange>? Exchanged;

    public SimulatedTester Tester { get; }

    public MaccorSession Session { get; private set; } = null!;

    /// <summary>
    /// The functions asked for since the session stood, in order, but for the (1, 2) that identifies a binary connection beside JSON.
    /// </summary>
    public string Asked => string.Join(
        " ", Tester.Requests.All.Where(request => !IsFirstOverBinary(request)).Select(request => $"{request.Class},{request.Number}"));

    public static async Task<Lab> OpenAsync(
        Action<VirtualTesterOptions>? change = null,
        LinkKind protocol = LinkKind.Json,
        TimeProvider? clock = null,
        ManualTime? passing = null)
    {
        var options = new VirtualTesterOptions { Channels = 8, Speed = 0, TransitionTime = default };
        change?.Invoke(options);
        var lab = new Lab(SimulatedTester.Start(options));
        try
        {
            var connecting = MaccorSession.ConnectAsync(lab.OptionsFor(protocol, clock));
            await (passing?.Pass(connecting) ?? connecting);
            lab.Session = await connecting;
            lab.Tester.Requests.Clear();
            return lab;
        }
        catch
        {
            lab.Tester.Dispose();
            throw;
        }
    }

    /// <summary>The requests for a function, in order.</summary>
    public T[] Requests<T>()
        where T : Message => [.. Tester.Requests.All.Select(request => request.Message).OfType<T>()];

    public void Dispose()
    {
        Session.Dispose();
        Tester.Dispose();
    }

    private bool IsFirstOverBinary(MacNet.VirtualTester.Requests.RecordedRequest request) =>
        Session.Protocol == LinkKind.Json && request.Connection == SecondConnection && request.Link == LinkKind.Binary
            && request.Function == Functions.General;

    private MaccorSessionOptions OptionsFor(LinkKind protocol, TimeProvider? clock) => new()
    {
        ComputerName = "127.0.0.1",
        Name = "lab",
        JsonPort = Tester.JsonPort,
        BinaryPort = Tester.BinaryPort,
        UdpPort = Tester.UdpPort,
        Protocol = protocol,
        Clock = clock ?? TimeProvider.System,
        Exchanged = exchange => Exchanged?.Invoke(exchange),
    };
}
