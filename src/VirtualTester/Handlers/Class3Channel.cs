using MacNet.Protocol.Messages;

namespace MacNet.VirtualTester.Handlers;

internal static class Class3Channel
{
    public static void Register(HandlerTable table)
    {
        table.On(Functions.Specification, (exchange, request) => new SpecificationReply
        {
            Channel = request.Channel,
            Channels = exchange.Channels(request.Channel, request.Count).Select(channel => channel.Specification).ToArray(),
        });
        table.On(Functions.Calibration, (exchange, request) => exchange.Channel(request.Channel).Calibration);
    }
}
