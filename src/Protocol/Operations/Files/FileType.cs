namespace MacNet.Protocol.Operations;

/// <summary>The folders of a tester that MacNet reaches, by the file type of (1, 5), (1, 6) and (1, 7).</summary>
public enum FileType : long
{
    /// <summary>Data files of tests that are on a channel.</summary>
    Active = 1,

    /// <summary>Data files of tests that were cleared off their channel.</summary>
    Archive = 2,

    /// <summary>Test procedures: .000, .999.</summary>
    Procedure = 3,

    /// <summary>User functions: .DLL.</summary>
    MacUserFunction = 4,

    /// <summary>CAN configurations: .CAN, .DBC.</summary>
    Can = 5,

    /// <summary>Frequency response analyzer configurations: .FRA, .modulab.</summary>
    Fra = 6,

    /// <summary>Waveforms: .MWF.</summary>
    Waveform = 7,

    /// <summary>The system's log, SysEvent.log: it can be received, and nothing else.</summary>
    SystemEvent = 8,
}
