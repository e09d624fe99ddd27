using MacNet.Protocol;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Options;
using Xunit;

namespace MacNet.Tests.Unit.Session;

/// <summary>Sessions that reach one tester in several ways know that it is one: who drives a cell drives it for all of them.</summary>
public sealed class SameTesterTests : IDisposable
{
    private readonly SessionGroup group = new();
    private readonly SimulatedTester tester = Start("Tester 1");
    private readonly SimulatedTester other = Start("Tester 2");

    public void Dispose()
    {
        tester.Dispose();
        other.Dispose();
    }

    [Theory]
    [InlineData("127.0.0.1", LinkKind.Json)]
    [InlineData("localhost", LinkKind.Json)]
    [InlineData("127.1", LinkKind.Json)]
    [InlineData("::ffff:127.0.0.1", LinkKind.Json)]
    [InlineData("127.0.0.1", LinkKind.Binary)]
    [InlineData("127.0.0.1", LinkKind.Udp)]
    public async Task A_second_driver_is_refused_however_its_session_calls_the_tester(string computer, LinkKind protocol)
    {
        using var first = await ConnectAsync(tester, "127.0.0.1", LinkKind.Json);
        using var second = await ConnectAsync(tester, computer, protocol);
        using var stop = new CancellationTokenSource();
        var driving = DriveAsync(first, stop.Token);

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => DriveAsync(second, stop.Token));

        Assert.Equal("AlreadyDriven", problem.ErrorId);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => driving);
    }

    [Theory]
    [InlineData("Prüfstand 1")]
    [InlineData("Tester 1 ")]
    [InlineData("A tester whose name is longer than what binary messages carry of it, number 1")]
    public async Task A_second_driver_is_refused_where_JSON_and_binary_tell_the_tester_s_name_differently(string name)
    {
        using var named = Start(name);
        using var first = await ConnectAsync(named, "127.0.0.1", LinkKind.Json);
        using var second = await ConnectAsync(named, "127.0.0.1", LinkKind.Binary);
        using var stop = new CancellationTokenSource();
        var driving = DriveAsync(first, stop.Token);

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => DriveAsync(second, stop.Token));

        Assert.Equal("AlreadyDriven", problem.ErrorId);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => driving);
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    [InlineData(LinkKind.Udp)]
    public async Task Another_tester_of_the_computer_is_not_taken_for_it(LinkKind protocol)
    {
        using var first = await ConnectAsync(tester, "127.0.0.1", LinkKind.Json);
        using var second = await ConnectAsync(other, "127.0.0.1", protocol);
        using var stop = new CancellationTokenSource();

        Task[] driving = [DriveAsync(first, stop.Token), DriveAsync(second, stop.Token)];
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => driving[0]);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => driving[1]);
    }

    // A loop that is still at its first reading.
    private static Task DriveAsync(MaccorSession session, CancellationToken cancellation) => new DirectControlLoop(session, channel: 1)
    {
        Patience = TimeSpan.FromHours(1),
        Read = async token =>
        {
            await Task.Delay(Timeout.Infinite, token);
            throw new InvalidOperationException();
        },
    }.RunAsync(cancellation);

    private static SimulatedTester Start(string name) => SimulatedTester.Start(new VirtualTesterOptions { Channels = 4, SystemId = name });

    // Only the ports that it needs, as by hand.
    private Task<MaccorSession> ConnectAsync(SimulatedTester to, string computer, LinkKind protocol) => MaccorSession.ConnectAsync(
        protocol switch
        {
            LinkKind.Json => new() { ComputerName = computer, JsonPort = to.JsonPort, BinaryPort = to.BinaryPort, Group = group },
            LinkKind.Binary => new() { ComputerName = computer, BinaryPort = to.BinaryPort, Protocol = protocol, Group = group },
            _ => new() { ComputerName = computer, UdpPort = to.UdpPort, Protocol = protocol, Group = group },
        });
}
