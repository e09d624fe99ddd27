namespace MacNet.VirtualTester.Files;

/// <summary>The folders of a tester that MacNet reaches, by the file type of (1, 5).</summary>
public enum FileFolder
{
    /// <summary>Data files of tests that are on a channel.</summary>
    Active = 1,

    /// <summary>Data files of tests that were cleared off their channel.</summary>
    Archive = 2,

    /// <summary>Test procedures.</summary>
    Procedur = 3,

    /// <summary>User functions.</summary>
    MacUserFunctions = 4,

    /// <summary>CAN configurations.</summary>
    Can = 5,

    /// <summary>Frequency response analyzer configurations.</summary>
    Fra = 6,

    /// <summary>Waveforms.</summary>
    Waveforms = 7,

    /// <summary>The log of the system, a single file.</summary>
    SystemEvents = 8,
}
