using MacNet.Protocol.Messages;

namespace MacNet.Protocol.Transport;

/// <summary>A request ready to be sent.</summary>
/// <param name="Function">The function asked.</param>
/// <param name="Bytes">The request as it goes over the wire.</param>
/// <param name="Id">The id that the reply must carry; JSON only.</param>
/// <param name="Channel">The channel, counted from 1, where the request is about one.</param>
internal sealed record OutgoingRequest(Function Function, byte[] Bytes, int Id, int? Channel)
{
    /// <summary>The request as a trace may show it: a login without its password.</summary>
    internal byte[] Shown { get; init; } = Bytes;

    /// <summary>A login's password, which no trace of the reply and no error may show either; null for what is no login.</summary>
    internal string? Secret { get; init; }

    /// <summary>The channel that the reply must be about, counted from 1; null for any.</summary>
    internal int? ReplyChannel => Function.RepliesOfAnyChannel ? null : Channel;

    internal void CheckChannel(Message reply)
    {
        if (ReplyChannel is { } asked && reply.AboutChannel is { } answered && answered != asked)
            throw new FormatException($"Channel {asked} was asked and the reply is about channel {answered}.");
    }
}
