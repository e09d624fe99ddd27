using System.Management.Automation;

namespace MacNet.PowerShell;

/// <summary>What PowerShell hands over, without the PSObject that it may be wrapped in.</summary>
internal static class UnwrappedValue
{
    /// <summary>Whether it is nothing, or a text with nothing in it, as a blank cell of a CSV file.</summary>
    internal static bool IsBlank(this object? value) =>
        value.Unwrapped() is null || (value.Unwrapped() is string text && string.IsNullOrWhiteSpace(text));

    internal static object? Unwrapped(this object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
