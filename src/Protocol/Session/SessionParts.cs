namespace MacNet.Protocol.Session;

/// <summary>
/// What a session owns beside its connections: one object of each kind, made when it is first needed, closed with the session.
/// </summary>
internal sealed class SessionParts(MaccorSession session)
{
    private readonly object gate = new();
    private readonly List<object> parts = [];

    /// <summary>The part of a kind.</summary>
    internal T Get<T>(Func<MaccorSession, T> make)
        where T : class
    {
        lock (gate)
        {
            if (parts.OfType<T>().FirstOrDefault() is { } known)
                return known;
            var made = make(session);
            parts.Add(made);
            return made;
        }
    }

    /// <summary>The parts that can do something.</summary>
    internal IReadOnlyList<T> Of<T>()
    {
        lock (gate)
            return [.. parts.OfType<T>()];
    }

    /// <summary>Closes what can be closed, the youngest first: all of it, whatever goes wrong with one.</summary>
    /// <exception cref="AggregateException">What went wrong.</exception>
    internal async ValueTask CloseAsync()
    {
        object[] closing;
        lock (gate)
            closing = [.. parts.AsEnumerable().Reverse()];
        var problems = new List<Exception>();
        foreach (var part in closing)
        {
            try
            {
                await CloseAsync(part).ConfigureAwait(false);
            }
            catch (Exception problem)
            {
                problems.Add(problem);
            }
        }

        if (problems.Count > 0)
            throw new AggregateException(problems);
    }

    private static ValueTask CloseAsync(object part)
    {
        if (part is IAsyncDisposable asynchronous)
            return asynchronous.DisposeAsync();
        (part as IDisposable)?.Dispose();
        return default;
    }
}
