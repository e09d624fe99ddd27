namespace MacNet.Protocol.Operations;

/// <summary>A part of a session that is held to the limits which channels have in force.</summary>
internal interface ILimitsFollower
{
    /// <summary>A channel has other limits in force from now on.</summary>
    void Follow(int channel, SafetyLimits inForce);
}
