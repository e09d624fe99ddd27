namespace MacNet.Protocol.Session;

/// <summary>What a session owns beside its connections, and ends with it: what is to be done when the process does.</summary>
internal interface ISessionPart
{
    /// <summary>The process is about to end.</summary>
    /// <returns>What went wrong, by channel.</returns>
    IReadOnlyList<MaccorException> EndWithProcess();
}
