using MacNet.Protocol.Messages;

namespace MacNet.VirtualTester.Requests;

/// <summary>The requests that reached the tester, in order; the oldest are dropped when there are many.</summary>
public sealed class RequestLog
{
    private const int Most = 10_000;

    private readonly Queue<RecordedRequest> requests = new();
    private readonly List<(Func<bool> HaveCome, TaskCompletionSource<bool> Reached)> waiting = [];
    private int total;

    /// <summary>A request has been answered, or is to remain without answer.</summary>
    public event EventHandler<RecordedRequest>? Served;

    /// <summary>The requests so far; of very many the last.</summary>
    public IReadOnlyList<RecordedRequest> All
    {
        get
        {
            lock (requests)
                return requests.ToArray();
        }
    }

    /// <summary>How many requests there were since the start or the last <see cref="Clear"/>.</summary>
    public int Count
    {
        get
        {
            lock (requests)
                return total;
        }
    }

    /// <summary>How often a function was asked for.</summary>
    /// <param name="function">The function.</param>
    /// <returns>The number of requests.</returns>
    public int CountOf(Function function) => All.Count(request => request.Function == function);

    /// <summary>Forgets the requests so far.</summary>
    public void Clear()
    {
        lock (requests)
        {
            requests.Clear();
            total = 0;
        }
    }

    /// <summary>Waits until so many requests have come.</summary>
    /// <param name="count">The number, as <see cref="Count"/> tells it.</param>
    /// <returns>Done when they have come.</returns>
    public Task WhenCountReaches(int count) => When(() => total >= count);

    /// <summary>Waits until a function has been asked for so often.</summary>
    /// <param name="function">The function.</param>
    /// <param name="count">The number, as <see cref="CountOf"/> tells it.</param>
    /// <returns>Done when they have come.</returns>
    public Task WhenCountReaches(Function function, int count) =>
        When(() => requests.Count(request => request.Function == function) >= count);

    internal void Add(RecordedRequest request)
    {
        lock (requests)
        {
            requests.Enqueue(request);
            total++;
            if (requests.Count > Most)
                requests.Dequeue();
            foreach (var (_, reached) in waiting.Where(wait => wait.HaveCome()))
                reached.SetResult(true);
            waiting.RemoveAll(wait => wait.Reached.Task.IsCompleted);
        }
    }

    internal void Done(RecordedRequest request) => Served?.Invoke(this, request);

    private Task When(Func<bool> haveCome)
    {
        lock (requests)
        {
            if (haveCome())
                return Task.CompletedTask;
            var reached = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((haveCome, reached));
            return reached.Task;
        }
    }
}
