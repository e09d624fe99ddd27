using System.Globalization;
using System.Management.Automation;

namespace MacNet.PowerShell.Steering;

/// <summary>Lets a variable be given by its number or by its name: 3 or VAR3.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class VariableTransformationAttribute : ArgumentTransformationAttribute
{
    private const string Prefix = "VAR";

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        // The value comes next where the channels come down the pipeline.
        if (inputData.Unwrapped() is float or double or decimal && !int.TryParse(Text(inputData), out _))
            return new LeftArgument(inputData);
        var text = Text(inputData);
        var digits = text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? text.Substring(Prefix.Length) : text;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ArgumentTransformationMetadataException(
                $"'{text}' is no variable: give a number from 1 to 15, or a name from VAR1 to VAR15.");
    }

    private static string Text(object? given) => Convert.ToString(given.Unwrapped(), CultureInfo.InvariantCulture)?.Trim() ?? "";
}
