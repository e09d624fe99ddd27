using MacNet.Protocol.Messages;
using MacNet.VirtualTester.Files;
using MacNet.VirtualTester.Options;

namespace MacNet.VirtualTester.Handlers;

/// <summary>(1, 6) and (1, 7): a file in blocks of up to 500 bytes, each acknowledged; a shorter block is the last.</summary>
internal sealed class ClientTransfer(FileFolder folder, string name, Quirks quirks)
{
    private readonly List<byte> received = [];
    private byte[] content = [];
    private int block;

    public static FilePacket? Send(HandlerContext context, FilePacket packet)
    {
        if (packet.OpCode == FilePacket.WriteRequest)
        {
            var folder = (FileFolder)packet.FileType;
            if (!FileRules.CanBeSentTo(folder) || !FileRules.Fits(folder, packet.FileName))
                return Failure(packet, FilePacket.NotAllowed, $"'{packet.FileName}' cannot be written there.");
            context.Connection.Transfer = new ClientTransfer(folder, packet.FileName, context.Tester.Options.Quirks);
            return Acknowledge(packet, 0);
        }

        if (packet.OpCode != FilePacket.Data || context.Connection.Transfer is not { } transfer)
            return Abandon(context, packet);
        return transfer.Receive(context, packet);
    }

    public static FilePacket? Get(HandlerContext context, FilePacket packet)
    {
        if (packet.OpCode == FilePacket.ReadRequest)
        {
            var folder = (FileFolder)packet.FileType;
            if (context.Tester.Files.Find(folder, packet.FileName) is not { } file)
                return Failure(packet, FilePacket.NotFound, $"'{packet.FileName}' does not exist.");
            context.Connection.Transfer = new ClientTransfer(
                folder, file.Name, context.Tester.Options.Quirks) { content = file.Read(), block = 1 };
            return context.Connection.Transfer.Block(packet);
        }

        if (packet.OpCode != FilePacket.Acknowledge || context.Connection.Transfer is not { } transfer)
            return Abandon(context, packet);
        return transfer.Acknowledged(context, packet);
    }

    // A block that comes again is acknowledged again and not kept twice.
    private FilePacket Receive(HandlerContext context, FilePacket packet)
    {
        if (packet.Block == NumberOf(block))
            return Acknowledge(packet, packet.Block);
        if (packet.Block != NumberOf(block + 1))
            return Failure(packet, FilePacket.IllegalOperation, $"Block {NumberOf(block + 1)} was expected, not {packet.Block}.");
        block++;
        received.AddRange(packet.Content);
        if (packet.Content.Length < FilePacket.BlockSize)
            context.Tester.Files.Write(folder, name, received.ToArray());
        return Acknowledge(packet, packet.Block);
    }

    // The last acknowledgement ends the transfer and has no answer.
    private FilePacket? Acknowledged(HandlerContext context, FilePacket packet)
    {
        if (packet.Block == NumberOf(block))
            block++;
        else if (packet.Block != NumberOf(block - 1))
            return Failure(packet, FilePacket.IllegalOperation, $"The acknowledgement of block {NumberOf(block)} was expected, not of {packet.Block}.");
        if ((long)(block - 1) * FilePacket.BlockSize <= content.Length)
            return Block(packet);
        context.Connection.Transfer = null;
        return null;
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

    private static FilePacket? Abandon(HandlerContext context, FilePacket packet)
    {
        context.Connection.Transfer = null;
        return packet.OpCode == FilePacket.Error ? null : Failure(packet, FilePacket.IllegalOperation, "No transfer is under way.");
    }

    private static FilePacket Acknowledge(FilePacket packet, ushort block) =>
        new() { FileType = packet.FileType, OpCode = FilePacket.Acknowledge, Block = block };

    private static FilePacket Failure(FilePacket packet, ushort code, string text) =>
        new() { FileType = packet.FileType, OpCode = FilePacket.Error, ErrorCode = code, ErrorText = text };
}
