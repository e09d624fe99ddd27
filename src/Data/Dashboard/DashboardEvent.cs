namespace MacNet.Data.Dashboard;

/// <summary>Something that happened.</summary>
/// <param name="Time">When, UTC.</param>
/// <param name="Session">The tester's session.</param>
/// <param name="Channel">The channel, counted from 1; null for the whole tester.</param>
/// <param name="Text">What, in words.</param>
public sealed record DashboardEvent(DateTimeOffset Time, string Session, int? Channel, string Text);

/// <summary>An alarm that is raised now.</summary>
/// <param name="Name">The alert's name.</param>
/// <param name="Began">When it began, UTC.</param>
/// <param name="Text">What is the matter.</param>
public sealed record DashboardAlert(string Name, DateTimeOffset Began, string Text);
