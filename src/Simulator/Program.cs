using System.CommandLine;
using System.CommandLine.Invocation;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using MacNet.Simulator;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Requests;

const int WrongUsage = 2;
try
{
    var given = CommandLine.For(Run).Parse(args);
    // What is wrong, and what was perhaps meant, without all the help.
    if (given.Action is ParseErrorAction wrong)
        wrong.ShowHelp = false;
    var status = given.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    return given.Errors.Count > 0 ? WrongUsage : status;
}
catch (Exception problem) when (problem is ArgumentException or FormatException or IOException)
{
    Console.Error.WriteLine(problem.Message);
    return WrongUsage;
}

static void Run(CommandLine line, bool isVerbose)
{
    using var tester = Start(line);
    foreach (var (fault, count) in line.Faults)
        tester.Faults.Next(fault, count: count);
    if (isVerbose)
        tester.Requests.Served += (_, request) => Console.WriteLine(Describe(request));
    Console.WriteLine(
        $"""
        {line.Tester.SystemId}: {tester.Channels.Count} channels at {tester.Speed} x real time
          JSON    {tester.Address}:{tester.JsonPort}
          binary  {tester.Address}:{tester.BinaryPort}
          UDP     {tester.Address}:{tester.UdpPort}
        Procedures: {string.Join(", ", tester.Procedures.Names)}
        Ctrl+C stops it.
        """);
    WaitForEnd();
}

static SimulatedTester Start(CommandLine line)
{
    try
    {
        return SimulatedTester.Start(line.Tester);
    }
    catch (SocketException problem)
    {
        throw new IOException(line.Explain(problem), problem);
    }
}

static void WaitForEnd()
{
    using var ended = new ManualResetEventSlim();
    void End(PosixSignalContext signal)
    {
        signal.Cancel = true;
        ended.Set();
    }

    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
    using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
    ended.Wait();
}

// No contents: a login's would show a password.
static string Describe(RecordedRequest request) =>
    $"{request.Time:hh\\:mm\\:ss\\.fff} connection {request.Connection}, {request}: {request.Bytes.Length} bytes, "
    + (request.Reply is { } reply ? $"answered with {reply.Length}" : "not answered");
