using System.Collections;
using MacNet.Protocol.Operations;

namespace MacNet.PowerShell.DirectControl;

/// <summary>
/// What a control loop's script block gets beside the status: where its channel's loop is, and a place for its own state.
/// </summary>
public sealed class LoopTurn
{
    private readonly Func<ControlLoop> loop;

    internal LoopTurn(Func<ControlLoop> loop) => this.loop = loop;

    /// <summary>The session's name.</summary>
    public string Session => loop().Session.Name;

    /// <summary>The channel, counted from 1.</summary>
    public int Channel => loop().Channel;

    /// <summary>Which turn of the channel this is, counted from 1. Turns that were left out are not counted.</summary>
    public int Turn => loop().Turn;

    /// <summary>How many turns were left out.</summary>
    public int MissedTurns => loop().MissedTurns;

    /// <summary>How long the channel's loop had run when the turn began.</summary>
    public TimeSpan Elapsed => loop().Elapsed;

    /// <summary>What the script block wants to remember of this channel from turn to turn.</summary>
    public Hashtable State { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Session}, channel {Channel}: turn {Turn}, {Elapsed.TotalSeconds:0.###} s");
}
