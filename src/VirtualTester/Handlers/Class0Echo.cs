using MacNet.Protocol.Messages;

namespace MacNet.VirtualTester.Handlers;

internal static class Class0Echo
{
    /// <summary>Answers the echo. The server returns its bytes as they came: there is nothing to work out.</summary>
    public static void Register(HandlerTable table) => table.On(Functions.Echo, (_, request) => request);
}
