using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using Xunit;

namespace MacNet.Tests.Unit.Operations;

/// <summary>What jobs for many channels cost on a tester that takes some 34 ms for each message.</summary>
public sealed class MessageCountTests
{
    private const int Count = 8;
    private static readonly int[] Channels = [.. Enumerable.Range(1, Count)];

    [Theory]
    [InlineData(false, 3 * Count + 2)]
    [InlineData(true, 4 * Count + 3)]
    public async Task Starts_of_n_channels_are_3_n_and_2_messages_and_with_limits_4_n_and_3(bool withLimits, int most)
    {
        using var lab = await Lab.OpenAsync();
        var limits = withLimits
            ? new SafetyLimits { VoltageMax = 4.25f, VoltageMin = 2.5f, ChargeCurrent = 1, DischargeCurrent = 1 }
            : null;
        TestStart[] starts =
            [.. Channels.Select(channel => new TestStart(channel, new TestPlan { Procedure = "Rest" }) { Limits = limits })];
        var started = new List<StartedTest>();

        await lab.Session.StartTestsAsync(starts, started.Add, problem => throw problem);

        Assert.Equal(Count, started.Count);
        Assert.InRange(lab.Asked.Split(' ').Length, 3 * Count + 2, most);
    }

    [Fact]
    public async Task Clearing_n_channels_is_a_look_at_all_and_a_message_for_each()
    {
        using var lab = await Lab.OpenAsync();
        foreach (var channel in Channels)
            await lab.Session.StartTestAsync(new TestStart(channel, new TestPlan { Procedure = "Rest" }));
        foreach (var channel in Channels)
            lab.Tester.Channels[channel].Fail(RecordReason.VoltageSafety);
        lab.Tester.Requests.Clear();
        var cleared = new List<int>();

        await lab.Session.ClearChannelsAsync(Channels, problem => throw problem, cleared.Add);

        Assert.Equal(Channels, cleared);
        Assert.Equal("4,1" + string.Concat(Enumerable.Repeat(" 6,6", Count)), lab.Asked);
    }
}
