using System.Text.Json;

namespace MacNet.Protocol.Messages;

public static partial class Functions
{
    /// <summary>A function by its numbers, declared or not, whose fields are given and read as they stand.</summary>
    /// <param name="functionClass">FClass.</param>
    /// <param name="number">FNum.</param>
    /// <param name="binary">Whether to take the binary form.</param>
    /// <remarks>What is not declared as reading counts as a command, and is not sent twice.</remarks>
    public static Function<RawMessage, RawMessage> Raw(int functionClass, int number, bool binary)
    {
        var known = Find(functionClass, number);
        return new(functionClass, number, known?.Title ?? "invoke a function", known?.Kind ?? FunctionKind.Command, declared: false)
        {
            BinaryOnly = binary,
            RepliesOfAnyChannel = known?.RepliesOfAnyChannel ?? false,
            BytesPerChannel = known?.BytesPerChannel ?? 0,
            BytesPerValue = known?.BytesPerValue ?? 0,
        };
    }
}

/// <summary>What a message carries beside the channel, as it stands on the wire.</summary>
public sealed class RawContent
{
    /// <summary>The object with the fields, in JSON.</summary>
    public JsonElement Json { get; init; }

    /// <summary>The data bytes, in binary.</summary>
    public byte[] Bytes { get; init; } = [];
}

/// <summary>A message whose fields are given and read as they stand.</summary>
public sealed class RawMessage : Message
{
    /// <summary>The channel, counted from 1; null for none.</summary>
    public int? Channel { get; set; }

    /// <summary>Binary, where a request's <c>Len</c> counts channels: how many; 0 where it counts bytes.</summary>
    public ushort Count { get; set; }

    /// <summary>All else.</summary>
    public RawContent Content { get; set; } = new();

    /// <inheritdoc/>
    public override int? AboutChannel => Channel;

    /// <inheritdoc/>
    public override void Visit(Fields f)
    {
        if (f.Has("Chan", f.Binary || Channel.HasValue))
            Channel = f.Channel(Channel ?? 1);
        if (f.Binary && Count > 0)
            Count = f.Count("Len", Count);
        Content = f.Raw(Content);
    }
}
