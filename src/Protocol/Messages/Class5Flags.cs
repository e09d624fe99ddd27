namespace MacNet.Protocol.Messages;

public static partial class Functions
{
    /// <summary>(5, 1) sets the tester's global flags.</summary>
    public static Function<GlobalFlagsRequest, GlobalFlagsReply> SetGlobalFlags { get; } =
        new(5, 1, "set the global flags", FunctionKind.Command) { MayReplyEmpty = true };
}

/// <summary>Sets the global flags (5, 1).</summary>
public sealed class GlobalFlagsRequest : Message
{
    /// <summary>All 32 flags.</summary>
    public uint GlobalFlags { get; set; }

    /// <inheritdoc/>
    public override void Visit(Fields f) => GlobalFlags = f.Flags("GlobFlags", GlobalFlags);
}

/// <summary>The global flags as now set (5, 1).</summary>
public sealed class GlobalFlagsReply : Message
{
    /// <summary>All 32 flags; null where a binary reply came without them.</summary>
    public uint? GlobalFlags { get; set; }

    /// <inheritdoc/>
    public override void Visit(Fields f) => GlobalFlags = f.Flags("New GlobFlags", GlobalFlags ?? 0);
}
