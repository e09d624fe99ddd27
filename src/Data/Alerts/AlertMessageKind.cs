namespace MacNet.Data.Alerts;

/// <summary>What an alert's message tells.</summary>
public enum AlertMessageKind : long
{
    /// <summary>An incident has begun, and has lasted as long as the alert wants.</summary>
    Raised,

    /// <summary>The incident still lasts.</summary>
    Repeated,

    /// <summary>The incident is over.</summary>
    Over,

    /// <summary>Nothing is wrong: somebody wants to see a message arrive.</summary>
    Test,
}
