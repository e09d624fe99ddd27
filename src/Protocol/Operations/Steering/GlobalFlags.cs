using System.Globalization;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>A tester's 32 global flags: read by (4, 8), set by (5, 1). Flag 1 is the lowest bit.</summary>
public sealed class GlobalFlags
{
    /// <summary>How many flags there are.</summary>
    public const int Count = 32;

    /// <summary>The session's name.</summary>
    public string Session { get; init; } = "";

    /// <summary>All flags as one number; flag 1 is the lowest bit.</summary>
    public uint Value { get; init; }

    /// <summary>The numbers of the flags that are set, 1 to 32.</summary>
    public IReadOnlyList<int> Set => [.. Enumerable.Range(1, Count).Where(flag => (Value & BitOf(flag)) != 0)];

    /// <summary>Reads the flags: one message.</summary>
    /// <exception cref="MaccorException">The tester could not be read.</exception>
    public static async Task<GlobalFlags> ReadAsync(MaccorSession session, CancellationToken cancellation = default)
    {
        // They come with any channel's variables.
        var reply = await session.AskAsync(Functions.Variables, new ChannelRequest { Channel = 1 }, cancellation).ConfigureAwait(false);
        return new GlobalFlags { Session = session.Name, Value = reply.GlobalFlags };
    }

    /// <summary>Sets all flags at once: one message.</summary>
    /// <returns>The flags now set.</returns>
    /// <exception cref="MaccorStateException">The tester has other flags set than it was asked for.</exception>
    /// <exception cref="MaccorException">The tester could not be reached, or its answer is unknown.</exception>
    public static async Task<GlobalFlags> SetAsync(MaccorSession session, uint value, CancellationToken cancellation = default)
    {
        var request = new GlobalFlagsRequest { GlobalFlags = value };
        var reply = await session.AskAsync(Functions.SetGlobalFlags, request, cancellation).ConfigureAwait(false);
        // A tester that took the command without a word about the flags is taken at its silence.
        if ((reply.GlobalFlags ?? value) == value)
            return new GlobalFlags { Session = session.Name, Value = value };
        throw new MaccorStateException(
            session.AskedOf(Functions.SetGlobalFlags, request),
            "FlagsNotTaken",
            $"the tester has the flags {Hex(reply.GlobalFlags!.Value)}, not {Hex(value)} as asked.");
    }

    /// <summary>The same flags with some set and some cleared.</summary>
    /// <param name="set">Flags to set, 1 to 32.</param>
    /// <param name="clear">Flags to clear, 1 to 32.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such flag.</exception>
    public GlobalFlags With(IEnumerable<int> set, IEnumerable<int> clear) => new()
    {
        Session = Session,
        Value = clear.Aggregate(
            set.Aggregate(Value, (flags, flag) => flags | BitOf(flag)), (flags, flag) => flags & ~BitOf(flag)),
    };

    /// <inheritdoc/>
    public override string ToString() => Hex(Value);

    private static string Hex(uint flags) => "0x" + flags.ToString("X8", CultureInfo.InvariantCulture);

    private static uint BitOf(int flag)
    {
        if (flag is < 1 or > Count)
            throw new ArgumentOutOfRangeException(nameof(flag), flag, $"The global flags are 1 to {Count}.");
        return 1u << (flag - 1);
    }
}
