using MacNet.Protocol.Messages;
using MacNet.VirtualTester.Channels;

namespace MacNet.VirtualTester.Handlers;

internal static class Class4Status
{
    public static void Register(HandlerTable table)
    {
        table.On(Functions.States, (context, request) => new StatesReply
        {
            Channel = request.Channel,
            States = Many(context, request, State),
        });
        table.On(Functions.Voltages, (context, request) => new VoltagesReply
        {
            Channel = request.Channel,
            Values = Many(context, request, reading => (float)reading.Voltage),
        });
        table.On(Functions.Currents, (context, request) => new CurrentsReply
        {
            Channel = request.Channel,
            Values = Many(context, request, reading => (float)reading.Current),
        });
        table.On(Functions.TestTimes, (context, request) => new TestTimesReply
        {
            Channel = request.Channel,
            Values = Many(context, request, reading => (float)reading.TestTime),
        });
        table.On(Functions.AuxiliaryValues, (context, request) => new AuxiliaryValuesReply
        {
            Channel = request.Channel,
            Values = context.Channel(request.Channel).Auxiliaries.Select(input => (float)input.Value).ToArray(),
        });
        table.On(Functions.AuxiliaryUnits, (context, request) => new AuxiliaryUnitsReply
        {
            Channel = request.Channel,
            Units = context.Channel(request.Channel).Auxiliaries.Select(input => input.Unit).ToArray(),
        });
        table.On(Functions.Names, Names);
        table.On(Functions.LongNames, LongNames);
        table.On(Functions.Status, Status);
        table.On(Functions.Variables, (context, request) => new VariablesReply
        {
            Channel = request.Channel,
            GlobalFlags = context.Tester.GlobalFlags,
            Variables = context.Channel(request.Channel).Variables.ToArray(),
        });
        table.On(Functions.EndStatus, EndStatus);
    }

    private static T[] Many<T>(HandlerContext context, ChannelsRequest request, Func<ChannelSnapshot, T> value) =>
        context.Channels(request.Channel, request.Count).Select(channel => value(channel.Read())).ToArray();

    private static StateCodes State(ChannelSnapshot reading) => new()
    {
        Rf1 = (byte)reading.Activity,
        Rf2 = (byte)reading.Reason,
        Stat = (ushort)reading.Stat,
    };

    private static StatusReply Status(HandlerContext context, ChannelRequest request)
    {
        var reading = context.Channel(request.Channel).Read();
        return new StatusReply
        {
            Channel = request.Channel,
            Rf1 = (byte)reading.Activity,
            Rf2 = (byte)reading.Reason,
            Stat = (ushort)reading.Stat,
            LastRecord = reading.LastRecord,
            Cycle = reading.Cycle,
            Step = (ushort)reading.Step,
            TestTime = (float)reading.TestTime,
            StepTime = (float)reading.StepTime,
            Capacity = (float)reading.Capacity,
            Energy = (float)reading.Energy,
            Current = (float)reading.Current,
            Voltage = (float)reading.Voltage,
            TesterTime = context.Tester.Clock.TesterTime,
        };
    }

    private static NamesReply Names(HandlerContext context, ChannelRequest request)
    {
        var names = context.Channel(request.Channel).Names;
        return new NamesReply
        {
            Channel = request.Channel,
            TestName = context.Text(names.TestName, 25, longInJson: true),
            Comment = context.Text(names.Comment, 80, longInJson: true),
            ProcedureName = context.Text(names.ProcedureName, 25, longInJson: true),
            ProcedureDescription = context.Text(names.ProcedureDescription, 80, longInJson: true),
        };
    }

    private static LongNamesReply LongNames(HandlerContext context, ChannelRequest request)
    {
        var names = context.Channel(request.Channel).Names;
        return new LongNamesReply
        {
            Channel = request.Channel,
            TestName = context.Text(names.TestName, byte.MaxValue),
            Comment = context.Text(names.Comment, byte.MaxValue),
            ProcedureName = context.Text(names.ProcedureName, byte.MaxValue),
            ProcedureDescription = context.Text(names.ProcedureDescription, byte.MaxValue),
        };
    }

    private static EndStatusReply EndStatus(HandlerContext context, ChannelRequest request)
    {
        var channel = context.Channel(request.Channel);
        return new EndStatusReply
        {
            Channel = request.Channel,
            NumberOfEnds = (ushort)channel.NumberOfEnds,
            EndNumber = (ushort)channel.EndNumber,
        };
    }
}
