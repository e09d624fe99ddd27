using MacNet.VirtualTester.Files;
using MacNet.VirtualTester.Procedures;

namespace MacNet.VirtualTester.Channels;

// Starting tests and direct mode, and everything that speaks against it.
internal sealed class TestStarter(TestSystem system)
{
    public const string DirectProcedure = "Direct mode";

    // All channels get the same name; the channel's number is in the data file's extension.
    public StartCode Start(IReadOnlyList<Channel> channels, TestStart start, uint startCycle, string regime)
    {
        if (channels.Count == 0)
            return StartCode.NoChannels;
        foreach (var channel in channels)
            channel.Advance();
        if (!channels.All(channel => channel.IsStartable))
            return StartCode.ChannelInUse;
        if (regime.Length > 0)
            return channels.Count > 1 ? StartCode.RegimesOnSeveralChannels : StartCode.NoProcedure;
        if (Refusal(start) is { } refusal)
            return refusal;
        if (TryCompile(start.ProcedureName) is not { } procedure)
            return StartCode.InvalidEntry;

        var names = new TestNames(system.Naming.Resolve(start.TestName), start.Comment, procedure.Name, procedure.Description);
        foreach (var channel in channels)
        {
            var progress = new TestProgress { Cycle = startCycle };
            channel.Start(new ProcedureRun(channel, names, progress, NewLog(channel, names), procedure, start.CRate, false), start.Chamber);
        }

        return StartCode.Ok;
    }

    // The code of (6, 11) and the sentences that (6, 12) tells about it.
    public (CheckCode Code, IReadOnlyList<string> Details) Check(Channel channel, TestStart start)
    {
        channel.Advance();
        if (!channel.IsStartable)
            return (CheckCode.NotAvailable, [$"Channel {channel.Number} is not available or selected."]);
        if (!FileRules.IsFileName(start.TestName) || start.TestName.Length > TestStart.LongestName)
            return (CheckCode.InvalidName, [$"'{start.TestName}' cannot be the name of a file."]);
        if (!IsNameFree(start.TestName))
            return (CheckCode.NameInArchive, [$"A test named '{start.TestName}' exists."]);
        if (!HasChamber(start.Chamber))
            return (CheckCode.InvalidChamber, [$"There is no environmental chamber {start.Chamber}."]);
        if (!start.HasCRate)
            return (CheckCode.Other, ["The C-rate is not above 0."]);
        return CheckProcedure(start.ProcedureName);
    }

    public DirectStartCode StartDirect(Channel channel, string testName, DirectSettings settings, RecordRule recordRule)
    {
        channel.Advance();
        if (system.Options.SystemType != 0)
            return DirectStartCode.IllegalSystemType;
        if (!channel.IsStartable)
            return DirectStartCode.NotAvailable;
        var output = settings.On(channel.Specification);
        var setPoints = new[] { output.Current, output.Voltage, output.Power, output.Resistance }.Count(value => value is not null);
        if (!settings.IsLegal || setPoints is 0 or 4 || !FileRules.IsFileName(testName) || !IsNameFree(testName))
            return DirectStartCode.NoPseudoProcedure;

        var names = new TestNames(system.Naming.Resolve(testName), "", DirectProcedure, "Output set by MacNet");
        var options = system.Options;
        channel.Start(
            new DirectRun(
                channel, names, NewLog(channel, names), recordRule, output, options.DirectModeReadyAfter, options.DirectModeWatchdog),
            chamber: 0);
        return DirectStartCode.Ok;
    }

    public bool IsNameFree(string name) => TestNaming.IsRequestForAny(name) || !system.Naming.IsTaken(name);

    public bool HasChamber(int chamber) => chamber >= 0 && chamber <= system.Options.Chambers;

    public Procedure? TryCompile(string name)
    {
        try
        {
            return system.Procedures.Compile(name);
        }
        catch (ProcedureException)
        {
            return null;
        }
    }

    public TestLog NewLog(Channel channel, TestNames names) => TestLog.Create(
        system.Files, TestNaming.FileName(names.TestName, channel), names, system.Clock.TesterTime);

    private StartCode? Refusal(TestStart start)
    {
        if (!system.Procedures.Exists(start.ProcedureName))
            return StartCode.NoProcedure;
        if (start.TestName.Length > TestStart.LongestName)
            return StartCode.NameTooLong;
        if (!FileRules.IsFileName(start.TestName) || !start.HasCRate || !HasChamber(start.Chamber))
            return StartCode.InvalidEntry;
        if (!IsNameFree(start.TestName))
            return StartCode.NameNotUnique;
        return system.Channels.Any(channel => channel.HasChamber(start.Chamber)) ? StartCode.ChamberInUse : null;
    }

    private (CheckCode Code, IReadOnlyList<string> Details) CheckProcedure(string name)
    {
        if (!system.Procedures.Exists(name))
            return (CheckCode.NoProcedure, [$"Procedure '{name}' does not exist."]);
        try
        {
            system.Procedures.Compile(name);
            return (CheckCode.Ok, []);
        }
        catch (ProcedureException problem)
        {
            return (problem.IsMissingSubroutine ? CheckCode.NoSubroutine : CheckCode.CompileError, [problem.Message]);
        }
    }
}
