namespace MacNet.Protocol.Operations;

/// <summary>What a row of a profile is about.</summary>
public enum ProfileQuantity : long
{
    /// <summary>Rest: the row has no value.</summary>
    Rest,

    /// <summary>A current, with or without a voltage limit.</summary>
    Current,

    /// <summary>A power, with or without a voltage limit.</summary>
    Power,

    /// <summary>A voltage to go to and to hold.</summary>
    Voltage,
}
