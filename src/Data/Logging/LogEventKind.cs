namespace MacNet.Data.Logging;

/// <summary>What happened.</summary>
public enum LogEventKind : long
{
    /// <summary>Collecting began.</summary>
    Started,

    /// <summary>Collecting ended as it was told to.</summary>
    Stopped,

    /// <summary>A channel's state changed.</summary>
    State,

    /// <summary>The tester does not answer.</summary>
    Away,

    /// <summary>The tester answers again.</summary>
    Back,

    /// <summary>Sweeps that were due did not take place, or could not be kept.</summary>
    Gap,

    /// <summary>This computer's clock was set back.</summary>
    ClockSetBack,

    /// <summary>An alarm.</summary>
    Alarm,
}
