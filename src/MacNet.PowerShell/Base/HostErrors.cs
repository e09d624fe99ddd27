using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using MacNet.Protocol;

namespace MacNet.PowerShell;

/// <summary>Shows errors where no pipeline takes errors any more: a runspace closes, the module is removed.</summary>
internal static class HostErrors
{
    // What PowerShell calls the host of a runspace that has none: it shows nothing.
    private const string NoHost = "Default Host";

    private static readonly ConditionalWeakTable<Runspace, PSHost> Hosts = new();

    /// <summary>Remembers the host that shows the errors of the present runspace.</summary>
    internal static void Remember(PSHost host)
    {
        if (host.Name != NoHost && Runspace.DefaultRunspace is { } runspace)
            _ = Hosts.GetValue(runspace, _ => host);
    }

    /// <summary>Tells a runspace's host, or else who reads standard error.</summary>
    internal static void Tell(Runspace? runspace, IReadOnlyCollection<MaccorException> problems) =>
        Tell(runspace, [.. problems.Select(problem => $"{problem.Message} {Advice.On(problem)}")]);

    /// <summary>Tells a runspace's host, or else who reads standard error.</summary>
    internal static void Tell(Runspace? runspace, IReadOnlyList<string> texts)
    {
        var host = runspace is not null && Hosts.TryGetValue(runspace, out var known) ? known : null;
        foreach (var text in texts)
            Tell(host, text.Shown());
    }

    private static void Tell(PSHost? host, string text)
    {
        try
        {
            if (host is null)
                Console.Error.WriteLine(text);
            else
                host.UI.WriteErrorLine(text);
        }
        catch (Exception)
        {
            // A host that has gone can be told nothing, and what is left to be done must be done.
        }
    }
}
