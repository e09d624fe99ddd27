namespace MacNet.Data.Import;

/// <summary>A file, or a line of it, that cannot be read as a tester's text export.</summary>
/// <param name="errorId">What kind of problem it is.</param>
/// <param name="message">What is wrong.</param>
/// <param name="line">The line, counted from 1; null where it is the file as a whole.</param>
public sealed class ImportException(string errorId, string message, long? line = null) : IOException(message)
{
    /// <summary>What kind of problem it is.</summary>
    public string ErrorId { get; } = errorId;

    /// <summary>The line, counted from 1; null where it is the file as a whole.</summary>
    public long? Line { get; } = line;
}
