using System.Management.Automation;
using System.Management.Automation.Runspaces;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell;

/// <summary>What PowerShell adds to the objects of the library.</summary>
public static class ObjectMembers
{
    /// <summary>The members, by type.</summary>
    public static IReadOnlyList<TypeData> Types => [Of<MaccorSession>(Property(nameof(IsDefault)))];

    /// <summary>Whether a session is the one that the present runspace means where no -Session is given.</summary>
    public static bool IsDefault(PSObject session) => session?.BaseObject is MaccorSession known && known == SessionRegistry.Current;

    private static TypeData Of<T>(params TypeMemberData[] members)
    {
        var type = new TypeData(typeof(T));
        foreach (var member in members)
            type.Members.Add(member.Name, member);
        return type;
    }

    private static CodePropertyData Property(string name) => new(name, typeof(ObjectMembers).GetMethod(name));
}
