using MacNet.Protocol.Messages;
using MacNet.VirtualTester.Channels;
using MacNet.VirtualTester.Procedures;
using MacNet.VirtualTester.Starting;

namespace MacNet.VirtualTester.Handlers;

internal static class Class6Commands
{
    // Start data of type 1 tells no channel: it starts those selected.
    private const int StartsSelected = 1;

    // The help gives no codes for these commands; a tester's reasons are those of (6, 2).
    private static readonly Dictionary<int, string> Refusals = new()
    {
        [CommandResult.OkCode] = CommandResult.Ok.Text,
        [StartTestResult.NotActive] = "Channel not active",
        [StartTestResult.NotSuspended] = "Channel not suspended",
        [StartTestResult.ChannelInUse] = "Channel in use",
        [StartTestResult.InvalidEntry] = "Invalid entry",
    };

    public static void Register(HandlerTable table)
    {
        table.On(Functions.Select, Select);
        table.On(Functions.StartTest, StartTest);
        table.On(Functions.Suspend, (context, request) => Result(request, context.Channel(request.Channel).Suspend()));
        table.On(Functions.Resume, (context, request) => Result(request, context.Channel(request.Channel).Resume()));
        table.On(Functions.Reset, (context, request) => Result(request, context.Channel(request.Channel).Reset()));
        table.On(Functions.Archive, (context, request) => Result(request, context.Channel(request.Channel).Archive()));
        table.On(Functions.StartDirect, StartDirect);
        table.On(Functions.SetDirectOutput, SetDirectOutput);
        table.On(Functions.SetVariable, (context, request) =>
            Result(request, context.Channel(request.Channel).SetVariable(request.Number, request.Value)));
        table.On(Functions.SetSafetyLimits, SetSafetyLimits);
        table.On(Functions.CheckStart, CheckStart);
        table.On(Functions.CheckDetails, (context, request) =>
            new CheckDetailsReply { Channel = request.Channel, Text = context.Text(context.Tester.NextCheckDetail(), 1000) });
        table.On(Functions.AdvancedStart, (context, request) =>
            Result(Functions.AdvancedStart, request, context.Tester.AdvancedStarter.Start(request)));
    }

    private static ResultReply Result(Function function, ChannelMessage request, int code) =>
        new() { Channel = request.Channel, Result = function.ResultOf(code) };

    private static ResultReply Result(ChannelMessage request, int code) =>
        new() { Channel = request.Channel, Result = new CommandResult(code, Refusals[code]) };

    private static SelectReply Select(HandlerContext context, SelectRequest request)
    {
        if (context.IsJson)
            Toggle(context, Array.ConvertAll(request.Channels, number => number - FirstChannelOffset(context)));
        else if (request.Channel != ChannelMessage.AllSelected)
            Toggle(context, request.Channel);
        else
            SelectByBitmap(context.Tester.Channels, request.Bitmap);
        return new SelectReply();
    }

    private static int FirstChannelOffset(HandlerContext context) => context.Tester.Options.Quirks.JsonSelectCountsFromOne ? 1 : 0;

    private static void Toggle(HandlerContext context, params int[] numbers)
    {
        foreach (var channel in numbers.Select(context.Channel).ToList())
            channel.Select(!channel.IsSelected);
    }

    private static void SelectByBitmap(ChannelCollection channels, byte[] bitmap)
    {
        foreach (var channel in channels.Take(8 * bitmap.Length))
        {
            var bit = channel.Number - 1;
            channel.Select((bitmap[bit / 8] >> (bit % 8) & 1) != 0);
        }
    }

    private static ResultReply StartTest(HandlerContext context, StartTestRequest request)
    {
        var all = request.Channel == ChannelMessage.AllSelected || !context.IsJson && request.StartDataType == StartsSelected;
        var channels = all
            ? context.Tester.Channels.Where(channel => channel.IsSelected).ToList()
            : [context.Channel(request.Channel)];
        if (!all && context.IsJson && channels[0].IsSelected && context.Tester.Options.Quirks.JsonStartUnselectsSelected)
        {
            channels[0].Select(false);
            return Result(Functions.StartTest, request, StartTestResult.NoChannelsSelected);
        }

        var start = new TestOrder(
            request.TestName, request.ProcedureName, request.Comment, request.CRate, request.ChamberNumber);
        var options = new StartOptions
        {
            StartCycle = request.StartCycle,
            TotalCycles = request.TotalCycles,
            Mass = request.Mass,
            VoltageGain = request.VGain,
            Regime = request.RegimeName,
        };
        var code = context.Tester.Starter.Start(channels, start, options);
        return Result(Functions.StartTest, request, code);
    }

    private static ResultReply StartDirect(HandlerContext context, StartDirectRequest request)
    {
        var settings = new DirectSettings(
            request.Mode, request.Current, request.Voltage, request.Power, request.Resistance, request.CurrentRange);
        var records = new RecordRule(request.RecordTime, request.RecordVoltage, request.RecordCurrent);
        var code = context.Tester.Starter.StartDirect(context.Channel(request.Channel), request.TestName, settings, records);
        return Result(Functions.StartDirect, request, code);
    }

    private static ResultReply SetDirectOutput(HandlerContext context, DirectOutputRequest request)
    {
        var channel = context.Channel(request.Channel);
        if (context.IsJson && request.Mode == DirectOutputRequest.Rest && context.Tester.Options.Quirks.JsonRestIgnored)
            return new ResultReply { Channel = request.Channel };
        var code = channel.SetDirectOutput(new DirectSettings(
            request.Mode, request.Current, request.Voltage, request.Power, request.Resistance, request.CurrentRange));
        return Result(Functions.SetDirectOutput, request, code);
    }

    private static SafetyLimitsReply SetSafetyLimits(HandlerContext context, SafetyLimitsMessage request)
    {
        var inForce = context.Channel(request.Channel).SetSafetyLimits(new LimitsInForce(
            request.VSafeMax, request.VSafeMin, request.ISafeCharge, request.ISafeDischarge,
            request.PBatterySafeCharge, request.PBatterySafeDischarge));
        return new SafetyLimitsReply
        {
            Channel = request.Channel,
            VSafeMax = inForce.VoltageMax,
            VSafeMin = inForce.VoltageMin,
            ISafeCharge = inForce.ChargeCurrent,
            ISafeDischarge = inForce.DischargeCurrent,
            PBatterySafeCharge = inForce.ChargePower,
            PBatterySafeDischarge = inForce.DischargePower,
        };
    }

    // In JSON the details stand in the result; binary asks for them with (6, 12).
    private static ResultReply CheckStart(HandlerContext context, CheckStartRequest request)
    {
        var start = new TestOrder(
            request.TestName, request.ProcedureName, request.Comment, request.CRate, request.ChamberNumber);
        var (code, details) = context.Tester.Check(context.Channel(request.Channel), start);
        var reply = Result(Functions.CheckStart, request, code);
        if (code == CheckStartResult.CompileError)
            reply.Result = new CommandResult(code, $"Compile error: {details}");
        return reply;
    }
}
