namespace MacNet.Tests.Unit.Files;

/// <summary>Keeps what is reported, on the thread that reports it.</summary>
internal sealed class Told<T>(Action<T>? onTold = null) : IProgress<T>
{
    public List<T> Values { get; } = [];

    public void Report(T value)
    {
        Values.Add(value);
        onTold?.Invoke(value);
    }
}
