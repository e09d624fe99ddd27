using MacNet.Protocol.Messages;
using MacNet.Protocol.Transport;
using MacNet.VirtualTester.Faults;
using MacNet.VirtualTester.Handlers;
using MacNet.VirtualTester.Options;
using MacNet.VirtualTester.Replay;
using MacNet.VirtualTester.Requests;
using MacNet.VirtualTester.Simulation;

namespace MacNet.VirtualTester.Serving;

/// <summary>Serves one request at a time, whatever connection it came by, as a tester does.</summary>
internal sealed class RequestServer(
    TestSystem tester, FaultPlan faults, RequestLog log, FailureLog failures, TraceScript? script) : IDisposable
{
    private readonly HandlerTable handlers = AllHandlers.NewTable();
    private readonly SemaphoreSlim turn = new(1, 1);

    public TimeProvider Time => tester.Options.TimeProvider;

    public Quirks Quirks => tester.Options.Quirks;

    public FailureLog Failures => failures;

    /// <summary>The reply to send, or null where there is none.</summary>
    public async Task<Delivery?> ServeAsync(Incoming incoming, ClientConnection connection, CancellationToken cancellation)
    {
        var recorded = new RecordedRequest(incoming, connection.Link, connection.Number, tester.Clock.Real);
        log.Add(recorded);
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await Time.Wait(tester.Options.ServiceTime, cancellation).ConfigureAwait(false);
            var delivery = faults.SwallowEverything ? null : Serve(incoming, connection);
            recorded.Reply = delivery is { Silent: false } ? delivery.Bytes : null;
            log.Done(recorded);
            return delivery;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private Delivery? Serve(Incoming incoming, ClientConnection connection)
    {
        try
        {
            return Answer(incoming, connection);
        }
        catch (Exception failure)
        {
            failures.Add(failure, $"{connection.Link} {incoming.Function}");
            return AfterFailure(incoming, connection.Link);
        }
    }

    // Nobody knows how far the request was carried out. Binary has no word for it: the connection is closed, where there is one.
    private static Delivery? AfterFailure(Incoming incoming, LinkKind link) => link == LinkKind.Binary
        ? new Delivery([], link) { CutAfter = 0 }
        : incoming.Refuse(BadRequest.Internal) is { } refusal ? new Delivery(refusal, link) : null;

    private Delivery? Answer(Incoming incoming, ClientConnection connection)
    {
        var fault = faults.Take(incoming.Function, incoming.Channel, connection.Link);
        if (fault is { LosesRequest: true })
            return null;
        var exchange = new HandlerContext(tester, connection);
        byte[]? bytes;
        lock (tester.Gate)
            bytes = script is null ? Answer(incoming, exchange, fault) : script.Answer(incoming, connection.Link);
        if (bytes is null)
            return null;
        var delivery = new Delivery(bytes, connection.Link) { Delay = exchange.Delay };
        fault?.Deliver?.Invoke(delivery);
        return delivery;
    }

    private byte[]? Answer(Incoming incoming, HandlerContext exchange, Fault? fault)
    {
        if ((fault?.Refusal ?? incoming.Problem) is { } problem)
            return incoming.Refuse(problem);
        var function = incoming.Function!;
        if (tester.Options.Users.Count > 0 && exchange.Connection.User is null && !Class8Login.IsOpen(function))
            return incoming.Refuse(BadRequest.MacNet);
        if (function == Functions.Echo)
            return incoming.Echo();
        try
        {
            var reply = Refused(incoming, fault) ?? handlers.Answer(function, exchange, incoming.Request!);
            if (reply is not null)
                fault?.ChangeReply?.Invoke(reply);
            return reply is null ? null : Written(incoming, reply);
        }
        catch (BadRequestException bad)
        {
            return incoming.Refuse(bad.Request);
        }
    }

    private byte[]? Written(Incoming incoming, Message reply)
    {
        try
        {
            return incoming.Answer(reply, Quirks);
        }
        catch (ArgumentException)
        {
            // A value that the link cannot carry.
            return incoming.Refuse(BadRequest.MacNet);
        }
    }

    private static Message? Refused(Incoming incoming, Fault? fault)
    {
        if (fault?.ResultCode is not { } code || incoming.Function!.NewReply() is not IResultReply reply)
            return null;
        reply.Result = incoming.Function.ResultOf(code);
        if (reply is ChannelMessage message && incoming.Channel is { } channel)
            message.Channel = channel;
        return (Message)reply;
    }
}
