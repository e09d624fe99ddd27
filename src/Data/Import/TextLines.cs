using System.Text;

namespace MacNet.Data.Import;

/// <summary>The lines of a file, in whatever encoding it is; each is read only when it is wanted.</summary>
internal static class TextLines
{
    private const int Looked = 64 * 1024;

    internal static IEnumerable<string> Of(string path)
    {
        using var reader = new StreamReader(path, EncodingOf(path), detectEncodingFromByteOrderMarks: true, bufferSize: Looked);
        while (reader.ReadLine() is { } line)
            yield return line.IndexOf('\0') < 0 ? line : line.Replace("\0", "");
    }

    /// <summary>The lines that have something in them, from one on, with their numbers.</summary>
    internal static IEnumerable<(long Line, string Text)> From(string path, long first)
    {
        var line = 0L;
        foreach (var text in Of(path))
        {
            if (++line >= first && !string.IsNullOrWhiteSpace(text))
                yield return (line, text);
        }
    }

    /// <summary>Whether the last line is ended, as those before it are.</summary>
    internal static bool IsEnded(string path)
    {
        using var file = File.OpenRead(path);
        file.Position = Math.Max(0, file.Length - 2);
        for (var next = file.ReadByte(); next >= 0; next = file.ReadByte())
        {
            if (next is '\n' or '\r')
                return true;
        }

        return false;
    }

    /// <summary>Whether a file has what no text has. Comments have been seen to have some of it: alone it tells nothing.</summary>
    internal static bool HasZeros(string path) => Array.IndexOf(Head(path), (byte)0) >= 0;

    private static Encoding EncodingOf(string path)
    {
        var head = Head(path);
        if (head.Length >= 2 && ((head[0] == 0xFF && head[1] == 0xFE) || (head[0] == 0xFE && head[1] == 0xFF)))
            return Encoding.Unicode;
        if (head.Length >= 4 && ((head[0] == 'P' && head[1] == 'K' && head[2] == 3) || (head[0] == 0xD0 && head[1] == 0xCF)))
            throw new ImportException("NotATextExport", $"'{path}' is a workbook of a spreadsheet, or packed. Only text exports are read.");
        if (IsZeroEverySecond(head, 1))
            return Encoding.Unicode;
        if (IsZeroEverySecond(head, 0))
            return Encoding.BigEndianUnicode;
        try
        {
            var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
            // A letter may be cut in two where the look ends.
            strict.GetDecoder().GetCharCount(head, 0, head.Length, flush: false);
            return Encoding.UTF8;
        }
        catch (DecoderFallbackException)
        {
            return WindowsEncoding();
        }
    }

    private static Encoding WindowsEncoding()
    {
        try
        {
#if NET8_0_OR_GREATER
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
#else
            return Encoding.GetEncoding(1252);
#endif
        }
        catch (NotSupportedException)
        {
            return Encoding.GetEncoding(28591);
        }
    }

    private static bool IsZeroEverySecond(byte[] head, int remainder) =>
        head.Where((letter, index) => index % 2 == remainder && letter == 0).Count() > head.Length * 2 / 5
        && head.Where((letter, index) => index % 2 != remainder && letter == 0).Count() < head.Length / 20;

    private static byte[] Head(string path)
    {
        using var file = File.OpenRead(path);
        var head = new byte[Math.Min(Looked, file.Length)];
        var got = 0;
        while (got < head.Length && file.Read(head, got, head.Length - got) is > 0 and var read)
            got += read;
        return head;
    }
}
