using MacNet.Protocol.Messages;
using MacNet.VirtualTester.Files;
using MacNet.VirtualTester.Options;

namespace MacNet.VirtualTester.Handlers;

/// <summary>A file on its way to or from a client: in blocks of up to 500 bytes, each acknowledged; a shorter block is the last.</summary>
internal sealed class ClientTransfer(FileStore files, FileFolder folder, string name, Quirks quirks)
{
    private readonly List<byte> received = [];
    private byte[] content = [];
    private int block;

    /// <summary>Begins to give a file.</summary>
    /// <returns>Its first block.</returns>
    public FilePacket Give(FilePacket packet, byte[] bytes)
    {
        (content, block) = (bytes, 1);
        return Block(packet);
    }

    /// <summary>Takes a block. One that comes again is acknowledged again and not kept twice.</summary>
    public FilePacket Receive(FilePacket packet)
    {
        if (packet.Block == NumberOf(block))
            return Acknowledge(packet, packet.Block);
        if (packet.Block != NumberOf(block + 1))
            return Failure(packet, FilePacket.IllegalOperation, $"Block {NumberOf(block + 1)} was expected, not {packet.Block}.");
        block++;
        received.AddRange(packet.Content);
        if (packet.Content.Length < FilePacket.BlockSize)
            files.Write(folder, name, received.ToArray());
        return Acknowledge(packet, packet.Block);
    }

    /// <summary>Gives the block after one that was acknowledged; null after the last, whose acknowledgement has no answer.</summary>
    public FilePacket? Acknowledged(FilePacket packet)
    {
        if (packet.Block == NumberOf(block))
            block++;
        else if (packet.Block != NumberOf(block - 1))
            return Failure(packet, FilePacket.IllegalOperation, $"The acknowledgement of block {NumberOf(block)} was expected, not of {packet.Block}.");
        return (long)(block - 1) * FilePacket.BlockSize <= content.Length ? Block(packet) : null;
    }

    private FilePacket Block(FilePacket packet)
    {
        var start = (block - 1) * FilePacket.BlockSize;
        var bytes = content.AsSpan(start, Math.Min(FilePacket.BlockSize, content.Length - start)).ToArray();
        return new FilePacket { FileType = packet.FileType, OpCode = FilePacket.Data, Block = NumberOf(block), Content = bytes };
    }

    // The help does not say what follows block 65535.
    private ushort NumberOf(int number) =>
        quirks.BlockNumbersSkipZero && number > ushort.MaxValue ? (ushort)((number - 1) % ushort.MaxValue + 1) : (ushort)number;

    public static FilePacket Acknowledge(FilePacket packet, ushort block) =>
        new() { FileType = packet.FileType, OpCode = FilePacket.Acknowledge, Block = block };

    public static FilePacket Failure(FilePacket packet, ushort code, string text) =>
        new() { FileType = packet.FileType, OpCode = FilePacket.Error, ErrorCode = code, ErrorText = text };
}
