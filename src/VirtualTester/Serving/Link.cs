namespace MacNet.VirtualTester.Serving;

/// <summary>The ways on which a tester is reached.</summary>
public enum Link
{
    /// <summary>JSON over TCP.</summary>
    Json,

    /// <summary>Binary messages over TCP.</summary>
    Binary,

    /// <summary>Binary messages over UDP.</summary>
    Udp,
}
