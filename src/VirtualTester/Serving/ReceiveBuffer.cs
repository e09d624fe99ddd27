namespace MacNet.VirtualTester.Serving;

/// <summary>Bytes that have come and are not used yet.</summary>
internal sealed class ReceiveBuffer
{
    private byte[] bytes = new byte[4096];
    private int start;
    private int end;

    public ReadOnlySpan<byte> Content => bytes.AsSpan(start, end - start);

    public void Add(byte[] more, int count)
    {
        if (end + count > bytes.Length)
            MakeRoom(count);
        Array.Copy(more, 0, bytes, end, count);
        end += count;
    }

    public byte[] Take(int count)
    {
        var taken = Content.Slice(0, count).ToArray();
        start += count;
        return taken;
    }

    public byte[] TakeAll() => Take(end - start);

    private void MakeRoom(int count)
    {
        var content = Content.ToArray();
        if (content.Length + count > bytes.Length)
            bytes = new byte[2 * (content.Length + count)];
        content.CopyTo(bytes, 0);
        (start, end) = (0, content.Length);
    }
}
