using MacNet.Protocol.Messages;

namespace MacNet.VirtualTester.Handlers;

internal static class Class3Channel
{
    public static void Register(HandlerTable table)
    {
        table.On(Functions.Specification, (context, request) => new SpecificationReply
        {
            Channel = request.Channel,
            Channels = context.Channels(request.Channel, request.Count).Select(channel => channel.Specification).ToArray(),
        });
        table.On(Functions.Calibration, (context, request) => context.Channel(request.Channel).Calibration);
    }
}
