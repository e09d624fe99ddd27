using MacNet.Protocol.Messages;
using MacNet.VirtualTester.Channels;
using MacNet.VirtualTester.Computer;
using MacNet.VirtualTester.Files;
using MacNet.VirtualTester.Procedures;

namespace MacNet.VirtualTester.Starting;

/// <summary>Starts tests and direct mode, and knows everything that speaks against it.</summary>
internal sealed class TestStarter(
    TesterComputer computer, ProcedureLibrary procedures, ChannelCollection channels, TestNaming naming)
{
    public const string DirectProcedure = "Direct mode";

    /// <summary>Starts a test on channels, under one name; the channel's number is in the data file's extension.</summary>
    public int Start(IReadOnlyList<Channel> chosen, TestOrder start, StartOptions options)
    {
        if (chosen.Count == 0)
            return StartTestResult.NoChannelsSelected;
        foreach (var channel in chosen)
            channel.Advance();
        if (!chosen.All(channel => channel.IsStartable))
            return StartTestResult.ChannelInUse;
        if (options.Regime.Length > 0)
            return chosen.Count > 1 ? StartTestResult.RegimesOnSeveralChannels : StartTestResult.NoProcedure;
        if (Refusal(start) is { } refusal)
            return refusal;
        if (!options.AreLegal)
            return StartTestResult.InvalidEntry;
        if (TryCompile(start.ProcedureName) is not { } procedure)
            return StartTestResult.InvalidEntry;

        var names = new TestNames(naming.Resolve(start.TestName), start.Comment, procedure.Name, procedure.Description);
        foreach (var channel in chosen)
        {
            var progress = new TestProgress { Cycle = options.StartCycle, Reset = computer.Options.CapacityReset };
            var run = new ProcedureRun(channel, names, progress, NewLog(channel, names, options), procedure, start.CRate)
            {
                LastCycle = options.TotalCycles == 0 ? uint.MaxValue : options.StartCycle + options.TotalCycles,
            };
            channel.Start(run, start.Chamber);
        }

        return CommandResult.OkCode;
    }

    /// <summary>The code of (6, 11) and the sentences that (6, 12) tells about it.</summary>
    public (int Code, IReadOnlyList<string> Details) Check(Channel channel, TestOrder start)
    {
        channel.Advance();
        if (!channel.IsStartable)
            return (CheckStartResult.NotAvailable, [$"Channel {channel.Number} is not available or selected."]);
        if (!FileRules.IsFileName(start.TestName) || start.TestName.Length > TestOrder.LongestName)
            return (CheckStartResult.InvalidName, [$"'{start.TestName}' cannot be the name of a file."]);
        if (!IsNameFree(start.TestName))
            return (CheckStartResult.NameInArchive, [$"A test named '{start.TestName}' exists."]);
        if (!HasChamber(start.Chamber))
            return (CheckStartResult.InvalidChamber, [$"There is no environmental chamber {start.Chamber}."]);
        if (!start.HasCRate)
            return (CheckStartResult.Other, ["The C-rate is not above 0."]);
        return CheckProcedure(start.ProcedureName);
    }

    public int StartDirect(Channel channel, string testName, DirectSettings settings, RecordRule recordRule)
    {
        channel.Advance();
        if (computer.Options.SystemType != 0)
            return StartDirectResult.IllegalSystemType;
        if (!channel.IsStartable)
            return StartDirectResult.NotAvailable;
        var output = settings.On(channel.Specification);
        var setPoints = new[] { output.Current, output.Voltage, output.Power, output.Resistance }.Count(value => value is not null);
        if (!settings.IsLegal || setPoints is 0 or 4 || !FileRules.IsFileName(testName) || !IsNameFree(testName))
            return StartDirectResult.NoPseudoProcedure;

        var names = new TestNames(naming.Resolve(testName), "", DirectProcedure, "Output set by MacNet");
        var options = computer.Options;
        channel.Start(
            new DirectRun(
                channel, names, NewLog(channel, names), recordRule, output, options.DirectModeReadyAfter, options.DirectModeWatchdog),
            chamber: 0);
        return CommandResult.OkCode;
    }

    public bool IsNameFree(string name) => TestNaming.IsRequestForAny(name) || !naming.IsTaken(name);

    public bool HasChamber(int chamber) => chamber >= 0 && chamber <= computer.Options.Chambers;

    public Procedure? TryCompile(string name)
    {
        try
        {
            return procedures.Compile(name);
        }
        catch (ProcedureException)
        {
            return null;
        }
    }

    public TestLog NewLog(Channel channel, TestNames names, StartOptions? options = null) => TestLog.Create(
        computer.Files, TestNaming.FileName(names.TestName, channel), names, options ?? new StartOptions(), computer.Clock.TesterTime);

    private int? Refusal(TestOrder start)
    {
        if (!procedures.Exists(start.ProcedureName))
            return StartTestResult.NoProcedure;
        if (start.TestName.Length > TestOrder.LongestName)
            return StartTestResult.NameTooLong;
        if (!FileRules.IsFileName(start.TestName) || !start.HasCRate || !HasChamber(start.Chamber))
            return StartTestResult.InvalidEntry;
        if (!IsNameFree(start.TestName))
            return StartTestResult.NameNotUnique;
        return channels.Any(channel => channel.HasChamber(start.Chamber)) ? StartTestResult.ChamberInUse : null;
    }

    private (int Code, IReadOnlyList<string> Details) CheckProcedure(string name)
    {
        if (!procedures.Exists(name))
            return (CheckStartResult.NoProcedure, [$"Procedure '{name}' does not exist."]);
        try
        {
            procedures.Compile(name);
            return (CommandResult.OkCode, []);
        }
        catch (ProcedureException problem)
        {
            return (problem.IsMissingSubroutine ? CheckStartResult.NoSubroutine : CheckStartResult.CompileError, [problem.Message]);
        }
    }
}
