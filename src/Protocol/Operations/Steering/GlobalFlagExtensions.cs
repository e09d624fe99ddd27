using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>Reads and sets a tester's global flags.</summary>
public static class GlobalFlagExtensions
{
    /// <summary>Reads the flags (4, 8): one message.</summary>
    /// <exception cref="MaccorException">The tester could not be read.</exception>
    public static async Task<GlobalFlags> ReadGlobalFlagsAsync(this MaccorSession session, CancellationToken cancellation = default)
    {
        // They come with any channel's variables.
        var reply = await session.AskAsync(Functions.Variables, new ChannelRequest { Channel = 1 }, cancellation).ConfigureAwait(false);
        return new GlobalFlags(reply.GlobalFlags ?? throw NotTold(session), session.Name);
    }

    /// <summary>Sets all flags at once (5, 1): one message.</summary>
    /// <returns>The flags now set.</returns>
    /// <exception cref="MaccorStateException">The tester has other flags set than it was asked for.</exception>
    /// <exception cref="MaccorException">The tester could not be reached, or its answer is unknown.</exception>
    public static async Task<GlobalFlags> SetGlobalFlagsAsync(
        this MaccorSession session, uint value, CancellationToken cancellation = default)
    {
        var request = new GlobalFlagsRequest { GlobalFlags = value };
        var reply = await session.AskAsync(Functions.SetGlobalFlags, request, cancellation).ConfigureAwait(false);
        // A tester that took the command without a word about the flags is taken at its silence.
        if ((reply.GlobalFlags ?? value) == value)
            return new GlobalFlags(value, session.Name);
        throw new MaccorStateException(
            session.AskedOf(Functions.SetGlobalFlags, request),
            "FlagsNotTaken",
            $"the tester has the flags {GlobalFlags.Hex(reply.GlobalFlags!.Value)}, not {GlobalFlags.Hex(value)} as asked.");
    }

    private static MaccorProtocolException NotTold(MaccorSession session) =>
        new(new Asked(session.Name, Functions.Variables), "GlobFlags is missing, or no hex string.");
}
