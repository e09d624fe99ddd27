namespace MacNet.Protocol.Operations;

/// <summary>A file of a tester.</summary>
public sealed class MaccorFile
{
    /// <summary>Names a file of a tester.</summary>
    /// <param name="session">The session's name.</param>
    /// <param name="type">The folder that it is in.</param>
    /// <param name="name">Its name with extension.</param>
    /// <param name="size">Its size in bytes, where it is known.</param>
    /// <param name="date">Its date by the tester's clock, where it is known.</param>
    public MaccorFile(string session, FileType type, string name, long? size = null, DateTime? date = null) =>
        (Session, Type, Name, Size, Date) = (session, type, name, size, date);

    /// <summary>The session's name.</summary>
    public string Session { get; }

    /// <summary>The folder that it is in.</summary>
    public FileType Type { get; }

    /// <summary>Its name with extension. That of a data file is the test's, with the channel for an extension.</summary>
    public string Name { get; }

    /// <summary>Its size in bytes; null where the tester does not tell.</summary>
    public long? Size { get; }

    /// <summary>
    /// Its date, by the tester's clock, without a zone; null where it was not asked for, or the tester gives one that no calendar has.
    /// </summary>
    public DateTime? Date { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
