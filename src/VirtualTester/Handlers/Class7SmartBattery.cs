using MacNet.Protocol.Messages;
using MacNet.VirtualTester.SmartBatteries;

namespace MacNet.VirtualTester.Handlers;

// The battery itself, its polling and its position. The help gives no result codes for class 7; those here are the virtual tester's.
internal static class Class7SmartBattery
{
    private const byte Problem = 0;
    private const byte Idle = 1;
    private const byte Reading = 2;
    private const byte Smb3 = 3;

    private static readonly CommandResult NotAvailable = new(1, "Channel not available");

    public static void Register(HandlerTable table)
    {
        table.On(Functions.SmartBattery, State);
        table.On(Functions.SuspendPolling, (exchange, request) => Carry(exchange, request, battery => battery.Suspend()));
        table.On(Functions.ResumePolling, (exchange, request) => Carry(exchange, request, battery => battery.Polling.Resume()));
        table.On(Functions.PositionSetup, Setup);
        table.On(Functions.SetPositionSetup, (exchange, request) =>
            CarryIfAvailable(exchange, request, battery => battery.Bus.Setup = request));
    }

    public static SmartBattery Battery(Exchange exchange, ChannelMessage request) =>
        exchange.Channel(request.Channel).SmartBattery ?? throw Exchange.Illegal;

    public static ResultReply Result(ChannelMessage request, CommandResult result) => new() { Channel = request.Channel, Result = result };

    public static ResultReply Carry(Exchange exchange, ChannelMessage request, Action<SmartBattery> carry)
    {
        carry(Battery(exchange, request));
        return Result(request, CommandResult.Ok);
    }

    // What may not disturb a test.
    public static ResultReply CarryIfAvailable(Exchange exchange, ChannelMessage request, Action<SmartBattery> carry) =>
        Refusal(exchange, request) is { } refusal ? Result(request, refusal) : Carry(exchange, request, carry);

    public static CommandResult? Refusal(Exchange exchange, ChannelMessage request) =>
        exchange.Channel(request.Channel).IsStartable ? null : NotAvailable;

    private static SmartBatteryReply State(Exchange exchange, ChannelRequest request)
    {
        var battery = Battery(exchange, request);
        return new SmartBatteryReply
        {
            Channel = request.Channel,
            Board = (byte)battery.Board,
            Position = (byte)battery.Position,
            Type = Smb3,
            ServerMajor = 2,
            ServerMinor = 1,
            ClientMajor = 2,
            ClientMinor = 7,
            ReadAge = Math.Round(battery.Polling.Polled.Age, 3),
            HeaderAge = Math.Round(battery.Header.Header.Age, 3),
            Status = SmartBatteryReply.States[StatusOf(battery)],
            BusVoltage = Math.Round(battery.Bus.Setup.BusVoltage, 3),
            Temperature = Math.Round(exchange.Channel(request.Channel).Cell.Temperature, 1),
        };
    }

    private static byte StatusOf(SmartBattery battery)
    {
        if (!battery.IsAnswering)
            return Problem;
        return battery.IsPolled || battery.Header.IsUnderWay ? Reading : Idle;
    }

    private static PositionSetupReply Setup(Exchange exchange, ChannelRequest request)
    {
        var battery = Battery(exchange, request);
        var setup = battery.Bus.Setup;
        return new PositionSetupReply
        {
            Channel = request.Channel,
            BusType = setup.BusType,
            DeviceAddress = setup.DeviceAddress,
            ClockDivisor = setup.ClockDivisor,
            BusVoltage = setup.BusVoltage,
            AccessDelay = setup.AccessDelay,
            ScanListPercent = Percent(battery.Polling.Polled.List, SmartBattery.MostEntries),
            HeaderPercent = Percent(battery.Header.Header.List, SmartBattery.MostHeaderEntries),
        };
    }

    private static byte Percent(ScanList list, int most) => (byte)(100 * list.Entries.Count / most);
}
