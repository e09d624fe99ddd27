namespace MacNet.Data.Alerts;

/// <summary>What an alert tells of one incident.</summary>
public sealed record AlertMessage
{
    /// <summary>A number that no other message has: a receiver that got one twice sees it by this.</summary>
    public Guid Id { get; internal init; } = Guid.NewGuid();

    /// <summary>The alert's name.</summary>
    public string Alert { get; internal init; } = "";

    /// <summary>What it tells.</summary>
    public AlertMessageKind Kind { get; internal init; }

    /// <summary>The tester's session; empty where it is about none.</summary>
    public string Session { get; internal init; } = "";

    /// <summary>The channel, counted from 1; null where it is about a whole tester.</summary>
    public int? Channel { get; internal init; }

    /// <summary>The test on the channel; null where there is none, or it is not known.</summary>
    public string? TestName { get; internal init; }

    /// <summary>What is the matter, in a sentence for people.</summary>
    public string Text { get; internal init; } = "";

    /// <summary>The value that raised it, in the unit that the text says; null where it was no value.</summary>
    public double? Value { get; internal init; }

    /// <summary>When the incident began, UTC.</summary>
    public DateTimeOffset Began { get; internal init; }

    /// <summary>When this was told, UTC.</summary>
    public DateTimeOffset Time { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        AlertMessageKind.Over => $"Over: {Text}",
        AlertMessageKind.Repeated => $"Still: {Text}",
        _ => Text,
    };
}
