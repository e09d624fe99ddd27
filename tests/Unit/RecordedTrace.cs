using MacNet.Protocol.Transport;

namespace MacNet.Tests.Unit;

/// <summary>A trace kept in memory.</summary>
internal sealed class RecordedTrace : IWireTrace
{
    private readonly List<(LinkKind Link, int Connection, bool Sent, byte[] Bytes)> messages = [];
    private TaskCompletionSource reached = new();
    private int awaited;

    public IReadOnlyList<(LinkKind Link, int Connection, bool Sent, byte[] Bytes)> Messages
    {
        get
        {
            lock (messages)
                return [.. messages];
        }
    }

    /// <summary>Waits until so many messages have gone or come.</summary>
    public Task WhenCountReaches(int count)
    {
        lock (messages)
        {
            awaited = count;
            reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return reached.Task;
        }
    }

    public void Note(LinkKind link, int connection, bool sent, ReadOnlySpan<byte> bytes)
    {
        lock (messages)
        {
            messages.Add((link, connection, sent, bytes.ToArray()));
            if (messages.Count == awaited)
                reached.SetResult();
        }
    }
}
