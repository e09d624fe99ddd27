namespace MacNet.PowerShell;

/// <summary>A channel of a session: what an error is about, and what binds to the next cmdlet's parameters.</summary>
/// <param name="Session">The session's name.</param>
/// <param name="Channel">The channel, counted from 1; null for the tester as a whole.</param>
public sealed record ChannelAddress(string Session, int? Channel)
{
    /// <inheritdoc/>
    public override string ToString() => Channel is null ? $"tester '{Session}'" : $"channel {Channel} of tester '{Session}'";
}
