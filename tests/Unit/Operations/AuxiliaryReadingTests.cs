using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Tests.Unit.Time;
using MacNet.VirtualTester.Faults;
using Xunit;

namespace MacNet.Tests.Unit.Operations;

public class AuxiliaryReadingTests
{
    [Theory]
    [InlineData("C")]
    [InlineData("°C")]
    public async Task An_input_with_nothing_on_it_has_no_temperature(string unit)
    {
        using var lab = await Lab.OpenAsync();
        lab.Tester.Faults.Next(Fault.Change<AuxiliaryValuesReply>(reply => reply.Values[0] = -2500), Functions.AuxiliaryValues);
        lab.Tester.Faults.Next(Fault.Change<AuxiliaryUnitsReply>(reply => reply.Units[0] = unit), Functions.AuxiliaryUnits);

        var reading = (await lab.Session.ReadAuxiliariesAsync(1))[0];

        Assert.True(float.IsNaN(reading.Value));
        Assert.False(reading.IsTemperature);
        Assert.Equal(unit, reading.Unit);
    }

    [Fact]
    public async Task A_voltage_may_be_as_low_as_it_is()
    {
        using var lab = await Lab.OpenAsync();
        lab.Tester.Faults.Next(Fault.Change<AuxiliaryValuesReply>(reply => reply.Values[1] = -300), Functions.AuxiliaryValues);

        var readings = await lab.Session.ReadAuxiliariesAsync(1);

        Assert.Equal(-300, readings[1].Value);
        Assert.Equal([true, false], readings.Select(reading => reading.IsTemperature));
    }

    [Fact]
    public async Task The_units_are_asked_for_once_in_ten_minutes()
    {
        var time = new ManualTime();
        using var lab = await Lab.OpenAsync(clock: time);

        await lab.Session.ReadAuxiliariesAsync(1);
        time.AdvanceSeconds(599);
        Assert.Equal("C", (await lab.Session.ReadAuxiliariesAsync(1))[0].Unit);
        Assert.Equal("4,4 4,5 4,4", lab.Asked);
        time.AdvanceSeconds(1);
        await lab.Session.ReadAuxiliariesAsync(1);

        Assert.Equal("4,4 4,5 4,4 4,4 4,5", lab.Asked);
    }
}
