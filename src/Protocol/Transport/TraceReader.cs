using System.Text;

namespace MacNet.Protocol.Transport;

/// <summary>Reads back what <see cref="FileTrace"/> has written.</summary>
public static class TraceReader
{
    /// <summary>The messages of a trace, in order. Empty lines, and those that begin with #, are left out.</summary>
    /// <exception cref="FormatException">A line is none of a trace; which one, the message says.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IEnumerable<TracedMessage> Read(string path)
    {
        // A session may still be writing.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (line.Length > 0 && line[0] != '#')
                yield return Read(line, path, number);
        }
    }

    private static TracedMessage Read(string line, string path, int number)
    {
        try
        {
            return TraceLine.Read(line);
        }
        catch (FormatException problem)
        {
            throw new FormatException($"Line {number} of '{path}' is none of a trace: {problem.Message}", problem);
        }
    }
}
