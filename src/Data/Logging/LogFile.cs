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
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new LogException(LogProblem.CannotOpen, $"'{path}' cannot be written: {problem.Message}", problem);
        }
    }
}
