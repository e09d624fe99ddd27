using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;
using MacNet.Tests.Unit.Operations;
using MacNet.Tests.Unit.Time;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Faults;
using MacNet.VirtualTester.Options;
using Xunit;

namespace MacNet.Tests.Unit.Session;

/// <summary>To which tester each of a session's connections leads: here the JSON port is one's and the binary port another's.</summary>
public sealed class IdentityTests : IDisposable
{
    private readonly SimulatedTester one = Start("Tester 1");
    private SimulatedTester other = Start("Tester 2");

    public void Dispose()
    {
        one.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task An_output_goes_to_no_tester_but_the_one_that_the_session_began_with_and_rest_to_any_but_it_is_told()
    {
        using var session = await ConnectAsync();

        var problem = await Assert.ThrowsAsync<MaccorConnectionException>(() => OutputAsync(session, 'C'));
        Assert.Equal(("AnotherTester", 1), (problem.ErrorId, problem.Channel));
        Assert.Equal("1,2", AskedOf(other));

        problem = await Assert.ThrowsAsync<MaccorConnectionException>(() => OutputAsync(session, DirectOutputRequest.Rest));
        Assert.Equal("AnotherTester", problem.ErrorId);
        Assert.Equal("1,2 6,8 1,2", AskedOf(other));
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    [InlineData(LinkKind.Udp)]
    public async Task Rest_that_another_tester_confirms_leaves_the_cell_driven_and_that_is_told(LinkKind protocol)
    {
        using var bench = await DirectBench.StartAsync(protocol: protocol);
        await bench.SetAsync(0.5f);
        using var successor = Replace(bench.Tester);
        successor.Faults.Always(Fault.Result(0), Functions.SetDirectOutput);
        bench.Time.Advance(TimeSpan.FromSeconds(1));

        var problem = Assert.Single(await bench.Session.CloseAsync());

        Assert.Equal(("RestNotConfirmed", DirectBench.Channel), (problem.ErrorId, problem.Channel));
        Assert.Equal(0.5, bench.Driven, 3);
        Assert.True(successor.Requests.CountOf(Functions.SetDirectOutput) > 0);
        Assert.Equal(0, successor.Requests.CountOf(Functions.Suspend));
    }

    [Theory]
    [InlineData(LinkKind.Json, "silence")]
    [InlineData(LinkKind.Binary, "silence")]
    [InlineData(LinkKind.Udp, "silence")]
    [InlineData(LinkKind.Json, "disconnect")]
    [InlineData(LinkKind.Binary, "disconnect")]
    [InlineData(LinkKind.Json, "garbage")]
    public async Task Rest_that_somebody_confirms_who_does_not_tell_who_it_is_is_no_rest(LinkKind protocol, string fault)
    {
        using var bench = await DirectBench.StartAsync(protocol: protocol);
        await bench.SetAsync(0.5f);
        using var successor = Replace(bench.Tester);
        successor.Faults.Always(Fault.Result(0), Functions.SetDirectOutput);
        successor.Faults.Always(Fault.Plain.Single(each => each.Name == fault), Functions.General);
        bench.Time.Advance(TimeSpan.FromSeconds(1));

        var problem = Assert.Single(await bench.Time.PassAsync(
            Task.Run(() => bench.Session.CloseAsync()), idleAfter: TimeSpan.FromMilliseconds(50)));

        Assert.Equal("RestNotConfirmed", problem.ErrorId);
        Assert.Equal(0.5, bench.Driven, 3);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task An_output_goes_to_no_other_tester_however_often_that_one_was_met(int reads)
    {
        using var bench = await DirectBench.OpenAsync();
        // Its binary connection has had no reply but the one that tells who it is.
        bench.Tester.Channels[DirectBench.Channel].Fail(RecordReason.VoltageSafety);
        await Assert.ThrowsAnyAsync<MaccorException>(() => bench.Session.StartDirectControlAsync(
            DirectBench.Channel, new DirectControlStart { SafetyLimit = DirectBench.Limits }));
        using var successor = Replace(bench.Tester);
        for (var i = 0; i < reads; i++)
            await Assert.ThrowsAsync<MaccorConnectionException>(() => bench.Session.ReadStatusAsync(DirectBench.Channel));
        successor.Requests.Clear();

        var problem = await Assert.ThrowsAsync<MaccorConnectionException>(() => bench.Session.SetDirectOutputAsync(
            DirectBench.Channel, new DirectControlOutput { Current = 0.5f, Voltage = 4.2f }));

        Assert.Equal(("AnotherTester", "1,2"), (problem.ErrorId, AskedOf(successor)));
    }

    [Fact]
    public async Task A_tester_that_is_back_after_another_one_is_read_over_one_connection_again()
    {
        using var bench = await DirectBench.OpenAsync();
        using (Replace(bench.Tester))
        {
            for (var i = 0; i < 3; i++)
                await Assert.ThrowsAsync<MaccorConnectionException>(() => bench.Session.ReadStatusAsync(1));
        }

        bench.Tester.StartListening();
        bench.Tester.Requests.Clear();
        for (var i = 0; i < 10; i++)
            await bench.Session.ReadStatusAsync(1);

        Assert.Single(bench.Tester.Requests.All.Select(request => request.Connection).Distinct());
    }

    [Fact]
    public async Task A_file_goes_to_no_other_tester_either()
    {
        using var session = await ConnectAsync();

        var problem = await Assert.ThrowsAsync<MaccorConnectionException>(
            () => session.SendFileAsync(FileType.Procedure, "cycle.000", new MemoryStream([1, 2, 3])));

        Assert.Equal("AnotherTester", problem.ErrorId);
        Assert.Equal("1,2", AskedOf(other));
    }

    [Fact]
    public async Task What_another_tester_says_of_its_channels_is_not_taken_for_what_this_one_has()
    {
        using var session = await ConnectAsync();

        await session.LearnSpecificationsAsync([1, 2]);
        await session.GetSpecificationAsync(1);

        Assert.Equal((0, 1), (other.Requests.CountOf(Functions.Specification), one.Requests.CountOf(Functions.Specification)));
    }

    [Theory]
    [InlineData(nameof(GeneralReply.SystemType))]
    [InlineData(nameof(GeneralReply.ControllerBoards))]
    [InlineData(nameof(GeneralReply.TestChannels))]
    [InlineData(nameof(GeneralReply.AuxBoards))]
    [InlineData(nameof(GeneralReply.AuxChannels))]
    public async Task Testers_of_the_same_name_are_told_apart_by_what_they_consist_of(string property)
    {
        other.Dispose();
        other = Start("Tester 1");
        other.Faults.Always(Fault.Change<GeneralReply>(reply => Raise(reply, property)), Functions.General);
        using var session = await ConnectAsync();

        Assert.Equal("AnotherTester", (await Assert.ThrowsAsync<MaccorConnectionException>(() => OutputAsync(session, 'C'))).ErrorId);
    }

    [Fact]
    public async Task What_a_tester_does_not_tell_of_itself_makes_it_no_other_one()
    {
        other.Dispose();
        other = Start("Tester 1");
        one.Faults.Always(Fault.Change<GeneralReply>(Untold), Functions.General);
        using var session = await ConnectAsync();

        await session.AskAsync(Functions.LongNames, new ChannelRequest { Channel = 1 });

        static void Untold(GeneralReply reply) => (reply.SystemType, reply.AuxBoards, reply.AuxChannels) = (null, null, null);
    }

    [Fact]
    public async Task Over_UDP_a_tester_is_identified_again_after_a_silence()
    {
        var time = new LeapingTime();
        using var session = await one.ConnectAsync(LinkKind.Udp, clock: time);
        using var successor = Replace(one);

        time.Advance(TimeSpan.FromSeconds(1));
        var problem = await Assert.ThrowsAsync<MaccorConnectionException>(() => OutputAsync(session, 'C'));

        Assert.Equal("AnotherTester", problem.ErrorId);
        Assert.Equal("1,2", AskedOf(successor));
    }

    [Fact]
    public async Task A_connection_is_identified_once()
    {
        other.Dispose();
        other = Start("Tester 1");
        using var session = await ConnectAsync();

        for (var times = 0; times < 2; times++)
            await session.AskAsync(Functions.LongNames, new ChannelRequest { Channel = 1 });

        Assert.Equal("1,2 4,11 4,11", AskedOf(other));
        Assert.Equal(1, one.Requests.CountOf(Functions.General));
    }

    private static SimulatedTester Start(string name) =>
        SimulatedTester.Start(new VirtualTesterOptions { Channels = 4, Speed = 0, TransitionTime = default, SystemId = name });

    // Another tester that has taken this one's address.
    private static SimulatedTester Replace(SimulatedTester tester)
    {
        tester.StopListening();
        return SimulatedTester.Start(new VirtualTesterOptions
        {
            SystemId = "Tester 3",
            JsonPort = tester.JsonPort,
            BinaryPort = tester.BinaryPort,
            UdpPort = tester.UdpPort,
        });
    }

    private static void Raise(GeneralReply reply, string property)
    {
        var field = typeof(GeneralReply).GetProperty(property)!;
        var type = Nullable.GetUnderlyingType(field.PropertyType) ?? field.PropertyType;
        field.SetValue(reply, Convert.ChangeType(Convert.ToInt32(field.GetValue(reply)) + 1, type));
    }

    private static string AskedOf(SimulatedTester tester) =>
        string.Join(" ", tester.Requests.All.Select(request => $"{request.Class},{request.Number}"));

    private static Task<ResultReply> OutputAsync(MaccorSession session, char mode) =>
        session.AskAsync(Functions.SetDirectOutput, new DirectOutputRequest { Channel = 1, Current = 1, Mode = mode, CurrentRange = 4 });

    private Task<MaccorSession> ConnectAsync() => MaccorSession.ConnectAsync(
        new MaccorSessionOptions { ComputerName = "127.0.0.1", JsonPort = one.JsonPort, BinaryPort = other.BinaryPort });
}
