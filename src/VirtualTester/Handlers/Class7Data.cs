using MacNet.Protocol.Messages;
using MacNet.VirtualTester.SmartBatteries;

namespace MacNet.VirtualTester.Handlers;

/// <summary>What is read from and written to smart batteries.</summary>
internal static class Class7Data
{
    public static void Register(HandlerTable table)
    {
        table.On(Functions.Register, Register);
        table.On(Functions.RawData, (context, request) => Raw(context, request, battery => battery.Polling.Polled));
        table.On(Functions.RawHeader, (context, request) => Raw(context, request, battery => battery.Header.Header));
        table.On(Functions.WriteRegister, (context, request) => Class7SmartBattery.Carry(context, request, battery =>
            battery.Bus.Write(battery.Bus.Device, request.RegisterAddress, request.Data)));
        table.On(Functions.WriteBlock, WriteBlock);
        table.On(Functions.RequestBlock, RequestBlock);
        table.On(Functions.FetchBlock, FetchBlock);
        table.On(Functions.ReadHeader, (context, request) =>
            Class7SmartBattery.CarryIfAvailable(context, request, battery => battery.Header.Begin()));
    }

    private static RegisterReply Register(HandlerContext context, RegisterRequest request)
    {
        var polled = Class7SmartBattery.Battery(context, request).Polling.Polled;
        var reply = new RegisterReply { Channel = request.Channel, DeviceAddress = request.DeviceAddress is null ? null : (byte)0 };
        if (polled.List.Find(request.DeviceAddress, request.RegisterAddress) is not { } entry)
            return reply;
        var bytes = polled.DataOf(entry);
        reply.DeviceAddress = request.DeviceAddress;
        reply.RegisterAddress = request.RegisterAddress;
        reply.Value = (ushort)(bytes[0] | (bytes.Length > 1 ? bytes[1] << 8 : 0));
        return reply;
    }

    private static RawDataReply Raw(HandlerContext context, RawDataRequest request, Func<SmartBattery, Snapshot> which)
    {
        if (request.Format is not (RawDataRequest.AsBytes or RawDataRequest.ByRegister))
            throw HandlerContext.Illegal;
        var snapshot = which(Class7SmartBattery.Battery(context, request));
        var reply = new RawDataReply { Channel = request.Channel, Format = request.Format };
        if (request.Format == RawDataRequest.AsBytes)
            reply.Data = snapshot.Data;
        else
            reply.Registers =
                [.. snapshot.List.Entries.Select(entry => new RawRegister { Address = entry.Register, Data = snapshot.DataOf(entry) })];
        return reply;
    }

    // All bytes to one register, or one to each of several.
    private static ResultReply WriteBlock(HandlerContext context, WriteBlockRequest request)
    {
        var one = request.FirstAddress == request.LastAddress;
        var expected = one ? request.NumberOfBytes : request.LastAddress - request.FirstAddress + 1;
        if (request.Data.Length != expected)
            throw HandlerContext.Illegal;
        return Class7SmartBattery.Carry(context, request, battery =>
        {
            if (request.BusType != SmartBatteryBus.Smb)
                return;
            if (one)
                battery.Bus.Write(request.BusAddress, request.FirstAddress, request.Data);
            for (var i = 0; i < expected && !one; i++)
                battery.Bus.Write(request.BusAddress, (byte)(request.FirstAddress + i), [request.Data[i]]);
        });
    }

    private static ResultReply RequestBlock(HandlerContext context, ReadBlockRequest request)
    {
        if (request.LastAddress < request.FirstAddress)
            throw HandlerContext.Illegal;
        return Class7SmartBattery.Carry(context, request, battery =>
        {
            var block = new BlockRead(battery.Bus, context.Tester.Clock, request);
            battery.Block = block.NumberOfBytes is > 0 and <= SmartBatteryBus.LongestBlock ? block : throw HandlerContext.Illegal;
        });
    }

    private static BlockReply FetchBlock(HandlerContext context, ChannelRequest request) =>
        Class7SmartBattery.Battery(context, request).Block?.Fetch(request.Channel)
        ?? new BlockReply { Channel = request.Channel, Status = BlockReply.Failed };
}
