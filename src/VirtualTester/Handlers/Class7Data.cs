using MacNet.Protocol.Messages;
using MacNet.VirtualTester.SmartBatteries;

namespace MacNet.VirtualTester.Handlers;

// What is read from and written to smart batteries.
internal static class Class7Data
{
    public static void Register(HandlerTable table)
    {
        table.On(Functions.Register, Register);
        table.On(Functions.RawData, (exchange, request) => Raw(exchange, request, battery => battery.Polling.Polled));
        table.On(Functions.RawHeader, (exchange, request) => Raw(exchange, request, battery => battery.Header.Header));
        table.On(Functions.WriteRegister, (exchange, request) => Class7SmartBattery.Carry(exchange, request, battery =>
            battery.Bus.Write(battery.Bus.Setup.DeviceAddress, request.RegisterAddress, request.Data)));
        table.On(Functions.WriteBlock, WriteBlock);
        table.On(Functions.RequestBlock, RequestBlock);
        table.On(Functions.FetchBlock, FetchBlock);
        table.On(Functions.ReadHeader, (exchange, request) =>
            Class7SmartBattery.CarryIfAvailable(exchange, request, battery => battery.Header.Begin()));
    }

    private static RegisterReply Register(Exchange exchange, RegisterRequest request)
    {
        var polled = Class7SmartBattery.Battery(exchange, request).Polling.Polled;
        var reply = new RegisterReply { Channel = request.Channel, DeviceAddress = request.DeviceAddress is null ? null : (byte)0 };
        if (polled.List.Find(request.DeviceAddress, request.RegisterAddress) is not { } entry)
            return reply;
        var bytes = polled.DataOf(entry);
        reply.DeviceAddress = request.DeviceAddress;
        reply.RegisterAddress = request.RegisterAddress;
        reply.Value = (ushort)(bytes[0] | (bytes.Length > 1 ? bytes[1] << 8 : 0));
        return reply;
    }

    private static RawDataReply Raw(Exchange exchange, RawDataRequest request, Func<SmartBattery, Snapshot> which)
    {
        if (request.Format is not (RawDataRequest.AsBytes or RawDataRequest.ByRegister))
            throw Exchange.Illegal;
        var snapshot = which(Class7SmartBattery.Battery(exchange, request));
        var reply = new RawDataReply { Channel = request.Channel, Format = request.Format };
        if (request.Format == RawDataRequest.AsBytes)
            reply.Data = snapshot.Data;
        else
            reply.Registers = [.. snapshot.List.Entries.Select(entry => new RawRegister { Address = entry.Register, Data = snapshot.DataOf(entry) })];
        return reply;
    }

    // All bytes to one register, or one to each of several.
    private static ResultReply WriteBlock(Exchange exchange, WriteBlockRequest request)
    {
        var one = request.FirstAddress == request.LastAddress;
        var expected = one ? request.NumberOfBytes : request.LastAddress - request.FirstAddress + 1;
        if (request.Data.Length != expected)
            throw Exchange.Illegal;
        return Class7SmartBattery.Carry(exchange, request, battery =>
        {
            if (request.BusType != SmartBatteryBus.Smb)
                return;
            if (one)
                battery.Bus.Write(request.BusAddress, request.FirstAddress, request.Data);
            for (var i = 0; i < expected && !one; i++)
                battery.Bus.Write(request.BusAddress, (byte)(request.FirstAddress + i), [request.Data[i]]);
        });
    }

    private static ResultReply RequestBlock(Exchange exchange, ReadBlockRequest request)
    {
        if (request.LastAddress < request.FirstAddress)
            throw Exchange.Illegal;
        return Class7SmartBattery.Carry(exchange, request, battery =>
        {
            var block = new BlockRead(battery.Bus, exchange.Tester.Clock, request);
            battery.Block = block.NumberOfBytes is > 0 and <= SmartBatteryBus.LongestBlock ? block : throw Exchange.Illegal;
        });
    }

    private static BlockReply FetchBlock(Exchange exchange, ChannelRequest request) =>
        Class7SmartBattery.Battery(exchange, request).Block?.Fetch(request.Channel)
        ?? new BlockReply { Channel = request.Channel, Status = BlockReply.Failed };
}
