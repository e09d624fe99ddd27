using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Reflection;

namespace MacNet.PowerShell;

/// <summary>How values of properties are written where they become text.</summary>
internal sealed class MemberText(MethodInfo text, params string[] forms) : PSCodeMethod(nameof(ToString), text)
{
    private static readonly ConcurrentDictionary<(Type Type, string Name), PropertyInfo?> Properties = new();

    /// <inheritdoc/>
    public override Collection<string> OverloadDefinitions => [.. forms];

    // Each value has one of its own, which knows it; to make one anew would read the method anew, for each row of a file.
    /// <inheritdoc/>
    public override PSMemberInfo Copy() => (PSMemberInfo)MemberwiseClone();

    /// <summary>The value of an object's own property, which is written in this way.</summary>
    internal static PSObject? Of(PSObject? item, string name, MemberText written)
    {
        if (ValueOf(item, name) is not { } value)
            return null;
        var own = new PSObject(value);
        own.Methods.Add((PSMethodInfo)written.Copy());
        return own;
    }

    /// <summary>The value of an object's own property.</summary>
    internal static object? ValueOf(PSObject? item, string name) => item?.BaseObject is { } owner
        ? Properties.GetOrAdd((owner.GetType(), name), static key => key.Type.GetProperty(key.Name))?.GetValue(owner)
        : null;
}
