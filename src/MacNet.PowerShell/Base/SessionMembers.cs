using System.Management.Automation;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell;

/// <summary>What PowerShell adds to a session.</summary>
public static class SessionMembers
{
    /// <summary>Whether it is the one that the present runspace means where no -Session is given.</summary>
    public static bool IsDefault(PSObject session) => session?.BaseObject is MaccorSession known && known == SessionRegistry.Current;
}
