using MacNet.Protocol.Messages;

namespace MacNet.VirtualTester.Handlers;

internal static class Class5Flags
{
    public static void Register(HandlerTable table) => table.On(Functions.SetGlobalFlags, (context, request) =>
    {
        context.Tester.GlobalFlags = request.GlobalFlags;
        return new GlobalFlagsReply { GlobalFlags = request.GlobalFlags };
    });
}
