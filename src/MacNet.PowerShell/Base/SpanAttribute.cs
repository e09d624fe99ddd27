using System.Management.Automation;

namespace MacNet.PowerShell;

/// <summary>Reads a span of time: a number counts seconds, where PowerShell would count ticks of 100 ns; '0:05:00' is one too.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class SpanAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData.Unwrapped() is TimeSpan span)
            return span;
        if (inputData.Unwrapped() is string text && text.Contains(':'))
            return TimeSpan.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var read)
                ? read
                : throw NoSpan(inputData);
        return NumberText.Read(inputData) is IConvertible number
            && Convert.ToDouble(number, System.Globalization.CultureInfo.InvariantCulture) is >= 0 and < 3e9 and var seconds
            ? TimeSpan.FromSeconds(seconds)
            : throw NoSpan(inputData);
    }

    private static ArgumentTransformationMetadataException NoSpan(object? value) =>
        new($"'{value}' is no span of time. Give seconds, as in 30, or a span as in '0:05:00'.");
}
