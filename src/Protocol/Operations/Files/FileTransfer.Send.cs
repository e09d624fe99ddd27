using MacNet.Protocol.Messages;

namespace MacNet.Protocol.Operations;

internal sealed partial class FileTransfer
{
    /// <summary>Sends a file's bytes, up to the end of the stream.</summary>
    public Task SendAsync(Stream content, IProgress<long>? progress, CancellationToken cancellation) =>
        RunAsync(() => SendBlocksAsync(content, progress, cancellation));

    private async Task SendBlocksAsync(Stream content, IProgress<long>? progress, CancellationToken cancellation)
    {
        CheckOpCode(await AskAsync(Packet(FilePacket.WriteRequest)).ConfigureAwait(false), FilePacket.Acknowledge);
        byte[] part;
        do
        {
            part = await LocallyAsync(ReadBlockAsync(content, cancellation)).ConfigureAwait(false);
            var packet = Packet(FilePacket.Data);
            packet.Block = block.Next;
            packet.Content = part;
            var answer = await AskAsync(packet).ConfigureAwait(false);
            CheckBlock(await PassRepeatedAsync(answer, FilePacket.Acknowledge).ConfigureAwait(false), FilePacket.Acknowledge);
            bytes += part.Length;
            progress?.Report(bytes);
        }
        while (part.Length == FilePacket.BlockSize);
    }

    private static async Task<byte[]> ReadBlockAsync(Stream content, CancellationToken cancellation)
    {
        var part = new byte[FilePacket.BlockSize];
        var length = 0;
        int count;
        while (length < part.Length && (count = await content.ReadSomeAsync(part, length, cancellation).ConfigureAwait(false)) > 0)
            length += count;
        Array.Resize(ref part, length);
        return part;
    }
}
