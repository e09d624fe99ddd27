using MacNet.Protocol.Messages;

namespace MacNet.VirtualTester.Handlers;

internal static class Class0Echo
{
    // The server returns the bytes as they came; there is nothing to work out.
    public static void Register(HandlerTable table) => table.On(Functions.Echo, (_, request) => request);
}
