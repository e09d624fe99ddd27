// The main job of a cycler, from .NET, on a virtual tester: read channels, set safety limits, run a procedure on four channels,
// steer a running test by a variable, control a cell directly. examples/QuickStart.ps1 does the same with cmdlets.
using System.Globalization;
using MacNet.Examples;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Options;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};

Show.Title("A virtual tester with 16 channels");
using var tester = SimulatedTester.Start(new VirtualTesterOptions { Channels = 16, SystemId = "Lab tester 1" });
using var session = await MaccorSession.ConnectAsync(
    new MaccorSessionOptions
    {
        ComputerName = "127.0.0.1",
        JsonPort = tester.JsonPort,
        BinaryPort = tester.BinaryPort,
        Name = "lab1",
    },
    stop.Token);
var system = await session.ReadSystemAsync(stop.Token);
Console.WriteLine($"Connected to '{system.SystemId}': {system.TestChannels} channels, MacTest32 {system.ExeVersion}.");
Show.Readings(await session.ReadReadingsAsync(cancellation: stop.Token));

Show.Title("Charge the cells of channels 1 to 4");
var limits = new SafetyLimits { VoltageMin = 2.5f, VoltageMax = 4.25f, ChargeCurrent = 2, DischargeCurrent = 2 };
int[] batch = [1, 2, 3, 4];
foreach (var channel in batch)
{
    var check = await session.CheckTestStartAsync(channel, new TestPlan { Procedure = "CCCV charge" }, stop.Token);
    var start = new TestStart(channel, new TestPlan { Procedure = "CCCV charge", TestName = "quick {channel}" }) { Limits = limits };
    var started = await session.StartTestAsync(start, stop.Token);
    Console.WriteLine(
        $"Channel {channel}: check {(check.CanStart ? "passed" : check.Reason)}, limits verified, '{started.TestName}' runs '{started.Procedure}'.");
}

tester.Speed = 3000;
await Follow.UntilEndedAsync(session, batch, stop.Token);
tester.Speed = 1;
Show.Readings(await session.ReadReadingsAsync(batch, stop.Token));

Show.Title("Steer a running test: the procedure on channel 5 charges with VAR1");
await session.CommandAsync(Functions.SetVariable, new VariableRequest { Channel = 5, Number = 1, Value = 0.25f }, stop.Token);
await session.StartTestAsync(new TestStart(5, new TestPlan { Procedure = "VAR charge" }) { Limits = limits }, stop.Token);
foreach (var amps in new[] { 0.25f, 0.5f, 1f })
{
    await session.CommandAsync(Functions.SetVariable, new VariableRequest { Channel = 5, Number = 1, Value = amps }, stop.Token);
    await Task.Delay(300, stop.Token);
    Show.Status($"VAR1 = {amps} A", await session.ReadStatusAsync(5, stop.Token));
}

Show.Title("Control the cell of channel 6 directly");
await session.StartDirectControlAsync(6, new DirectControlStart { SafetyLimit = limits }, stop.Token);
try
{
    DirectControlOutput[] outputs = [new() { Current = -0.2f }, new() { Current = 0 }, new() { Current = 0.2f, Voltage = 4.2f }];
    foreach (var output in outputs)
    {
        await session.SetDirectOutputAsync(6, output, stop.Token);
        await Task.Delay(500, stop.Token);
        Show.Status(output.ToString(), await session.ReadStatusAsync(6, stop.Token));
    }
}
finally
{
    // Whatever happens above, the cell ends at rest.
    Show.Status("stopped", await session.StopDirectControlAsync(6));
}

Console.WriteLine($"Disconnected after {session.MessagesSent} messages.");
