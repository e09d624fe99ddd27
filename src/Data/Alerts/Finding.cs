namespace MacNet.Data.Alerts;

/// <summary>Whether something is the matter.</summary>
public enum Verdict : long
{
    /// <summary>Nothing is the matter.</summary>
    Fine,

    /// <summary>Something is the matter.</summary>
    Wrong,

    /// <summary>It happened: there is nothing to be over later.</summary>
    Happened,
}

/// <summary>What a condition finds of one subject. What is not known is not found: an incident then stays as it is.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Verdict">Whether something is the matter.</param>
/// <param name="Text">What, in a sentence.</param>
/// <param name="Value">The value looked at, in the unit that the text says.</param>
public sealed record Finding(AlertSubject Subject, Verdict Verdict, string Text, double? Value = null)
{
    /// <summary>What, in a sentence.</summary>
    // It goes to terminals, mails and chats, with what tests are called in it.
    public string Text { get; init; } = ShownText.Of(Text);
}

/// <summary>What an incident is about: there is one incident at a time of each.</summary>
/// <param name="Session">The tester's session; empty where it is about none.</param>
/// <param name="Channel">The channel, counted from 1; null for the whole tester.</param>
/// <param name="Part">Which of several things of it; null for the thing itself.</param>
public sealed record AlertSubject(string Session, int? Channel = null, string? Part = null)
{
    /// <inheritdoc/>
    public override string ToString() => Channel is { } channel
        ? FormattableString.Invariant($"Channel {channel} of {Session}")
        : Session.Length > 0 ? Session : Part ?? "";
}
