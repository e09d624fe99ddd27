using System.Management.Automation.Host;

namespace MacNet.PowerShell.Live;

/// <summary>Tells a person at the prompt, or who reads standard error, what happens in the background.</summary>
internal static class HostVoice
{
    private static volatile Action<Spoken>? listener;

    /// <summary>Has what is said given to a screen, which is there in place of the prompt, until what is given is disposed.</summary>
    internal static IDisposable Divert(Action<Spoken> listener)
    {
        HostVoice.listener = listener;
        return new Diversion();
    }

    internal static void Warn(PSHost? host, string text) => Say(host, Spoken.Of(text, isError: false));

    internal static void Shout(PSHost? host, string text) => Say(host, Spoken.Of(text, isError: true));

    internal static void Say(PSHost? host, Spoken spoken)
    {
        try
        {
            if (listener is { } screen)
                screen(spoken);
            else if (host is null)
                Console.Error.WriteLine(spoken.Text);
            else if (spoken.IsError)
                host.UI.WriteErrorLine(spoken.Text);
            else
                host.UI.WriteWarningLine(spoken.Text);
        }
        catch (Exception)
        {
            // A host that has gone can be told nothing; standard error may still be read.
            Console.Error.WriteLine(spoken.Text);
        }
    }

    /// <summary>Gives a screen what would be written to the prompt.</summary>
    /// <returns>Whether there is a screen.</returns>
    internal static bool TryDivert(string text)
    {
        if (listener is not { } screen)
            return false;
        if (text.Trim().Length > 0)
            screen(Spoken.Of(text, isError: false));
        return true;
    }

    private sealed class Diversion : IDisposable
    {
        public void Dispose() => listener = null;
    }
}

/// <summary>What was said in the background.</summary>
/// <param name="Text">What, in a line.</param>
/// <param name="IsError">Whether it is an error; else it is a warning.</param>
internal readonly record struct Spoken(string Text, bool IsError)
{
    internal static Spoken Of(string text, bool isError) =>
        new(string.Join(" ", text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)).Trim().Shown(), isError);
}
