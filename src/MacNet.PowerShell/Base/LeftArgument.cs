using System.Globalization;

namespace MacNet.PowerShell;

/// <summary>
/// An argument that a parameter leaves for the next one. PowerShell can make nothing else of it: of 0.4 it would make channel 0.
/// </summary>
internal sealed class LeftArgument(object? given)
{
    // In quotes, as PowerShell goes by the text too.
    public override string ToString() => $"'{Convert.ToString(given.Unwrapped(), CultureInfo.InvariantCulture)}'";
}
