namespace MacNet.Protocol.Messages;

public static partial class Functions
{
    /// <summary>(0, 0) echo: the message comes back as sent.</summary>
    public static Function<Nothing, Nothing> Echo { get; } =
        new(0, 0, "echo", FunctionKind.Read) { RepliesUnderParams = true };
}
