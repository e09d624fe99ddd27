using MacNet.Protocol.Messages;
using MacNet.VirtualTester.Files;

namespace MacNet.VirtualTester.Handlers;

/// <summary>(1, 6) and (1, 7): files to and from the tester.</summary>
internal static class Class1Files
{
    public static void Register(HandlerTable table)
    {
        table.On(Functions.SendFile, Send);
        table.On(Functions.GetFile, Get);
    }

    private static FilePacket? Send(HandlerContext context, FilePacket packet)
    {
        if (packet.OpCode == FilePacket.WriteRequest)
        {
            var folder = (FileFolder)packet.FileType;
            if (!FileRules.CanBeSentTo(folder) || !FileRules.Fits(folder, packet.FileName))
                return ClientTransfer.Failure(packet, FilePacket.NotAllowed, $"'{packet.FileName}' cannot be written there.");
            context.Connection.Transfer = new ClientTransfer(
                context.Tester.Files, folder, packet.FileName, context.Tester.Options.Quirks);
            return ClientTransfer.Acknowledge(packet, 0);
        }

        if (packet.OpCode != FilePacket.Data || context.Connection.Transfer is not { } transfer)
            return Abandon(context, packet);
        return transfer.Receive(packet);
    }

    private static FilePacket? Get(HandlerContext context, FilePacket packet)
    {
        if (packet.OpCode == FilePacket.ReadRequest)
        {
            var folder = (FileFolder)packet.FileType;
            if (context.Tester.Files.Find(folder, packet.FileName) is not { } file)
                return ClientTransfer.Failure(packet, FilePacket.NotFound, $"'{packet.FileName}' does not exist.");
            var giving = context.Connection.Transfer = new ClientTransfer(
                context.Tester.Files, folder, file.Name, context.Tester.Options.Quirks);
            return giving.Give(packet, file.Read());
        }

        if (packet.OpCode != FilePacket.Acknowledge || context.Connection.Transfer is not { } transfer)
            return Abandon(context, packet);
        var next = transfer.Acknowledged(packet);
        if (next is null)
            context.Connection.Transfer = null;
        return next;
    }

    private static FilePacket? Abandon(HandlerContext context, FilePacket packet)
    {
        context.Connection.Transfer = null;
        return packet.OpCode == FilePacket.Error
            ? null
            : ClientTransfer.Failure(packet, FilePacket.IllegalOperation, "No transfer is under way.");
    }
}
