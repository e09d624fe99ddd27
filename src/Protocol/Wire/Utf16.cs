using System.Text;

namespace MacNet.Protocol.Wire;

/// <summary>Objects in the UTF-16 of a Windows program: two bytes a letter, the lower first.</summary>
internal static class Utf16
{
    private const int LetterSize = 2;

    /// <summary>Whether an object begins so. In UTF-8 no zero may follow its bracket.</summary>
    internal static bool IsBegun(ReadOnlySpan<byte> bytes) => bytes.Length > 1 && bytes[0] == (byte)'{' && bytes[1] == 0;

    /// <summary>The number of bytes up to and including the object's end, or 0 while it is not complete.</summary>
    /// <exception cref="FormatException">It is no object.</exception>
    internal static int FindEnd(ReadOnlySpan<byte> bytes, int largest)
    {
        var utf8 = ToUtf8(bytes);
        var end = new JsonObjectFrame(largest, lenient: true).FindEnd(utf8);
        return Math.Min(bytes.Length, LetterSize * Encoding.UTF8.GetCharCount(utf8, 0, end));
    }

    // A last zero that has not come yet is as good as there: it tells no letter from another.
    internal static byte[] ToUtf8(ReadOnlySpan<byte> bytes)
    {
        var even = new byte[bytes.Length + bytes.Length % LetterSize];
        bytes.CopyTo(even);
        return Encoding.Convert(Encoding.Unicode, Encoding.UTF8, even);
    }
}
