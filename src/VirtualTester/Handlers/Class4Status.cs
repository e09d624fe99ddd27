using MacNet.Protocol.Messages;
using MacNet.VirtualTester.Channels;

namespace MacNet.VirtualTester.Handlers;

internal static class Class4Status
{
    public static void Register(HandlerTable table)
    {
        table.On(Functions.States, (exchange, request) => new StatesReply
        {
            Channel = request.Channel,
            States = Many(exchange, request, State),
        });
        table.On(Functions.Voltages, (exchange, request) => new VoltagesReply
        {
            Channel = request.Channel,
            Values = Many(exchange, request, reading => (float)reading.Voltage),
        });
        table.On(Functions.Currents, (exchange, request) => new CurrentsReply
        {
            Channel = request.Channel,
            Values = Many(exchange, request, reading => (float)reading.Current),
        });
        table.On(Functions.TestTimes, (exchange, request) => new TestTimesReply
        {
            Channel = request.Channel,
            Values = Many(exchange, request, reading => (float)reading.TestTime),
        });
        table.On(Functions.AuxiliaryValues, (exchange, request) => new AuxiliaryValuesReply
        {
            Channel = request.Channel,
            Values = exchange.Channel(request.Channel).Auxiliaries.Select(input => (float)input.Value).ToArray(),
        });
        table.On(Functions.AuxiliaryUnits, (exchange, request) => new AuxiliaryUnitsReply
        {
            Channel = request.Channel,
            Units = exchange.Channel(request.Channel).Auxiliaries.Select(input => input.Unit).ToArray(),
        });
        table.On(Functions.Names, Names);
        table.On(Functions.LongNames, LongNames);
        table.On(Functions.Status, Status);
        table.On(Functions.Variables, (exchange, request) => new VariablesReply
        {
            Channel = request.Channel,
            GlobalFlags = exchange.Tester.GlobalFlags,
            Variables = exchange.Channel(request.Channel).Variables.ToArray(),
        });
        table.On(Functions.EndStatus, EndStatus);
    }

    private static T[] Many<T>(Exchange exchange, ChannelsRequest request, Func<ChannelReading, T> value) =>
        exchange.Channels(request.Channel, request.Count).Select(channel => value(channel.Read())).ToArray();

    private static StateCodes State(ChannelReading reading) => new()
    {
        Rf1 = (byte)reading.Activity,
        Rf2 = (byte)reading.Reason,
        Stat = (ushort)reading.Stat,
    };

    private static StatusReply Status(Exchange exchange, ChannelRequest request)
    {
        var reading = exchange.Channel(request.Channel).Read();
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
            TesterTime = exchange.Tester.Clock.TesterTime,
        };
    }

    private static NamesReply Names(Exchange exchange, ChannelRequest request)
    {
        var names = exchange.Channel(request.Channel).Names;
        return new NamesReply
        {
            Channel = request.Channel,
            TestName = exchange.Text(names.TestName, 25, longInJson: true),
            Comment = exchange.Text(names.Comment, 80, longInJson: true),
            ProcedureName = exchange.Text(names.ProcedureName, 25, longInJson: true),
            ProcedureDescription = exchange.Text(names.ProcedureDescription, 80, longInJson: true),
        };
    }

    private static LongNamesReply LongNames(Exchange exchange, ChannelRequest request)
    {
        var names = exchange.Channel(request.Channel).Names;
        return new LongNamesReply
        {
            Channel = request.Channel,
            TestName = exchange.Text(names.TestName, byte.MaxValue),
            Comment = exchange.Text(names.Comment, byte.MaxValue),
            ProcedureName = exchange.Text(names.ProcedureName, byte.MaxValue),
            ProcedureDescription = exchange.Text(names.ProcedureDescription, byte.MaxValue),
        };
    }

    private static EndStatusReply EndStatus(Exchange exchange, ChannelRequest request)
    {
        var channel = exchange.Channel(request.Channel);
        return new EndStatusReply
        {
            Channel = request.Channel,
            NumberOfEnds = (ushort)channel.NumberOfEnds,
            EndNumber = (ushort)channel.EndNumber,
        };
    }
}
