using MacNet.Protocol.Messages;
using MacNet.VirtualTester.Cells;
using MacNet.VirtualTester.Channels;
using MacNet.VirtualTester.Computer;
using MacNet.VirtualTester.Options;
using MacNet.VirtualTester.SmartBatteries;

namespace MacNet.VirtualTester.Simulation;

/// <summary>Makes channels with cells on them, no two of which are the same.</summary>
internal sealed class ChannelFactory(TesterComputer computer, Random random)
{
    private readonly VirtualTesterOptions options = computer.Options;

    public Channel Make(int number)
    {
        double Around(double value, double share) => value * (1 + share * (2 * random.NextDouble() - 1));

        var cell = new Cell
        {
            Capacity = Around(options.CellCapacity, 0.02),
            StateOfCharge = Around(0.5, 0.4),
            SeriesResistance = Around(0.03, 0.1),
            PolarisationResistance = Around(0.02, 0.1),
        };
        var channel = new Channel(computer, number, options.Specification, CalibrationOf(number), cell);
        if (number > options.Thermometers)
            channel.Thermometer.Forced = AuxiliaryInput.NotConnected;
        if (number <= options.SmartBatteries)
            channel.SmartBattery = new SmartBattery(computer, channel);
        return channel;
    }

    private static CalibrationReply CalibrationOf(int number)
    {
        var verified = new DateTime(2024, 3, 1, 9, 0, 0).AddMinutes(10 * number);
        return new CalibrationReply
        {
            Channel = number,
            VoltageCharge = verified,
            VoltageDischarge = verified,
            IR4Charge = verified,
            IR4Discharge = verified,
            IR3Charge = verified,
            IR3Discharge = verified,
            IR2Charge = verified,
            IR2Discharge = verified,
        };
    }
}
