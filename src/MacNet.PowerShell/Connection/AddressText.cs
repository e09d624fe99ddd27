using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MacNet.PowerShell.Connection;

/// <summary>What is said of a computer: its name or address, and nothing more.</summary>
internal static class AddressText
{
    private const int LongestName = 254;

    /// <summary>Whether a text can be neither the name nor the address of a computer: it has a port, a protocol, a user, a path.</summary>
    internal static bool IsNone(string computer)
    {
        if (computer.Contains(':'))
            return !IsSix(computer);
        if (computer.All(letter => letter is '.' or >= '0' and <= '9'))
            return !IsFour(computer);
        return computer.Length > LongestName || computer[0] is '.' or '-' || computer.Contains("..") || !computer.All(MayBeInName);
    }

    /// <summary>Whether a text can be no name for a tester: it would be taken for an address, or shows as another one.</summary>
    internal static bool IsNoName(string name) =>
        name.Length == 0 || name.Count(letter => letter == ':') == 1 || name.Any(char.IsControl) || name.IndexOfAny(['*', '?', ',']) >= 0;

    // .NET would read "[::1]:5" as an address too, and leave the port out.
    private static bool IsSix(string computer)
    {
        var address = computer[0] == '[' && computer[computer.Length - 1] == ']' ? computer.Substring(1, computer.Length - 2) : computer;
        return address.IndexOfAny(['[', ']']) < 0
            && IPAddress.TryParse(address, out var six) && six.AddressFamily == AddressFamily.InterNetworkV6;
    }

    // Fewer than four numbers would be an address too, of a computer that nobody meant.
    private static bool IsFour(string computer) => computer.Split('.').Length == 4 && IPAddress.TryParse(computer, out _);

    private static bool MayBeInName(char letter) => letter is '-' or '_' or '.' || (letter <= '~'
        ? char.IsLetterOrDigit(letter)
        : !char.IsWhiteSpace(letter) && char.GetUnicodeCategory(letter) is not (UnicodeCategory.Control or UnicodeCategory.Format));
}
