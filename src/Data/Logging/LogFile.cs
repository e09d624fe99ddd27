namespace MacNet.Data.Logging;

/// <summary>Opens files that one log may write, and tells why it cannot.</summary>
public static class LogFile
{
    /// <summary>Opens a file, or makes it. It has no buffer: what a full disk refused must not come with what is written next.</summary>
    /// <exception cref="LogException">It cannot be had, or another log has it.</exception>
    public static FileStream Open(string path, FileShare share)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share, bufferSize: 1);
        }
        catch (IOException problem) when (
            problem is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException) && File.Exists(path))
        {
            throw new LogException(LogProblem.InUse, $"Another log, or another program, writes '{path}'. Nothing was written.", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new LogException(LogProblem.CannotOpen, $"'{path}' cannot be written: {problem.Message}", problem);
        }
    }
}
