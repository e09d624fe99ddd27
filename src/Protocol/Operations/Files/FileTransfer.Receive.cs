using MacNet.Protocol.Messages;

namespace MacNet.Protocol.Operations;

internal sealed partial class FileTransfer
{
    /// <summary>Gets a file's bytes.</summary>
    /// <returns>How many there are.</returns>
    public async Task<long> ReceiveAsync(Stream target, IProgress<long>? progress, CancellationToken cancellation)
    {
        await RunAsync(() => ReceiveBlocksAsync(target, progress, cancellation)).ConfigureAwait(false);
        return bytes;
    }

    private async Task ReceiveBlocksAsync(Stream target, IProgress<long>? progress, CancellationToken cancellation)
    {
        var answer = await AskAsync(Packet(FilePacket.ReadRequest)).ConfigureAwait(false);
        while (true)
        {
            CheckBlock(answer, FilePacket.Data);
            var part = answer.Content;
            if (part.Length > FilePacket.BlockSize)
                throw Failure("TransferBroken", $"block {answer.Block} of '{name}' has {part.Length} bytes.");
            await LocallyAsync(WriteAsync(target, part, cancellation)).ConfigureAwait(false);
            bytes += part.Length;
            progress?.Report(bytes);
            var acknowledgement = Packet(FilePacket.Acknowledge);
            acknowledgement.Block = answer.Block;
            if (part.Length < FilePacket.BlockSize)
            {
                await conversation.TellAsync(acknowledgement).ConfigureAwait(false);
                return;
            }

            answer = await PassRepeatedAsync(await AskAsync(acknowledgement).ConfigureAwait(false), FilePacket.Data).ConfigureAwait(false);
        }
    }

    private static async Task<bool> WriteAsync(Stream target, byte[] part, CancellationToken cancellation)
    {
        await target.WriteAllAsync(part, cancellation).ConfigureAwait(false);
        return true;
    }
}
