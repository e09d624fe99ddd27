using System.Collections;
using System.Management.Automation;

namespace MacNet.PowerShell;

/// <summary>
/// Reads numbers out of texts, as rows of a CSV file and command lines have them: with a decimal point, whatever the culture.
/// PowerShell would take the comma of '0,5' for a separator of thousands and make 5 of it: ten times the current.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class NumberAttribute : ArgumentTransformationAttribute
{
    private readonly double? meaningOfBlank;

    /// <summary>Blank is no number.</summary>
    public NumberAttribute()
    {
    }

    /// <summary>Blank means a value.</summary>
    public NumberAttribute(double meaningOfBlank) => this.meaningOfBlank = meaningOfBlank;

    /// <summary>Blank means that the parameter is not given.</summary>
    public bool MayBeBlank { get; set; }

    /// <summary>Only whole numbers; PowerShell would round others.</summary>
    public bool Whole { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData.Unwrapped() is IEnumerable list and not string ? list.Cast<object?>().Select(Read).ToArray() : Read(inputData);

    private object? Read(object? value)
    {
        if (value.IsBlank() && (MayBeBlank || meaningOfBlank is not null))
            return meaningOfBlank;
        return Whole ? NumberText.ReadWhole(value) : NumberText.Read(value);
    }
}
