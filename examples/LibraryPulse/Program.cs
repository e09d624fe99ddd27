using MacNet.Protocol;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

// A pulse of 1 A for two seconds, from which follows the cell's resistance: dotnet run <the tester's PC> <channel>
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) => stop.Cancel(pressed.Cancel = true);
var (computer, channel) = (args[0], int.Parse(args[1]));
try
{
    await using var session = await MaccorSession.ConnectAsync(new() { ComputerName = computer }, stop.Token);
    var limits = new SafetyLimits { VoltageMin = 2.5f, VoltageMax = 4.25f, ChargeCurrent = 2, DischargeCurrent = 2 };
    await session.StartDirectControlAsync(channel, new DirectControlStart { SafetyLimit = limits }, stop.Token);
    try
    {
        var before = await session.ReadStatusAsync(channel, stop.Token);
        await session.SetDirectOutputAsync(channel, new DirectControlOutput { Current = 1, Voltage = 4.2f }, stop.Token);
        await Task.Delay(2000, stop.Token);
        var during = await session.ReadStatusAsync(channel, stop.Token);
        Console.WriteLine($"{1000 * (during.Voltage - before.Voltage) / (during.SignedCurrent - before.SignedCurrent):0.0} mΩ");
    }
    finally
    {
        // At rest, and suspended, whatever happened. It is not to be cancelled.
        await session.StopDirectControlAsync(channel);
    }
}
catch (Exception problem) when (problem is MaccorException or OperationCanceledException)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}

return 0;
