using System.Management.Automation;

namespace MacNet.PowerShell;

/// <summary>What PowerShell hands over, without the wrapping that it may be in.</summary>
internal static class BareValue
{
    /// <summary>Whether it is nothing, or a text with nothing in it, as a blank cell of a CSV file.</summary>
    internal static bool IsBlank(this object? value) => value.Bare() is null || (value.Bare() is string text && string.IsNullOrWhiteSpace(text));

    internal static object? Bare(this object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
