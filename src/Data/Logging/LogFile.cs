using System.Text;

namespace MacNet.Data.Logging;

/// <summary>Opens files that one log may write, and tells why it cannot.</summary>
public static class LogFile
{
    /// <summary>Opens a file, or makes it. It has no buffer: what a full disk refused must not come with what is written next.</summary>
    /// <exception cref="LogException">It cannot be had, or another log has it.</exception>
    public static FileStream Open(string path, FileShare share) => Open(path, path, share);

    /// <summary>Keeps other logs away from a file, in this process and others, until what is given is disposed.</summary>
    /// <exception cref="LogException">Another log has it, or its folder cannot be written.</exception>
    public static FileStream Claim(string path) => Open(path, path + ".lock", FileShare.None);

    /// <summary>Fails where a log's file has gone: what is written to it then is in no folder any more.</summary>
    /// <exception cref="IOException">It is not there.</exception>
    public static void CheckThere(string path)
    {
        if (!File.Exists(path))
            throw new IOException($"'{path}' is not there any more: somebody has moved or deleted it. Stop the log and start it again.");
    }

    /// <summary>The rows of a CSV file, also while it is written: one that is not ended is none yet.</summary>
    /// <exception cref="LogException">It cannot be read.</exception>
    internal static IEnumerable<string> Rows(string path)
    {
        using var reader = Reader(path);
        var buffer = new char[32 * 1024];
        var row = new StringBuilder();
        var isQuoted = false;
        for (var got = reader.Read(buffer, 0, buffer.Length); got > 0; got = reader.Read(buffer, 0, buffer.Length))
        {
            var start = 0;
            for (var at = 0; at < got; at++)
            {
                isQuoted ^= buffer[at] == '"';
                if (buffer[at] != '\n' || isQuoted)
                    continue;
                yield return row.Append(buffer, start, at - start).ToString().TrimEnd('\r');
                row.Clear();
                start = at + 1;
            }

            row.Append(buffer, start, got - start);
        }
    }

    internal static LogException NoRow(string path, long number, Exception problem) =>
        new(LogProblem.NotALog, $"Row {number} of '{path}' is no row of a log: {problem.Message}", problem);

    private static StreamReader Reader(string path)
    {
        try
        {
            return new StreamReader(
                new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), Encoding.UTF8);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new LogException(LogProblem.CannotOpen, $"'{path}' cannot be read: {problem.Message}", problem);
        }
    }

    private static FileStream Open(string path, string opened, FileShare share)
    {
        try
        {
            return new FileStream(opened, FileMode.OpenOrCreate, FileAccess.ReadWrite, share, bufferSize: 1);
        }
        catch (IOException problem) when (
            problem is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException) && File.Exists(opened))
        {
            throw new LogException(LogProblem.InUse, $"Another log, or another program, writes '{path}'. Nothing was written.", problem);
        }
        catch (DirectoryNotFoundException problem)
        {
            throw new LogException(
                LogProblem.CannotOpen, $"'{path}' cannot be written: the folder '{Path.GetDirectoryName(path)}' is not there.", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            var reason = problem.Message.Replace(opened, path);
            throw new LogException(LogProblem.CannotOpen, $"'{path}' cannot be written: {reason}", problem);
        }
    }
}
