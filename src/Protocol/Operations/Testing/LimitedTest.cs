namespace MacNet.Protocol.Operations;

/// <summary>The limits that were set for a test. They are null where the channel's were left as they are, or are not known.</summary>
public abstract class LimitedTest
{
    private protected LimitedTest()
    {
    }

    /// <summary>The lower voltage limit that was set, V, or null.</summary>
    public float? VoltageMin { get; internal init; }

    /// <summary>The upper voltage limit that was set, V, or null.</summary>
    public float? VoltageMax { get; internal init; }

    /// <summary>The charge current limit that was set, A, or null.</summary>
    public float? ChargeCurrentMax { get; internal init; }

    /// <summary>The discharge current limit that was set, A, or null.</summary>
    public float? DischargeCurrentMax { get; internal init; }

    /// <summary>The charge power limit that was set, W, 0 = off, or null.</summary>
    public float? ChargePowerMax { get; internal init; }

    /// <summary>The discharge power limit that was set, W, 0 = off, or null.</summary>
    public float? DischargePowerMax { get; internal init; }
}
