using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;
using MacNet.Tests.Unit.Operations;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Faults;
using MacNet.VirtualTester.Options;
using Xunit;

namespace MacNet.Tests.Unit.Session;

/// <summary>
/// What a session asks in the binary form, whatever its protocol, because only that form has it or has it for many channels.
/// </summary>
public sealed class BinaryBesideJsonTests
{
    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    [InlineData(LinkKind.Udp)]
    public async Task The_specifications_of_many_channels_take_one_message_for_each_128_in_a_session(LinkKind protocol)
    {
        using var lab = await Lab.OpenAsync(options => options.Channels = 130, protocol);

        await lab.Session.LearnSpecificationsAsync(Enumerable.Range(1, 130));
        await lab.Session.LearnSpecificationsAsync(Enumerable.Range(1, 130));
        var last = await lab.Session.ReadChannelInformationAsync(130, withCalibration: false);

        Assert.Equal("3,1 3,1", lab.Asked);
        Assert.Equal((130, 10f), (last.Channel, last.HighestVoltage));
    }

    [Fact]
    public async Task The_specification_of_a_channel_is_its_own()
    {
        using var lab = await Lab.OpenAsync();
        lab.Tester.Faults.Next(
            Fault.Change<SpecificationReply>(
                reply => reply.Channels = [.. reply.Channels.Select((_, i) => new ChannelSpecification { VMax = i })]),
            Functions.Specification);

        await lab.Session.LearnSpecificationsAsync([3, 5]);

        Assert.Equal(0, (await lab.Session.GetSpecificationAsync(3)).VMax);
        Assert.Equal(2, (await lab.Session.GetSpecificationAsync(5)).VMax);
        Assert.Equal("3,1", lab.Asked);
    }

    [Fact]
    public async Task What_is_known_and_what_is_alone_is_not_asked_for_beforehand()
    {
        using var lab = await Lab.OpenAsync();
        await lab.Session.GetSpecificationAsync(1);

        await lab.Session.LearnSpecificationsAsync([1, 2]);

        Assert.Equal("3,1", lab.Asked);
        Assert.Equal(1, lab.Tester.ConnectionTotal);
    }

    [Fact]
    public async Task Without_a_binary_connection_specifications_are_asked_for_one_by_one_over_JSON()
    {
        using var tester = SimulatedTester.Start(new VirtualTesterOptions { Channels = 8 });
        using var closed = new ClosedPort();
        using var session = await WithBinaryPortAsync(tester, closed.Port);
        tester.Requests.Clear();

        await session.LearnSpecificationsAsync([1, 2, 3]);
        for (var channel = 1; channel <= 3; channel++)
            Assert.Equal(10, (await session.GetSpecificationAsync(channel)).VMax);

        Assert.Equal(3, tester.Requests.CountOf(Functions.Specification));
        Assert.All(tester.Requests.All, request => Assert.Equal(LinkKind.Json, request.Link));
    }

    [Theory]
    [InlineData(LinkKind.Json, "1,2")]
    [InlineData(LinkKind.Binary, "")]
    public async Task The_offset_of_channel_numbers_is_told_and_asked_for_once(LinkKind protocol, string asked)
    {
        using var tester = SimulatedTester.Start();
        tester.Faults.Always(Fault.Change<GeneralReply>(reply => reply.ChannelNumberOffset = 100), Functions.General);
        using var session = await tester.ConnectAsync(protocol);
        tester.Requests.Clear();

        await session.ReadSystemAsync();
        var system = await session.ReadSystemAsync();

        Assert.Equal(100, system.ChannelNumberOffset);
        Assert.Equal(asked, string.Join(" ", tester.Requests.All.Select(request => $"{request.Class},{request.Number}")));
    }

    [Fact]
    public async Task Without_a_binary_connection_the_offset_is_not_known_and_the_rest_is()
    {
        using var tester = SimulatedTester.Start();
        using var closed = new ClosedPort();
        using var session = await WithBinaryPortAsync(tester, closed.Port);

        var system = await session.ReadSystemAsync();

        Assert.Null(system.ChannelNumberOffset);
        Assert.Equal(session.ChannelCount, system.TestChannels);
    }

    private static Task<MaccorSession> WithBinaryPortAsync(SimulatedTester tester, int port) => MaccorSession.ConnectAsync(
        new MaccorSessionOptions { ComputerName = tester.Address.ToString(), JsonPort = tester.JsonPort, BinaryPort = port });
}
