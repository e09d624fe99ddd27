namespace MacNet.Protocol.Session;

/// <summary>What a session owns beside its connections, and what ends with it.</summary>
internal interface ISessionPart
{
    /// <summary>The session is to be closed and can still speak to the tester: nothing that drives a cell is sent any more.</summary>
    void Close();

    /// <summary>The process is about to end.</summary>
    /// <returns>What went wrong, by channel.</returns>
    IReadOnlyList<MaccorException> EndWithProcess();
}
