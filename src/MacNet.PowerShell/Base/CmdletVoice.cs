using MacNet.Protocol.Session;

namespace MacNet.PowerShell;

/// <summary>
/// How sessions speak to who waits for them: each cmdlet lends them its voice for the work that it begins, and for nothing else.
/// </summary>
internal static class CmdletVoice
{
    private static readonly AsyncLocal<Voice?> Lent = new();

    /// <summary>Lends the voice of a cmdlet to the present flow of control.</summary>
    internal static void Lend(Action<Exchange>? verbose, Action<string> warning) => Lent.Value = new(verbose, warning);

    /// <summary>Tells the cmdlet that began it of an exchange, if it wants to know.</summary>
    internal static void Tell(Exchange exchange) => Lent.Value?.Verbose?.Invoke(exchange);

    /// <summary>Has the present cmdlet warn.</summary>
    /// <returns>Whether there was one.</returns>
    internal static bool Warn(string text)
    {
        Lent.Value?.Warning(text);
        return Lent.Value is not null;
    }

    private sealed record Voice(Action<Exchange>? Verbose, Action<string> Warning);
}
