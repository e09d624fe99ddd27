using System.Text;
using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;
using MacNet.Protocol.Wire;
using MacNet.Tests.Unit.Time;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Faults;
using MacNet.VirtualTester.Options;
using Xunit;

namespace MacNet.Tests.Unit.Login;

public sealed class LoginTests : IDisposable
{
    private const string User = "Robin Hood";
    private const string Password = "xxxxyyyy";

    private readonly SimulatedTester tester;

    public LoginTests()
    {
        var options = new VirtualTesterOptions { Channels = 8, Speed = 0, TransitionTime = default };
        options.Users[User] = Password;
        tester = SimulatedTester.Start(options);
    }

    public void Dispose() => tester.Dispose();

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    [InlineData(LinkKind.Udp)]
    public async Task A_link_logs_in_before_anything_else(LinkKind protocol)
    {
        using var session = await ConnectAsync(protocol);

        Assert.Equal([Functions.Login, Functions.General, Functions.Version], tester.Requests.All.Select(request => request.Function));
        Assert.Equal(8, session.ChannelCount);
    }

    [Fact]
    public async Task The_binary_link_beside_the_JSON_one_logs_in_too()
    {
        using var session = await ConnectAsync();
        tester.Requests.Clear();

        await session.AskAsync(Functions.LongNames, new ChannelRequest { Channel = 1 });

        Assert.Equal([Functions.Login, Functions.General, Functions.LongNames], tester.Requests.All.Select(request => request.Function));
        Assert.All(tester.Requests.All, request => Assert.Equal(LinkKind.Binary, request.Link));
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Udp)]
    public async Task A_file_transfers_link_logs_in_and_out(LinkKind protocol)
    {
        using var session = await ConnectAsync(protocol);
        tester.Requests.Clear();

        await session.SendFileAsync(FileType.Waveform, "w.mwf", new MemoryStream([1, 2, 3]));

        await tester.Requests.WhenCountReaches(5);
        Assert.Equal(
            [Functions.Login, Functions.General, Functions.SendFile, Functions.SendFile, Functions.Logout],
            tester.Requests.All.Select(request => (Function?)request.Function));
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task A_link_that_is_opened_again_logs_in_again(LinkKind protocol)
    {
        using var session = await ConnectAsync(protocol);
        tester.DropConnections();

        await session.ReadReadingsAsync();

        Assert.Equal(2, tester.Requests.CountOf(Functions.Login));
    }

    [Fact]
    public async Task Over_UDP_too_the_way_that_replaces_another_logs_in()
    {
        var time = new ManualTime();
        using var session = await ConnectAsync(LinkKind.Udp, time);
        tester.Faults.Next(Fault.Silence, Functions.States);

        var reading = session.ReadStateAsync(1);
        await tester.TimeOutReadAsync(time, count: 4);
        await reading;

        Assert.Equal(2, tester.Requests.CountOf(Functions.Login));
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    [InlineData(LinkKind.Udp)]
    public async Task A_wrong_password_is_a_login_error_and_the_tester_is_asked_once(LinkKind protocol)
    {
        var problem = await Assert.ThrowsAsync<MaccorLoginException>(() => tester.ConnectAsync(protocol, user: User, password: "XXXXYYYY"));

        Assert.Equal("LoginFailed", problem.ErrorId);
        Assert.Contains(User, problem.Message, StringComparison.Ordinal);
        Assert.Equal(1, tester.Requests.Count);
    }

    [Fact]
    public async Task A_login_that_is_answered_with_an_error_is_a_login_error()
    {
        tester.Faults.Next(Fault.Error(), Functions.Login);

        await Assert.ThrowsAsync<MaccorLoginException>(() => ConnectAsync());
    }

    [Theory]
    [InlineData("NOT PASSED")]
    [InlineData("FAILED")]
    [InlineData("")]
    public async Task Any_words_but_those_of_a_login_that_passed_are_a_login_error_with_these_words(string words)
    {
        tester.Faults.Next(
            Fault.ChangeBytes(reply => JsonSplice.Replace(reply, "Result", Encoding.UTF8.GetBytes($"\"{words}\""))), Functions.Login);

        var problem = await Assert.ThrowsAsync<MaccorLoginException>(() => ConnectAsync());

        Assert.Contains($"it says '{words}'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_passed_however_the_tester_writes_that()
    {
        tester.Faults.Next(Fault.ChangeBytes(reply => JsonSplice.Replace(reply, "Result", "\" Passed.\""u8)), Functions.Login);

        using var session = await ConnectAsync();

        Assert.True(session.IsConnected);
    }

    [Fact]
    public async Task A_logout_with_other_words_is_no_error()
    {
        using var session = await ConnectAsync();
        tester.Faults.Next(Fault.ChangeBytes(reply => JsonSplice.Replace(reply, "Result", "\"NOBODY WAS LOGGED IN\""u8)), Functions.Logout);

        var reply = await session.AskAsync(Functions.Logout, new Nothing());

        Assert.Equal((false, "NOBODY WAS LOGGED IN"), (reply.LoggedOut, reply.Text));
    }

    [Fact]
    public async Task A_password_that_was_changed_is_told_when_the_link_is_opened_again()
    {
        using var session = await ConnectAsync();
        tester.System.Options.Users[User] = "changed";
        tester.DropConnections();

        await Assert.ThrowsAsync<MaccorLoginException>(() => session.ReadStateAsync(1));
        Assert.False(session.IsConnected);
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    [InlineData(LinkKind.Udp)]
    public async Task A_session_that_is_closed_logs_out(LinkKind protocol)
    {
        var session = await ConnectAsync(protocol);

        session.Dispose();

        await tester.Requests.WhenCountReaches(4);
        Assert.Equal(Functions.Logout, tester.Requests.All[^1].Function);
    }

    [Fact]
    public async Task Nobody_logs_in_or_out_who_was_not_told_to()
    {
        using var open = SimulatedTester.Start();
        var session = await open.ConnectAsync();
        session.Dispose();
        using var next = await open.ConnectAsync();

        Assert.Equal(0, open.Requests.CountOf(Functions.Login));
        Assert.Equal(0, open.Requests.CountOf(Functions.Logout));
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    [InlineData(LinkKind.Udp)]
    public async Task Login_can_be_asked_as_any_function(LinkKind protocol)
    {
        using var session = await ConnectAsync(protocol);

        Assert.False((await session.AskAsync(Functions.Login, new LoginRequest { User = User, Password = "no" })).Passed);
        Assert.True((await session.AskAsync(Functions.Login, new LoginRequest { User = User, Password = Password })).Passed);
        Assert.True((await session.AskAsync(Functions.Logout, new Nothing())).LoggedOut);
    }

    private Task<MaccorSession> ConnectAsync(LinkKind protocol = LinkKind.Json, TimeProvider? clock = null) =>
        tester.ConnectAsync(protocol, user: User, password: Password, clock: clock);
}
