using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace MacNet.Protocol.Transport;

/// <summary>
/// Writes each message to a file as one line, at its end, soon: a file that stalls, on a share for one, must not hold up a rest. Several
/// sessions, of other processes too, may write to one file. Where writing fails or is too slow, the session goes on, and a warning is given
/// once.
/// </summary>
public sealed class FileTrace : IWireTrace, IDisposable
{
    private const int MostWaiting = 10_000;

    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(2);

    private readonly Stream stream;
    private readonly Mutex turn;
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
            TurnAt(Path.GetFullPath(path)),
            tester,
            clock)
    {
    }

    /// <summary>Writes to a stream.</summary>
    /// <param name="stream">The stream; it is closed with the trace.</param>
    /// <param name="tester">The session's name.</param>
    /// <param name="clock">Tells the time of messages.</param>
    public FileTrace(Stream stream, string tester, TimeProvider? clock = null)
        : this(stream, new Mutex(), tester, clock)
    {
    }

    private FileTrace(Stream stream, Mutex turn, string tester, TimeProvider? clock)
    {
        this.stream = stream;
        this.turn = turn;
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
        using (turn)
        {
            foreach (var line in waiting.GetConsumingEnumerable())
                Write(line);
        }
    }

    private void Write(byte[] line)
    {
        try
        {
            InTurn(() => Append(line));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            problem ??= failure.Message;
        }
    }

    private void InTurn(Action work)
    {
        try
        {
            turn.WaitOne();
        }
        catch (AbandonedMutexException)
        {
            // Who had the turn was ended in it; it is ours now.
        }

        try
        {
            work();
        }
        finally
        {
            turn.ReleaseMutex();
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

    // One turn for each file, whoever writes to it, so that one that stalls holds up no other.
    private static Mutex TurnAt(string path)
    {
        try
        {
            return new Mutex(initiallyOwned: false, "MacNet-" + HashOf(path).ToString("x16", CultureInfo.InvariantCulture));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // The lock is another user's, or the system has none: then lines of other processes may run into these.
            return new Mutex();
        }
    }

    // FNV-1a: .NET's own hash of a text is another one in each process.
    private static ulong HashOf(string path) =>
        path.Aggregate(14695981039346656037, (hash, letter) => unchecked((hash ^ letter) * 1099511628211));

    private void WarnOnce()
    {
        if (problem is not null && !warned && Warn is not null)
            warned = Warn($"The trace of tester '{tester}' is not complete: {problem}");
    }
}
