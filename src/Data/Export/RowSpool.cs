namespace MacNet.Data.Export;

/// <summary>
/// Keeps rows on disk until the table they belong to is known as a whole. Some thousand may be filled at once: none holds its file open.
/// </summary>
internal sealed class RowSpool : IDisposable
{
    private const int MostWaiting = 16 * 1024;
    private readonly string path;
    private readonly MemoryStream waiting = new();
    private readonly BinaryWriter writer;

    internal RowSpool(string path)
    {
        this.path = path;
        writer = new BinaryWriter(waiting);
    }

    internal long Rows { get; private set; }

    internal void Add(object?[] row)
    {
        foreach (var value in row)
            Write(value);
        Rows++;
        if (waiting.Length > MostWaiting)
            Flush();
    }

    internal IEnumerable<object?[]> Read(int columns)
    {
        Flush();
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read, 1 << 16);
        using var reader = new BinaryReader(file);
        for (var i = 0L; i < Rows; i++)
        {
            var row = new object?[columns];
            for (var column = 0; column < columns; column++)
                row[column] = Read(reader);
            yield return row;
        }
    }

    public void Dispose()
    {
        writer.Dispose();
        File.Delete(path);
    }

    private void Flush()
    {
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write);
        waiting.WriteTo(file);
        waiting.SetLength(0);
    }

    private void Write(object? value)
    {
        switch (value)
        {
            case null:
                writer.Write('0');
                break;
            case double number:
                writer.Write('d');
                writer.Write(number);
                break;
            case long number:
                writer.Write('l');
                writer.Write(number);
                break;
            case DateTime time:
                writer.Write('t');
                writer.Write(time.Ticks);
                break;
            default:
                writer.Write('s');
                writer.Write((string)value);
                break;
        }
    }

    private static object? Read(BinaryReader reader) => reader.ReadChar() switch
    {
        'd' => reader.ReadDouble(),
        'l' => reader.ReadInt64(),
        't' => new DateTime(reader.ReadInt64(), DateTimeKind.Utc),
        's' => reader.ReadString(),
        _ => null,
    };
}
