namespace MacNet.VirtualTester.Replay;

/// <summary>Exchanges that may answer for each other, in the order of the trace.</summary>
internal sealed class ExchangePool
{
    private readonly Queue<RecordedExchange> waiting = new();
    private readonly List<RecordedExchange> all = [];

    /// <summary>The last one that had a reply.</summary>
    public RecordedExchange? Last => all.FindLast(exchange => exchange.Reply is not null);

    public void Add(RecordedExchange exchange)
    {
        waiting.Enqueue(exchange);
        all.Add(exchange);
    }

    /// <summary>The next one that has not been replayed, whichever pool it was taken from.</summary>
    public RecordedExchange? Next()
    {
        while (waiting.Count > 0)
        {
            var next = waiting.Dequeue();
            if (next.Used)
                continue;
            next.Used = true;
            return next;
        }

        return null;
    }
}
