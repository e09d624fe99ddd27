namespace MacNet.PowerShell.Connection;

/// <summary>What is said of a computer: its name or address, and nothing more.</summary>
internal static class AddressText
{
    // Several colons are those of IPv6.
    internal static bool IsNone(string computer) =>
        computer.Length == 0 || computer.Count(letter => letter == ':') == 1 || computer.Any(char.IsControl);
}
