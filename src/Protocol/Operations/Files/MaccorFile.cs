namespace MacNet.Protocol.Operations;

/// <summary>A file of a tester.</summary>
public sealed class MaccorFile
{
    /// <summary>The session's name.</summary>
    public string Session { get; init; } = "";

    /// <summary>The folder that it is in.</summary>
    public FileType Type { get; init; }

    /// <summary>Its name with extension. That of a data file is the test's, with the channel for an extension.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its size in bytes; null where the tester does not tell.</summary>
    public long? Size { get; init; }

    /// <summary>
    /// Its date, by the tester's clock, without a zone; null where it was not asked for, or the tester gives one that no calendar has.
    /// </summary>
    public DateTime? Date { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
