using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Transport;
using MacNet.Protocol.Wire;
using MacNet.Tests.Unit.Time;
using MacNet.VirtualTester.Faults;
using Xunit;

namespace MacNet.Tests.Unit.Operations;

/// <summary>Commands of which the help documents no binary reply: a tester may answer them without data.</summary>
public sealed class EmptyReplyTests
{
    private static readonly (int Class, int Number)[] Undocumented =
    [
        (5, 1), (6, 1), (6, 3), (6, 4), (6, 5), (6, 6), (6, 9), (6, 10),
        (7, 2), (7, 3), (7, 9), (7, 10), (7, 11), (7, 13), (7, 15), (7, 21), (7, 22), (7, 23), (7, 24),
    ];

    public static TheoryData<int, int> All
    {
        get
        {
            var data = new TheoryData<int, int>();
            foreach (var (functionClass, number) in Undocumented)
                data.Add(functionClass, number);
            return data;
        }
    }

    [Fact]
    public void The_replies_that_may_be_empty_are_those_that_the_help_does_not_document() => Assert.Equal(
        Undocumented,
        Functions.All.Where(function => function.MayReplyEmpty).Select(function => ((int)function.Class, (int)function.Number)));

    [Theory]
    [MemberData(nameof(All))]
    public void An_empty_reply_says_that_the_command_was_taken_and_on_which_channel(int functionClass, int number)
    {
        var function = Functions.Find(functionClass, number)!;
        var reply = function.NewReply();

        BinaryCodec.ReadReply(function, new BinaryHeader(function.Class, function.Number, Chan: 4, Len: 0), default, reply);

        Assert.True(reply is not IResultReply result || result.Result.IsOk);
        Assert.True(reply is not ChannelMessage || reply.AboutChannel == 5);
    }

    [Theory]
    [InlineData(LinkKind.Binary)]
    [InlineData(LinkKind.Udp)]
    public async Task Commands_that_are_answered_without_data_have_been_taken(LinkKind protocol)
    {
        using var lab = await OpenAsync(protocol);
        var channel = lab.Tester.Channels[3];

        await lab.Session.CommandAsync(
            Functions.StartTest, new StartTestRequest { Channel = 3, ProcedureName = "Rest", TestName = "abc" });
        await lab.Session.SuspendTestAsync(3);
        Assert.Equal(ChannelState.Suspended, channel.Read().Stat);
        await lab.Session.ResumeTestAsync(3);
        Assert.Equal(ChannelState.Active, channel.Read().Stat);
        await lab.Session.SetVariableAsync(3, number: 2, value: 7);
        Assert.Equal(7, channel.Variables[1]);
        await lab.Session.ResetChannelAsync(3);
        Assert.Equal(ChannelState.Available, channel.Read().Stat);
        await lab.Session.SelectChannelsAsync([3]);
        Assert.Equal(ChannelState.Selected, channel.Read().Stat);
        Assert.Equal(3u, (await lab.Session.SetGlobalFlagsAsync(3)).Value);
        Assert.Equal(3u, lab.Tester.System.GlobalFlags);
    }

    [Theory]
    [InlineData(LinkKind.Binary)]
    [InlineData(LinkKind.Udp)]
    public async Task Safety_limits_that_the_tester_does_not_give_back_are_not_confirmed(LinkKind protocol)
    {
        using var lab = await OpenAsync(protocol);
        var limits = new SafetyLimits { VoltageMax = 4.25f, VoltageMin = 2.5f, ChargeCurrent = 1, DischargeCurrent = 1 };

        var problem = await Assert.ThrowsAsync<MaccorSafetyLimitException>(() => lab.Session.SetSafetyLimitsAsync(3, limits));

        Assert.Equal(("LimitsNotConfirmed", 3), (problem.ErrorId, problem.Channel));
        Assert.Contains("gave none back", problem.Message, StringComparison.Ordinal);
        Assert.Equal(4.25f, lab.Tester.Channels[3].SafetyLimits.VoltageMax);
        await Assert.ThrowsAsync<MaccorSafetyLimitException>(
            () => lab.Session.StartDirectControlAsync(3, new DirectControlStart { SafetyLimit = limits }));
        Assert.Equal(ChannelState.Available, lab.Tester.Channels[3].Read().Stat);
    }

    [Fact]
    public async Task A_documented_result_that_is_missing_is_a_broken_reply()
    {
        using var lab = await OpenAsync(LinkKind.Binary);
        lab.Tester.Faults.Next(Fault.Error(), Functions.StartTest);

        var problem = await Assert.ThrowsAsync<MaccorOutcomeUnknownException>(() => lab.Session.CommandAsync(
            Functions.StartTest, new StartTestRequest { Channel = 3, ProcedureName = "Rest" }));

        Assert.IsType<MaccorProtocolException>(problem.InnerException);
    }

    private static Task<Lab> OpenAsync(LinkKind protocol) =>
        Lab.OpenAsync(options => options.Quirks.EmptyCommandReplies = true, protocol, new LeapingTime());
}
