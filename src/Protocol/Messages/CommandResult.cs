namespace MacNet.Protocol.Messages;

/// <summary>
/// What a tester says of a command: a code in binary, a text in JSON, and the other from the function's table where it has it.
/// </summary>
public sealed class CommandResult
{
    /// <summary>The code of a command that was carried out.</summary>
    public const int OkCode = 0;

    /// <summary>The code of a problem that has none of its own.</summary>
    public const int OtherCode = 65535;

    /// <summary>The command was carried out.</summary>
    public static CommandResult Ok { get; } = new(OkCode, "OK");

    /// <summary>Makes a result.</summary>
    public CommandResult(int? code, string text) => (Code, Text) = (code, text);

    /// <summary>The binary result code, 0 for OK; null where JSON gave a text that the function's table does not have.</summary>
    public int? Code { get; }

    /// <summary>The result in words.</summary>
    public string Text { get; }

    /// <summary>Whether the command was carried out.</summary>
    public bool IsOk => Code == OkCode;

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Whether two texts say the same: case, blanks around them and what closes the sentence do not count.</summary>
    internal static bool IsSame(string one, string other) => string.Equals(Bare(one), Bare(other), StringComparison.OrdinalIgnoreCase);

    private static string Bare(string text) => text.Trim().TrimEnd('.', '!', ' ');
}
