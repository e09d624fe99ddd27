using System.Text;
using System.Text.RegularExpressions;

namespace MacNet.Protocol.Wire;

/// <summary>
/// Words without quotes of <see cref="LooseJson"/>: numbers as C or a country prints them, for one. What is none is null, as nobody knows
/// what it says.
/// </summary>
internal static class LooseWord
{
    private static readonly Regex Number = new(
        "^(?<sign>[+-]?)(?<whole>[0-9]*)([.,](?<part>[0-9]*))?(?<power>[eE][+-]?[0-9]+)?$", RegexOptions.ExplicitCapture);

    private static readonly Regex Hexadecimal = new("^0[xX][0-9a-fA-F]+$");

    // C prints 1.#INF, with zeros behind it, or inf.
    private static readonly Regex Infinity = new(@"^(1\.#INF0*|INF|INFINITY)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The value of a word for what is no finite number: infinite, or NaN for any other word.</summary>
    internal static float ValueOf(string word)
    {
        if (!Infinity.IsMatch(word.TrimStart('-', '+')))
            return float.NaN;
        return word[0] == '-' ? float.NegativeInfinity : float.PositiveInfinity;
    }

    internal static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';

    /// <summary>Whether a word may be what stands before a decimal comma.</summary>
    internal static bool MayBeCut(ReadOnlySpan<byte> word)
    {
        var digits = word.Length > 0 && word[0] is (byte)'+' or (byte)'-' ? word.Slice(1) : word;
        foreach (var digit in digits)
        {
            if (!IsDigit(digit))
                return false;
        }

        return word.Length > 0;
    }

    /// <summary>A word as JSON.</summary>
    /// <param name="bytes">The word, with blanks behind it.</param>
    /// <param name="isMember">
    /// Whether it is the value of a member. In an array, digits behind a zero may be what a decimal comma has cut off, and stay so.
    /// </param>
    internal static byte[] AsJson(ReadOnlySpan<byte> bytes, bool isMember)
    {
        var word = Encoding.ASCII.GetString(bytes.ToArray()).Trim();
        return Encoding.ASCII.GetBytes(Literal(word) ?? NumberOf(word, isMember) ?? (IsAText(word) ? $"\"{word}\"" : "null"));
    }

    private static string? Literal(string word) => word.ToLowerInvariant() is "true" or "false" ? word.ToLowerInvariant() : null;

    private static bool IsAText(string word) => Hexadecimal.IsMatch(word) || float.IsInfinity(ValueOf(word));

    private static string? NumberOf(string word, bool isMember)
    {
        var match = Number.Match(word);
        var (whole, part) = (match.Groups["whole"].Value, match.Groups["part"].Value);
        if (!match.Success || whole.Length + part.Length == 0)
            return null;
        if (!isMember && whole.Length > 1 && whole[0] == '0')
            return $"\"{word}\"";
        var sign = match.Groups["sign"].Value.TrimStart('+');
        var digits = whole.TrimStart('0') is { Length: > 0 } significant ? significant : "0";
        var point = part.Length > 0 ? "." : "";
        return sign + digits + point + part + match.Groups["power"].Value;
    }
}
