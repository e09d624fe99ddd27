using System.Management.Automation;

namespace MacNet.PowerShell;

/// <summary>What PowerShell hands over, without the wrapping that it may be in.</summary>
internal static class BareValue
{
    internal static object? Bare(this object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
