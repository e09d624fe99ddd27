namespace MacNet.Protocol.Messages;

/// <summary>A channel's status (<c>Stat</c>). Codes that are not listed keep their number.</summary>
public enum ChannelState : long
{
    /// <summary>Not told by the tester, or not so that it could be read.</summary>
    Unknown = -1,

    /// <summary>Free.</summary>
    Available = 0,

    /// <summary>Selected to be started.</summary>
    Selected = 1,

    /// <summary>A test runs.</summary>
    Active = 2,

    /// <summary>A test is suspended.</summary>
    Suspended = 3,

    /// <summary>A test has ended and is still on the channel.</summary>
    Completed = 4,

    /// <summary>A test was stopped by a problem.</summary>
    Problem = 5,

    /// <summary>Not available.</summary>
    NotAvailable = 6,

    /// <summary>Being reset.</summary>
    Reset = 7,

    /// <summary>Being started.</summary>
    Start = 8,

    /// <summary>Stopped by a power failure.</summary>
    PowerFail = 9,

    /// <summary>The controller board does not answer.</summary>
    NoController = 10,

    /// <summary>Shut down.</summary>
    Shutdown = 11,

    /// <summary>Starting.</summary>
    Starting = 12,

    /// <summary>Blocked.</summary>
    Blocked = 13,

    /// <summary>Waiting.</summary>
    Waiting = 14,

    /// <summary>Under frequency response analysis.</summary>
    Fra = 15,

    /// <summary>Under remote maintenance.</summary>
    RemoteMaintenance = 16,

    /// <summary>Not used.</summary>
    NotUsed = 17,

    /// <summary>Not applicable.</summary>
    NotApplicable = 18,
}
