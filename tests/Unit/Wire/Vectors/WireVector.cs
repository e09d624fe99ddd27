using MacNet.Protocol.Messages;

namespace MacNet.Tests.Unit.Wire.Vectors;

/// <summary>A message's values and what they are on the wire: the JSON that the help prints, the bytes worked out by hand.</summary>
internal sealed record WireVector(Function Function, Side Side, Message Message, HelpExample? Json, byte[]? Bytes)
{
    internal static WireVector Request(Function function, Message message, string? hex = null, int help = 0) =>
        Of(function, Side.Request, message, hex, help);

    internal static WireVector Reply(Function function, Message message, string? hex = null, int help = 0) =>
        Of(function, Side.Reply, message, hex, help);

    internal Message NewMessage() => Side == Side.Request ? Function.NewRequest() : Function.NewReply();

    public override string ToString() => $"{Function}, {Side}";

    private static WireVector Of(Function function, Side side, Message message, string? hex, int help) => new(
        function,
        side,
        message,
        help == 0 ? null : HelpExamples.Of(function, side)[help - 1],
        hex is null ? null : HexText.Parse(hex));
}
