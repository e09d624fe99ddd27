using MacNet.Data.Live;
using Xunit;

namespace MacNet.Tests.Unit.Data;

/// <summary>Values as they come from a tester.</summary>
public class LiveReadingTests
{
    [Theory]
    [InlineData(3.7f, 3.7)]
    [InlineData(-1e30f, (double)-1e30f)]
    [InlineData(float.NaN, null)]
    [InlineData(float.PositiveInfinity, null)]
    [InlineData(float.NegativeInfinity, null)]
    public void A_value_is_as_it_is_printed_and_what_is_no_number_is_not_known(float given, double? known) =>
        Assert.Equal(known, LiveReadings.Known(given));
}
