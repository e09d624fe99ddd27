using MacNet.Protocol.Messages;
using MacNet.VirtualTester.SmartBatteries;

namespace MacNet.VirtualTester.Handlers;

/// <summary>
/// The battery itself, its polling and its position. The help gives no result codes for class 7; those here are the virtual tester's.
/// </summary>
internal static class Class7SmartBattery
{
    private static readonly CommandResult NotAvailable = new(1, "Channel not available");

    public static void Register(HandlerTable table)
    {
        table.On(Functions.SmartBattery, State);
        table.On(Functions.SuspendPolling, (context, request) => Carry(context, request, battery => battery.Suspend()));
        table.On(Functions.ResumePolling, (context, request) => Carry(context, request, battery => battery.Polling.Resume()));
        table.On(Functions.PositionSetup, Setup);
        table.On(Functions.SetPositionSetup, (context, request) => IsWhole(request)
            ? CarryIfAvailable(context, request, battery => battery.Bus.Setup = request)
            : throw HandlerContext.Illegal);
    }

    public static SmartBattery Battery(HandlerContext context, ChannelMessage request) =>
        context.Channel(request.Channel).SmartBattery ?? throw HandlerContext.Illegal;

    public static ResultReply Result(ChannelMessage request, CommandResult result) => new() { Channel = request.Channel, Result = result };

    public static ResultReply Carry(HandlerContext context, ChannelMessage request, Action<SmartBattery> carry)
    {
        carry(Battery(context, request));
        return Result(request, CommandResult.Ok);
    }

    /// <summary>Carries out what may not disturb a test, where the channel has none.</summary>
    public static ResultReply CarryIfAvailable(HandlerContext context, ChannelMessage request, Action<SmartBattery> carry) =>
        Refusal(context, request) is { } refusal ? Result(request, refusal) : Carry(context, request, carry);

    public static CommandResult? Refusal(HandlerContext context, ChannelMessage request) =>
        context.Channel(request.Channel).IsStartable ? null : NotAvailable;

    private static bool IsWhole(PositionSetupMessage setup) => !float.IsNaN(setup.BusVoltage)
        && setup is { BusType: not null, DeviceAddress: not null, ClockDivisor: not null, AccessDelay: not null };

    private static SmartBatteryReply State(HandlerContext context, ChannelRequest request)
    {
        var battery = Battery(context, request);
        return new SmartBatteryReply
        {
            Channel = request.Channel,
            Board = (byte)battery.Board,
            Position = (byte)battery.Position,
            Type = SmartBatteryReply.Smb3,
            ServerMajor = 2,
            ServerMinor = 1,
            ClientMajor = 2,
            ClientMinor = 7,
            ReadAge = Math.Round(battery.Polling.Polled.Age, 3),
            HeaderAge = Math.Round(battery.Header.Header.Age, 3),
            Status = SmartBatteryReply.States[StatusOf(battery)],
            BusVoltage = Math.Round(battery.Bus.Setup.BusVoltage, 3),
            Temperature = Math.Round(context.Channel(request.Channel).Cell.Temperature, 1),
        };
    }

    private static byte StatusOf(SmartBattery battery)
    {
        if (!battery.IsAnswering)
            return SmartBatteryReply.Problem;
        return battery.IsPolled || battery.Header.IsUnderWay ? SmartBatteryReply.Reading : SmartBatteryReply.Idle;
    }

    private static PositionSetupReply Setup(HandlerContext context, ChannelRequest request)
    {
        var battery = Battery(context, request);
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
