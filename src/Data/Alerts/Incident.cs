namespace MacNet.Data.Alerts;

/// <summary>Something that is the matter.</summary>
public sealed class Incident
{
    internal Incident(Finding finding, DateTimeOffset began) => (Finding, Began) = (finding, began);

    /// <summary>What it is about.</summary>
    public AlertSubject Subject => Finding.Subject;

    /// <summary>What is the matter, in a sentence.</summary>
    public string Text => Finding.Text;

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset Began { get; }

    /// <summary>When it was told last, UTC; null where it has not lasted long enough yet.</summary>
    public DateTimeOffset? ToldAt { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => Text;

    internal Finding Finding { get; set; }
}
