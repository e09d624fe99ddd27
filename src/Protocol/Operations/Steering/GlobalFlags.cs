using System.Globalization;

namespace MacNet.Protocol.Operations;

/// <summary>A tester's 32 global flags: read by (4, 8), set by (5, 1). Flag 1 is the lowest bit.</summary>
public sealed class GlobalFlags
{
    /// <summary>How many flags there are.</summary>
    public const int Count = 32;

    /// <summary>Gives 32 flags.</summary>
    /// <param name="value">All flags as one number; flag 1 is the lowest bit.</param>
    /// <param name="session">The session's name.</param>
    public GlobalFlags(uint value = 0, string session = "") => (Value, Session) = (value, session);

    /// <summary>The session's name.</summary>
    public string Session { get; }

    /// <summary>All flags as one number; flag 1 is the lowest bit.</summary>
    public uint Value { get; }

    /// <summary>The numbers of the flags that are set, 1 to 32.</summary>
    public IReadOnlyList<int> Set => [.. Enumerable.Range(1, Count).Where(flag => (Value & BitOf(flag)) != 0)];

    /// <summary>The same flags with some set and some cleared.</summary>
    /// <param name="set">Flags to set, 1 to 32.</param>
    /// <param name="clear">Flags to clear, 1 to 32.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such flag.</exception>
    public GlobalFlags With(IEnumerable<int> set, IEnumerable<int> clear) => new(
        clear.Aggregate(
            set.Aggregate(Value, (flags, flag) => flags | BitOf(flag)), (flags, flag) => flags & ~BitOf(flag)),
        Session);

    /// <inheritdoc/>
    public override string ToString() => Hex(Value);

    internal static string Hex(uint flags) => "0x" + flags.ToString("X8", CultureInfo.InvariantCulture);

    private static uint BitOf(int flag)
    {
        if (flag is < 1 or > Count)
            throw new ArgumentOutOfRangeException(nameof(flag), flag, $"The global flags are 1 to {Count}.");
        return 1u << (flag - 1);
    }
}
