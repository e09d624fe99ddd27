using System.Management.Automation;

namespace MacNet.PowerShell;

/// <summary>
/// Says what a blank cell of a CSV file means for a parameter: that it is not given, which is an error where it has to be, unless a
/// value is said. PowerShell would read 0 out of it, which for a limit means something else.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class BlankAttribute : ArgumentTransformationAttribute
{
    /// <summary>A blank cell means that the parameter is not given.</summary>
    public BlankAttribute()
    {
    }

    /// <summary>A blank cell means a value.</summary>
    public BlankAttribute(float meaning) => Meaning = meaning;

    /// <summary>What a blank cell means; null for not given.</summary>
    public object? Meaning { get; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var bare = inputData.Bare();
        return bare is null || (bare is string text && string.IsNullOrWhiteSpace(text)) ? Meaning : inputData;
    }
}
