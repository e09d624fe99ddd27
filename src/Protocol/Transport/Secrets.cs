using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Wire;

namespace MacNet.Protocol.Transport;

/// <summary>Keeps passwords out of what is shown or written down.</summary>
internal static class Secrets
{
    // Of the same length for every password.
    private const string Mask = "********";

    internal static bool HasPassword(Function function) =>
        function.Class == Functions.Login.Class && function.Number == Functions.Login.Number;

    /// <summary>A login with asterisks for the password.</summary>
    internal static LoginRequest Masked(LoginRequest login) => new() { User = login.User, Password = Mask };

    /// <summary>
    /// The bytes with every occurrence of a secret, plain, in ANSI or as JSON writes it, replaced by asterisks of the same number.
    /// </summary>
    internal static ReadOnlySpan<byte> Blot(ReadOnlySpan<byte> bytes, string? secret)
    {
        if (string.IsNullOrEmpty(secret))
            return bytes;
        var blotted = bytes.ToArray();
        BlotOne(blotted, Encoding.UTF8.GetBytes(secret!));
        BlotOne(blotted, WireText.Latin1.GetBytes(secret!));
        BlotOne(blotted, JsonEncodedText.Encode(secret!, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
        BlotOne(blotted, JsonEncodedText.Encode(secret!).EncodedUtf8Bytes);
        return blotted;
    }

    /// <summary>The text with every occurrence of a secret replaced by asterisks of the same number of bytes.</summary>
    internal static string Blot(string text, string secret) =>
        Encoding.UTF8.GetString(Blot(Encoding.UTF8.GetBytes(text), secret).ToArray());

    private static void BlotOne(Span<byte> bytes, ReadOnlySpan<byte> secret)
    {
        for (var at = bytes.IndexOf(secret); at >= 0; at = bytes.IndexOf(secret))
        {
            bytes.Slice(at, secret.Length).Fill((byte)'*');
            bytes = bytes.Slice(at + secret.Length);
        }
    }
}
