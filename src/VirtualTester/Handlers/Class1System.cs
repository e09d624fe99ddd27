using MacNet.Protocol.Messages;
using MacNet.VirtualTester.Files;
using MacNet.VirtualTester.SmartBatteries;

namespace MacNet.VirtualTester.Handlers;

internal static class Class1System
{
    private const int ChannelsPerBoard = 8;
    private const int AuxiliariesPerBoard = 64;

    public static void Register(HandlerTable table)
    {
        table.On(Functions.Version, (_, _) => Version());
        table.On(Functions.General, (context, _) => General(context));
        table.On(Functions.ProcedureExists, (context, request) =>
            new ProcedureExistsReply { Exists = context.Tester.Procedures.Exists(request.ProcedureName) });
        table.On(Functions.TestNameExists, (context, request) =>
            new TestNameExistsReply { Exists = context.Tester.Naming.IsArchived(request.TestName) });
        table.On(Functions.FileList, FileList);
    }

    private static VersionReply Version() => new()
    {
        ApiVersion = 1,
        ExeMajor = 3,
        ExeMinor = 2,
        ExeBuild = 18,
        DllMajor = 3,
        DllMinor = 2,
        DllBuild = 18,
        ExeDate = new DateTime(2022, 5, 18, 15, 2, 58),
        DllDate = new DateTime(2022, 5, 18, 15, 3, 12),
    };

    private static GeneralReply General(HandlerContext context)
    {
        var tester = context.Tester;
        var auxiliaries = tester.Channels.Sum(channel => channel.Auxiliaries.Count);
        return new GeneralReply
        {
            SystemId = context.Text(tester.Options.SystemId, 50),
            SystemType = tester.Options.SystemType,
            ControllerBoards = Boards(tester.Channels.Count, ChannelsPerBoard),
            TestChannels = (ushort)tester.Channels.Count,
            AuxBoards = Boards(auxiliaries, AuxiliariesPerBoard),
            AuxChannels = (ushort)auxiliaries,
            Smb3Boards = Boards(tester.Channels.Count(channel => channel.SmartBattery is not null), SmartBattery.PositionsPerBoard),
        };
    }

    private static ushort Boards(int positions, int perBoard) => (ushort)((positions + perBoard - 1) / perBoard);

    private static FileListReply FileList(HandlerContext context, FileListRequest request) => request.Command switch
    {
        FileListRequest.Build => BuildList(context, request),
        FileListRequest.Next => NextFile(context, request),
        _ => throw HandlerContext.Illegal,
    };

    private static FileListReply BuildList(HandlerContext context, FileListRequest request)
    {
        var folder = (FileFolder)request.FileType;
        if (!FileRules.Folders.Contains(folder))
            throw HandlerContext.Illegal;
        context.Connection.Listing = context.Tester.Files.List(folder);
        context.Connection.Listed = 0;
        return Reply(context, request);
    }

    private static FileListReply NextFile(HandlerContext context, FileListRequest request)
    {
        var connection = context.Connection;
        if (connection.Listed >= connection.Listing.Count)
            throw HandlerContext.Illegal;
        var file = connection.Listing[connection.Listed++];
        var reply = Reply(context, request);
        reply.Index = (ushort)connection.Listed;
        reply.FileDate = file.Date;
        reply.Size = file.Size;
        reply.FileName = file.Name;
        return reply;
    }

    private static FileListReply Reply(HandlerContext context, FileListRequest request) => new()
    {
        FileType = request.FileType,
        Command = request.Command,
        NumberOfFiles = (ushort)context.Connection.Listing.Count,
    };
}
