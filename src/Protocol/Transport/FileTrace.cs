using System.Text;

namespace MacNet.Protocol.Transport;

/// <summary>
/// Writes each message to a file as one line, at its end, at once. Several sessions may write to one file. Where writing fails,
/// the session goes on, and a warning is given once.
/// </summary>
public sealed class FileTrace : IWireTrace, IDisposable
{
    private static readonly object Gate = new();
    private static readonly AsyncLocal<Action<string>?> Listener = new();

    private readonly Stream stream;
    private readonly string tester;
    private readonly TimeProvider clock;
    private bool warned;

    /// <summary>Opens a file to write to at its end; it is made where there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tester">The session's name.</param>
    /// <param name="clock">Tells the time of messages.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public FileTrace(string path, string tester, TimeProvider? clock = null)
        : this(new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete), tester, clock)
    {
    }

    /// <summary>Writes to a stream.</summary>
    /// <param name="stream">The stream; it is closed with the trace.</param>
    /// <param name="tester">The session's name.</param>
    /// <param name="clock">Tells the time of messages.</param>
    public FileTrace(Stream stream, string tester, TimeProvider? clock = null)
    {
        this.stream = stream;
        this.tester = tester;
        this.clock = clock ?? TimeProvider.System;
    }

    /// <summary>Who is warned, in the present flow of control, where a trace cannot be written; null for nobody.</summary>
    public static Action<string>? Warn
    {
        get => Listener.Value;
        set => Listener.Value = value;
    }

    /// <inheritdoc/>
    public void Note(LinkKind link, int connection, bool sent, ReadOnlySpan<byte> bytes)
    {
        var message = new TracedMessage(clock.GetLocalNow(), tester, link, connection, sent, bytes.ToArray());
        var line = Encoding.UTF8.GetBytes(TraceLine.Write(message) + "\n");
        try
        {
            lock (Gate)
                Append(line);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            WarnOnce(problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (Gate)
            stream.Dispose();
    }

    // Another session may have written meanwhile.
    private void Append(byte[] line)
    {
        if (stream.CanSeek)
            stream.Seek(0, SeekOrigin.End);
        stream.Write(line, 0, line.Length);
        stream.Flush();
    }

    private void WarnOnce(Exception problem)
    {
        if (warned || Warn is not { } warn)
            return;
        warned = true;
        warn($"The trace of tester '{tester}' is not complete: {problem.Message}");
    }
}
