using MacNet.Protocol.Session;

namespace MacNet.PowerShell;

/// <summary>
/// How sessions speak to who waits for them: each cmdlet lends them its voice for the work that it begins, and for nothing else.
/// </summary>
internal static class CmdletVoice
{
    private static readonly AsyncLocal<Action<Exchange>?> Verbose = new();
    private static readonly AsyncLocal<Action<string>?> Warning = new();

    /// <summary>Lends the voice of a cmdlet to the present flow of control.</summary>
    internal static void Lend(Action<Exchange>? verbose, Action<string> warning)
    {
        Verbose.Value = verbose;
        Warning.Value = warning;
    }

    /// <summary>Tells the cmdlet that began it of an exchange, if it wants to know.</summary>
    internal static void Tell(Exchange exchange) => Verbose.Value?.Invoke(exchange);

    /// <summary>Has the present cmdlet warn.</summary>
    /// <returns>Whether there was one.</returns>
    internal static bool Warn(string text)
    {
        Warning.Value?.Invoke(text);
        return Warning.Value is not null;
    }
}
