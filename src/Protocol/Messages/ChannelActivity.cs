namespace MacNet.Protocol.Messages;

/// <summary>What a channel's controller is doing (<c>RF1</c>). Codes that are not listed keep their number.</summary>
public enum ChannelActivity : long
{
    /// <summary>Not told by the tester, or not so that it could be read.</summary>
    Unknown = -1,

    /// <summary>Nothing.</summary>
    Available = 0,

    /// <summary>Charging.</summary>
    Charge = 1,

    /// <summary>Discharging.</summary>
    Discharge = 2,

    /// <summary>Advancing the cycle.</summary>
    AdvanceCycle = 3,

    /// <summary>At rest.</summary>
    Rest = 4,

    /// <summary>Pausing until somebody goes on.</summary>
    Pause = 5,

    /// <summary>At the test's end.</summary>
    End = 7,

    /// <summary>Charging with external equipment.</summary>
    ExternalCharge = 8,

    /// <summary>Discharging with external equipment.</summary>
    ExternalDischarge = 9,

    /// <summary>Pulse charging.</summary>
    PulseCharge = 19,

    /// <summary>Pulse discharging.</summary>
    PulseDischarge = 20,

    /// <summary>Setting digital outputs.</summary>
    DigitalOutput = 21,

    /// <summary>Commanding an environmental chamber.</summary>
    Chamber = 22,

    /// <summary>Scanning.</summary>
    Scan = 23,

    /// <summary>In a subroutine, or in frequency response analysis.</summary>
    SubroutineOrFra = 26,

    /// <summary>Stopped by a problem.</summary>
    Problem = 29,

    /// <summary>Suspended.</summary>
    Suspended = 30,

    /// <summary>Complete.</summary>
    Complete = 31,
}
