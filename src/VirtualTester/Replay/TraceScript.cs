using MacNet.Protocol.Transport;
using MacNet.Protocol.Wire;
using MacNet.VirtualTester.Requests;

namespace MacNet.VirtualTester.Replay;

/// <summary>
/// A trace as a script of replies. A request gets the reply of the first one like it that has not been replayed yet: of the very
/// same before one of the same function and channel. When all are used up, the last reply is given again.
/// </summary>
internal sealed class TraceScript
{
    private static readonly BadRequest NotRecorded = new(JsonRpcError.ServerError, "The trace has no reply to such a request");

    private readonly Dictionary<string, ExchangePool> same = [];
    private readonly Dictionary<string, ExchangePool> alike = [];

    private TraceScript(IEnumerable<RecordedExchange> exchanges)
    {
        foreach (var exchange in exchanges)
        {
            Pool(same, exchange.Likeness.Content).Add(exchange);
            Pool(alike, exchange.Likeness.Function).Add(exchange);
        }
    }

    /// <summary>Reads the script of a session, which may be left out where the trace has only one.</summary>
    public static TraceScript Read(string path, string? session)
    {
        var messages = TraceReader.Read(path).ToList();
        var sessions = messages.Select(message => message.Tester).Distinct().OrderBy(name => name, StringComparer.Ordinal).ToArray();
        var chosen = session ?? (sessions.Length == 1 ? sessions[0] : null);
        if (!sessions.Contains(chosen))
            throw new FormatException($"'{path}' has {Names(sessions)}; which of them is to be replayed?");
        return new TraceScript(Exchanges(messages.Where(message => message.Tester == chosen)));
    }

    /// <summary>The reply's bytes, or null where there was none.</summary>
    public byte[]? Answer(Incoming request, LinkKind link)
    {
        var likeness = new Likeness(request, link);
        var others = Pool(alike, likeness.Function);
        var twins = Pool(same, likeness.Content);
        var found = twins.Next() ?? others.Next() ?? twins.Last ?? others.Last;
        return found is null ? request.Refuse(NotRecorded) : found.ReplyTo(request);
    }

    private static ExchangePool Pool(Dictionary<string, ExchangePool> pools, string key)
    {
        if (!pools.TryGetValue(key, out var pool))
            pools[key] = pool = new ExchangePool();
        return pool;
    }

    private static List<RecordedExchange> Exchanges(IEnumerable<TracedMessage> messages)
    {
        var all = new List<RecordedExchange>();
        var open = new Dictionary<int, RecordedExchange>();
        foreach (var message in messages)
        {
            if (message.Sent)
                all.Add(open[message.Connection] = RecordedExchange.Begin(message));
            else if (open.TryGetValue(message.Connection, out var exchange))
                exchange.End(message.Bytes);
        }

        return all;
    }

    private static string Names(string[] sessions) =>
        sessions.Length == 0 ? "no session" : $"the sessions {string.Join(", ", sessions.Select(name => $"'{name}'"))}";
}
