namespace MacNet.VirtualTester.Requests;

/// <summary>Exceptions that nothing of a client's explains: mistakes of the virtual tester itself.</summary>
public sealed class FailureLog
{
    private readonly List<Exception> failures = [];

    /// <summary>Something failed: the exception, and what was being done.</summary>
    public event Action<Exception, string>? Failed;

    /// <summary>The exceptions so far, in order.</summary>
    public IReadOnlyList<Exception> All
    {
        get
        {
            lock (failures)
                return failures.ToArray();
        }
    }

    internal void Add(Exception failure, string doing)
    {
        lock (failures)
            failures.Add(failure);
        Failed?.Invoke(failure, doing);
    }
}
