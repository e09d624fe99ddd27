namespace MacNet.VirtualTester.Options;

/// <summary>Where real testers have been seen, or are suspected, to depart from their help.</summary>
public sealed class Quirks
{
    /// <summary>JSON (6, 8) with ChMode R answers OK and does not take effect. Testers do this.</summary>
    public bool JsonRestIgnored { get; set; } = true;

    /// <summary>
    /// JSON (6, 2) for one channel selects it, which takes one that is selected out of the selection: nothing is started.
    /// </summary>
    public bool JsonStartUnselectsSelected { get; set; } = true;

    /// <summary>Binary replies of (4, 2), (4, 3) and (4, 9) tell the number of channels as Len, not the number of bytes.</summary>
    public bool BulkLengthCountsChannels { get; set; }

    /// <summary>Binary replies of (4, 4) and (4, 5) tell the number of values as Len, not the number of bytes.</summary>
    public bool AuxiliaryLengthCountsValues { get; set; } = true;

    /// <summary>Binary replies to commands of which the help documents no binary reply come without data.</summary>
    public bool EmptyCommandReplies { get; set; }

    /// <summary>A channel has its variables still after a power failure; without it, they are 0.</summary>
    public bool VariablesOutlastPower { get; set; }

    /// <summary>JSON (6, 1) counts Chans from 1.</summary>
    public bool JsonSelectCountsFromOne { get; set; }

    /// <summary>JSON (1, 1) spells MacTest32DLLversionMinor as one open client expects it.</summary>
    public bool MisspeltVersionKey { get; set; }

    /// <summary>In file transfers block 65535 is followed by block 1, not by block 0.</summary>
    public bool BlockNumbersSkipZero { get; set; }

    /// <summary>UDP replies go to the client's port of the number after the tester's own, wherever the request came from.</summary>
    public bool UdpAnswersNextPort { get; set; }
}
