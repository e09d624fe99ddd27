using System.Text;

namespace MacNet.Protocol.Transport;

/// <summary>Keeps passwords out of what is shown or written down.</summary>
internal static class Secrets
{
    /// <summary>The bytes with every occurrence of a secret, plain or as JSON writes it, replaced by asterisks of the same number.</summary>
    internal static ReadOnlySpan<byte> Blot(byte[] bytes, string? secret)
    {
        if (string.IsNullOrEmpty(secret))
            return bytes;
        var blotted = (byte[])bytes.Clone();
        BlotOne(blotted, Encoding.UTF8.GetBytes(secret!));
        BlotOne(blotted, System.Text.Json.JsonEncodedText.Encode(secret!, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
        return blotted;
    }

    private static void BlotOne(Span<byte> bytes, ReadOnlySpan<byte> secret)
    {
        for (var at = bytes.IndexOf(secret); at >= 0; at = bytes.IndexOf(secret))
        {
            bytes.Slice(at, secret.Length).Fill((byte)'*');
            bytes = bytes.Slice(at + secret.Length);
        }
    }
}
