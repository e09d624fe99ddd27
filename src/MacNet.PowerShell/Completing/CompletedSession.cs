using System.Collections;
using System.Management.Automation;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell;

/// <summary>The session that a command line being completed is about.</summary>
internal static class CompletedSession
{
    internal static MaccorSession? Of(IDictionary boundParameters)
    {
        return First(boundParameters["Session"]) switch
        {
            MaccorSession session => session,
            string name => SessionRegistry.Find(name) is { Count: > 0 } found ? found[0] : null,
            _ => SessionRegistry.Current,
        };
    }

    private static object? First(object? given) => given switch
    {
        PSObject wrapped => First(wrapped.BaseObject),
        object?[] { Length: > 0 } several => First(several[0]),
        _ => given,
    };
}
