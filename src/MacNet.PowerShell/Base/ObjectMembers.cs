using System.Management.Automation.Runspaces;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell;

/// <summary>What PowerShell adds to the objects of the library.</summary>
internal static class ObjectMembers
{
    internal static TypeData[] Types => [Of<MaccorSession>(new CodePropertyData("IsDefault", typeof(SessionMembers).GetMethod(nameof(SessionMembers.IsDefault))))];

    private static TypeData Of<T>(params TypeMemberData[] members)
    {
        var type = new TypeData(typeof(T));
        foreach (var member in members)
            type.Members.Add(member.Name, member);
        return type;
    }
}
