using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Transport;
using MacNet.Tests.Unit.Time;
using MacNet.VirtualTester.Faults;
using Xunit;

namespace MacNet.Tests.Unit.Operations;

public sealed class SelectionTests
{
    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    [InlineData(LinkKind.Udp)]
    public async Task Channels_are_selected_and_unselected_and_the_states_read_back(LinkKind protocol)
    {
        using var lab = await Lab.OpenAsync(options => options.Channels = 20, protocol);

        var selected = await lab.Session.SelectChannelsAsync([1, 9, 20]);
        Assert.Equal([1, 9, 20], selected);
        Assert.Equal([1, 9, 20], Selected(lab));
        Assert.Equal("4,1 6,1 4,1", lab.Asked);

        var unselected = await lab.Session.UnselectChannelsAsync([9, 10]);
        Assert.Equal([9], unselected);
        Assert.Equal([1, 20], Selected(lab));
    }

    [Fact]
    public async Task Json_toggles_only_what_must_change()
    {
        using var lab = await Lab.OpenAsync();
        await lab.Session.SelectChannelsAsync([2]);

        await lab.Session.SelectChannelsAsync([2, 3]);
        await lab.Session.SelectChannelsAsync([2, 3]);

        Assert.Equal([[2], [3]], lab.Requests<SelectRequest>().Select(request => request.Channels));
        Assert.Equal([2, 3], Selected(lab));
    }

    [Fact]
    public async Task The_bitmap_goes_over_binary_also_in_a_json_session_and_keeps_what_others_selected()
    {
        using var lab = await Lab.OpenAsync(options => options.Channels = 12);
        await lab.Session.SelectChannelsAsync([10]);
        lab.Tester.Requests.Clear();

        await lab.Session.SelectChannelsAsync([1, 2], bitmap: true);

        var request = lab.Tester.Requests.All.Single(item => item.Function == Functions.Select);
        Assert.Equal((LinkKind.Binary, ChannelMessage.AllSelected), (request.Link, ((SelectRequest)request.Message!).Channel));
        Assert.Equal([0b11, 0b10], ((SelectRequest)request.Message!).Bitmap);
        Assert.Equal([1, 2, 10], Selected(lab));
    }

    [Fact]
    public async Task A_tester_that_counts_otherwise_is_noticed_and_its_channels_put_back()
    {
        using var lab = await Lab.OpenAsync(options => options.Quirks.JsonSelectCountsFromOne = true, clock: new LeapingTime());
        await lab.Session.SelectChannelsAsync([3], bitmap: true);

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => lab.Session.SelectChannelsAsync([4, 6]));

        Assert.Equal("WrongChannelSelected", problem.ErrorId);
        Assert.Contains(
            "channels 4, 6 should have been selected, and channels 3, 5 changed instead", problem.Message, StringComparison.Ordinal);
        Assert.Contains("-Bitmap", problem.Advice, StringComparison.Ordinal);
        Assert.Equal([3], Selected(lab));
    }

    [Fact]
    public async Task A_tester_that_counts_otherwise_has_no_channel_0()
    {
        using var lab = await Lab.OpenAsync(options => options.Quirks.JsonSelectCountsFromOne = true);

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => lab.Session.SelectChannelsAsync([1]));

        Assert.Equal("SelectionNotUnderstood", problem.ErrorId);
        Assert.Contains("-Bitmap", problem.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task A_selection_that_the_tester_did_not_take_is_an_error(LinkKind protocol)
    {
        using var lab = await Lab.OpenAsync(protocol: protocol, clock: new LeapingTime());
        lab.Tester.Faults.Next(Fault.Result(0), Functions.Select);

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => lab.Session.SelectChannelsAsync([1]));

        Assert.Equal("SelectionNotTaken", problem.ErrorId);
    }

    [Fact]
    public async Task A_wrong_bitmap_is_put_back()
    {
        using var lab = await Lab.OpenAsync(protocol: LinkKind.Binary, clock: new LeapingTime());
        await lab.Session.SelectChannelsAsync([3]);
        // The tester is told of channels 1 and 3 and shows 7 as well.
        lab.Tester.Requests.Served += (_, request) =>
        {
            if (request.Function == Functions.Select)
                lab.Tester.Faults.Next(
                    Fault.Change<StatesReply>(reply => reply.States[6].Stat = (ushort)ChannelState.Selected), Functions.States, count: 5);
        };

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => lab.Session.SelectChannelsAsync([1]));

        Assert.Equal("WrongChannelSelected", problem.ErrorId);
        Assert.Contains("channels 1, 7 changed instead", problem.Message, StringComparison.Ordinal);
        Assert.Equal([3], Selected(lab));
    }

    [Fact]
    public async Task Only_available_channels_can_be_selected()
    {
        using var lab = await Lab.OpenAsync();
        await lab.Session.StartTestAsync(new TestStart(2, new TestPlan { Procedure = "Rest" }));
        lab.Tester.Requests.Clear();

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => lab.Session.SelectChannelsAsync([1, 2]));

        Assert.Equal(("ChannelNotSelectable", 2), (problem.ErrorId, problem.Channel!.Value));
        Assert.Equal("4,1", lab.Asked);
    }

    [Fact]
    public async Task A_channel_that_the_tester_does_not_have_is_an_error_and_nothing_is_sent()
    {
        using var lab = await Lab.OpenAsync();

        await Assert.ThrowsAsync<MaccorInputException>(() => lab.Session.SelectChannelsAsync([1, 9]));

        Assert.Empty(lab.Asked);
    }

    private static int[] Selected(Lab lab) =>
        [.. lab.Tester.Channels.Where(channel => channel.Read().Stat == ChannelState.Selected).Select(channel => channel.Number)];
}
