namespace MacNet.Data.Plotting;

/// <summary>What a plot's horizontal axis is.</summary>
public enum PlotOver : long
{
    /// <summary>The time of day and date.</summary>
    Time,

    /// <summary>The time since a test's start: tests lie upon each other.</summary>
    TestTime,
}
