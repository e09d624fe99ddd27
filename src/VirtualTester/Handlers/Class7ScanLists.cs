using MacNet.Protocol.Messages;
using MacNet.VirtualTester.SmartBatteries;

namespace MacNet.VirtualTester.Handlers;

/// <summary>The scan lists: the firmware's, which is polled, and the software's, which is edited and then saved.</summary>
internal static class Class7ScanLists
{
    private static readonly TimeSpan FirmwareUpdate = TimeSpan.FromMilliseconds(300);
    private static readonly CommandResult InvalidEntry = new(2, "Invalid entry");
    private static readonly CommandResult TooLong = new(3, "Scan list is too long");

    public static void Register(HandlerTable table)
    {
        table.On(Functions.ScanList, (context, request) => List(context, request, battery => battery.Polling.Polled));
        table.On(Functions.HeaderScanList, (context, request) => List(context, request, battery => battery.Header.Header));
        table.On(Functions.ScanListEntry, Entry);
        table.On(Functions.SetScanListEntry, SetEntry);
        table.On(Functions.ClearScanList, (context, request) =>
            Class7SmartBattery.CarryIfAvailable(context, request, battery => battery.Clear()));
        table.On(Functions.SaveScanList, Save);
        table.On(Functions.RefreshScanList, (context, request) =>
        {
            context.Delay = FirmwareUpdate;
            return Class7SmartBattery.Carry(context, request, battery => battery.Refresh());
        });
    }

    private static ScanListReply List(HandlerContext context, ScanListRequest request, Func<SmartBattery, Snapshot> which) => new()
    {
        Channel = request.Channel,
        Registers = which(Class7SmartBattery.Battery(context, request)).List.ToMessage(request.WithDevices),
    };

    private static ScanListEntry Entry(HandlerContext context, ScanListEntryRequest request)
    {
        var entries = Class7SmartBattery.Battery(context, request).Entries;
        if (request.Index >= entries.Length)
            throw HandlerContext.Illegal;
        var reply = entries[request.Index].ToMessage(request.Channel, request.Index);
        reply.Designator = context.Text(reply.Designator, ScanListEntry.LongestDesignator);
        return reply;
    }

    private static ScanListEntryReply SetEntry(HandlerContext context, ScanListEntry request)
    {
        var entries = Class7SmartBattery.Battery(context, request).Entries;
        var entry = ScanEntry.Of(request) ?? throw HandlerContext.Illegal;
        var refusal = Class7SmartBattery.Refusal(context, request) ?? (request.Index < entries.Length ? null : InvalidEntry);
        if (refusal is null)
            entries[request.Index] = entry;
        return new ScanListEntryReply { Channel = request.Channel, Index = request.Index, Result = refusal ?? CommandResult.Ok };
    }

    private static ResultReply Save(HandlerContext context, ChannelRequest request)
    {
        context.Delay = FirmwareUpdate;
        var battery = Class7SmartBattery.Battery(context, request);
        var result = Class7SmartBattery.Refusal(context, request) ?? (battery.Save() ? CommandResult.Ok : TooLong);
        return Class7SmartBattery.Result(request, result);
    }
}
