using System.Collections;
using System.Management.Automation;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell;

/// <summary>The session that a command line being completed is about.</summary>
internal static class CompletedSession
{
    internal static MaccorSession? Of(IDictionary boundParameters)
    {
        var given = boundParameters["Session"];
        return (given is PSObject wrapped ? wrapped.BaseObject : given) switch
        {
            MaccorSession session => session,
            string name => SessionRegistry.Find(name),
            _ => SessionRegistry.Current,
        };
    }
}
