using MacNet.Protocol.Messages;

namespace MacNet.Protocol.Operations;

/// <summary>
/// What a tester consists of and which software it runs: (1, 1) and (1, 2), read when the session was made. A JSON session asks (1, 2)
/// over its binary connection once, for what only that form has. Null is what the tester does not tell.
/// </summary>
public sealed class TesterSystem
{
    /// <summary>The session's name.</summary>
    public string Session { get; internal init; } = "";

    /// <summary>The tester's own name.</summary>
    public string SystemId { get; internal init; } = "";

    /// <summary>The kind of tester.</summary>
    public TesterKind SystemType { get; internal init; }

    /// <summary>Number of test channels.</summary>
    public int TestChannels { get; internal init; }

    /// <summary>
    /// By how much the channel numbers on the tester's screen are greater than those of MacNet; null where that is not known.
    /// </summary>
    public int? ChannelNumberOffset { get; internal init; }

    /// <summary>Number of auxiliary inputs.</summary>
    public int? AuxiliaryChannels { get; internal init; }

    /// <summary>Number of controller boards.</summary>
    public int? ControllerBoards { get; internal init; }

    /// <summary>Number of auxiliary input boards.</summary>
    public int? AuxiliaryBoards { get; internal init; }

    /// <summary>Number of SMB1 positions (boards over a binary session).</summary>
    public int? Smb1Positions { get; internal init; }

    /// <summary>Number of SMB3 positions (boards of twelve over a binary session).</summary>
    public int? Smb3Positions { get; internal init; }

    /// <summary>The version of MacNet's interface.</summary>
    public int? ApiVersion { get; internal init; }

    /// <summary>The version of MacTest32.exe.</summary>
    public Version? ExeVersion { get; internal init; }

    /// <summary>The version of MacTest32.dll.</summary>
    public Version? DllVersion { get; internal init; }

    /// <summary>The date of MacTest32.exe, in the tester's local time; null where it does not tell.</summary>
    public DateTime? ExeDate { get; internal init; }

    /// <summary>The date of MacTest32.dll, in the tester's local time; null where it does not tell.</summary>
    public DateTime? DllDate { get; internal init; }

    /// <summary>Whether the two versions differ; the tester then needs service.</summary>
    public bool NeedsService => ExeVersion is not null && DllVersion is not null && ExeVersion != DllVersion;

    /// <inheritdoc/>
    public override string ToString() => $"{Session}: {SystemId}, {TestChannels} channels";
}
