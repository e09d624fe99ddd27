using System.Collections.Concurrent;
using System.Management.Automation;
using System.Reflection;

namespace MacNet.PowerShell;

/// <summary>Reads the property that an object has of its own, where another of the same name stands before it.</summary>
internal static class OwnProperty
{
    private static readonly ConcurrentDictionary<(Type Type, string Name), PropertyInfo?> Properties = new();

    internal static object? Of(PSObject? item, string name) => item?.BaseObject is { } owner
        ? Properties.GetOrAdd((owner.GetType(), name), static key => key.Type.GetProperty(key.Name))?.GetValue(owner)
        : null;
}
