using System.Globalization;
using MacNet.Protocol.Messages;

namespace MacNet.Protocol.Operations;

/// <summary>One of a channel's variables: read by (4, 8), set by (6, 9).</summary>
public sealed class ChannelVariable
{
    /// <summary>The session's name.</summary>
    public string Session { get; internal init; } = "";

    /// <summary>The channel, counted from 1.</summary>
    public int Channel { get; internal init; }

    /// <summary>Which variable, 1 to 15.</summary>
    public int Number { get; internal init; }

    /// <summary>Its name: VAR1 to VAR15.</summary>
    public string Name => NameOf(Number);

    /// <summary>The names that a channel's variables have: VAR1 to VAR15.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enumerable.Range(1, VariablesReply.Count).Select(NameOf)];

    /// <summary>Its value.</summary>
    public float Value { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Session}, channel {Channel}: {Name} {Value}");

    /// <summary>The name of the variable of a number.</summary>
    public static string NameOf(int number) => "VAR" + number.ToString(CultureInfo.InvariantCulture);
}
