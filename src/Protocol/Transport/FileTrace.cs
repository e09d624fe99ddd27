using System.Collections.Concurrent;
using System.Text;

namespace MacNet.Protocol.Transport;

/// <summary>
/// Writes each message to a file as one line, at its end, soon: a file that stalls, on a share for one, must not hold up a rest. Several
/// sessions may write to one file. Where writing fails or is too slow, the session goes on, and a warning is given once.
/// </summary>
public sealed class FileTrace : IWireTrace, IDisposable
{
    private const int MostWaiting = 10_000;

    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(2);

    // By file, so that one that stalls holds up no other.
    private static readonly ConcurrentDictionary<string, object> Gates = new();

    private readonly Stream stream;
    private readonly object gate;
    private readonly string tester;
    private readonly TimeProvider clock;
    private readonly BlockingCollection<byte[]> waiting = new(MostWaiting);
    private readonly Task writing;
    private volatile string? problem;
    private bool warned;

    /// <summary>Opens a file to write to at its end; it is made where there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tester">The session's name.</param>
    /// <param name="clock">Tells the time of messages.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public FileTrace(string path, string tester, TimeProvider? clock = null)
        : this(
            new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete),
            Gates.GetOrAdd(Path.GetFullPath(path), _ => new()),
            tester,
            clock)
    {
    }

    /// <summary>Writes to a stream.</summary>
    /// <param name="stream">The stream; it is closed with the trace.</param>
    /// <param name="tester">The session's name.</param>
    /// <param name="clock">Tells the time of messages.</param>
    public FileTrace(Stream stream, string tester, TimeProvider? clock = null)
        : this(stream, new object(), tester, clock)
    {
    }

    private FileTrace(Stream stream, object gate, string tester, TimeProvider? clock)
    {
        this.stream = stream;
        this.gate = gate;
        this.tester = tester;
        this.clock = clock ?? TimeProvider.System;
        writing = Task.Factory.StartNew(WriteAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>
    /// Is warned that the trace is not complete, in the flow of control that sends or disposes, and says whether anybody heard:
    /// unless somebody did, it is warned again. Null for nobody.
    /// </summary>
    public Func<string, bool>? Warn { get; init; }

    /// <inheritdoc/>
    public void Note(LinkKind link, int connection, bool sent, ReadOnlySpan<byte> bytes)
    {
        var message = new TracedMessage(clock.GetLocalNow(), tester, link, connection, sent, bytes.ToArray());
        if (!IsTaken(Encoding.UTF8.GetBytes(TraceLine.Write(message) + "\n")))
            problem ??= "the file takes lines too slowly.";
        WarnOnce();
    }

    /// <summary>Closes the file when all is written, but does not wait long for that.</summary>
    public void Dispose()
    {
        waiting.CompleteAdding();
        if (Task.WaitAny([writing], LongestEnd) < 0)
            problem ??= "the file takes lines too slowly.";
        WarnOnce();
    }

    private bool IsTaken(byte[] line)
    {
        try
        {
            return waiting.TryAdd(line);
        }
        catch (InvalidOperationException)
        {
            // What comes after the end is of no interest.
            return true;
        }
    }

    private void WriteAll()
    {
        using (stream)
        {
            foreach (var line in waiting.GetConsumingEnumerable())
                Write(line);
        }
    }

    private void Write(byte[] line)
    {
        try
        {
            lock (gate)
                Append(line);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            problem ??= failure.Message;
        }
    }

    // Another session may have written meanwhile.
    private void Append(byte[] line)
    {
        if (stream.CanSeek)
            stream.Seek(0, SeekOrigin.End);
        stream.Write(line, 0, line.Length);
        stream.Flush();
    }

    private void WarnOnce()
    {
        if (problem is not null && !warned && Warn is not null)
            warned = Warn($"The trace of tester '{tester}' is not complete: {problem}");
    }
}
