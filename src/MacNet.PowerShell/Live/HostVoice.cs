using System.Management.Automation.Host;

namespace MacNet.PowerShell.Live;

/// <summary>Tells a person at the prompt, or who reads standard error, what happens in the background.</summary>
internal static class HostVoice
{
    internal static void Warn(PSHost? host, string text) => Say(host, text, host is null ? null : host.UI.WriteWarningLine);

    internal static void Shout(PSHost? host, string text) => Say(host, text, host is null ? null : host.UI.WriteErrorLine);

    private static void Say(PSHost? host, string text, Action<string>? say)
    {
        try
        {
            if (host is null || say is null)
                Console.Error.WriteLine(text);
            else
                say(text);
        }
        catch (Exception)
        {
            // A host that has gone can be told nothing; standard error may still be read.
            Console.Error.WriteLine(text);
        }
    }
}
