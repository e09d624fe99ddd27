namespace MacNet.Protocol.Operations;

/// <summary>A value of a channel's specification that something is to be held against.</summary>
internal static class SpecifiedValue
{
    /// <summary>The value, where the tester tells it.</summary>
    /// <exception cref="MaccorStateException">It does not.</exception>
    internal static float Known(Asked asked, string name, float value) => !float.IsNaN(value)
        ? value
        : throw new MaccorStateException(
            asked, "SpecificationUnknown", $"the tester does not tell {name} (3, 1), against which this is held. Nothing was sent.");
}
