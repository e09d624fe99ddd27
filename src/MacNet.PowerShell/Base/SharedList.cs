namespace MacNet.PowerShell;

/// <summary>What this process has of one kind, in the order of coming; seen and changed from every runspace and thread.</summary>
internal sealed class SharedList<T>
    where T : class
{
    private readonly object gate = new();
    private readonly List<T> items = [];

    /// <summary>All that there are now.</summary>
    internal IReadOnlyList<T> All
    {
        get
        {
            lock (gate)
                return [.. items];
        }
    }

    internal void Add(T item)
    {
        lock (gate)
            items.Add(item);
    }

    /// <summary>Adds what is made with a view to those that there are; nothing else is added meanwhile.</summary>
    /// <returns>What was made, or null where that was nothing.</returns>
    internal T? Add(Func<IReadOnlyList<T>, T?> make)
    {
        lock (gate)
        {
            var item = make(items);
            if (item is not null)
                items.Add(item);
            return item;
        }
    }

    internal void Remove(T item)
    {
        lock (gate)
            items.Remove(item);
    }
}
