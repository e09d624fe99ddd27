using MacNet.Protocol.Messages;
using MacNet.VirtualTester.Channels;
using MacNet.VirtualTester.Computer;
using MacNet.VirtualTester.Files;
using MacNet.VirtualTester.Procedures;

namespace MacNet.VirtualTester.Starting;

/// <summary>(6, 13): a test that starts in the middle, or goes on where an archived one stopped.</summary>
internal sealed class AdvancedStarter(
    TesterComputer computer, ChannelCollection channels, TestNaming naming, TestStarter starter)
{
    public int Start(AdvancedStartRequest request)
    {
        if (!channels.Has(request.Channel))
            return AdvancedStartResult.InvalidChannel;
        var channel = channels[request.Channel];
        channel.Advance();
        if (!channel.IsStartable)
            return AdvancedStartResult.NotAvailable;
        var append = Has(request, AdvancedStartRequest.AppendToArchived);
        if (!append && request.Options != 0 || request.Options > 7)
            return AdvancedStartResult.IllegalOptions;
        var code = append ? Continue(channel, request) : StartNew(channel, request);
        if (code == CommandResult.OkCode)
            UnselectOthers();
        return code;
    }

    private int StartNew(Channel channel, AdvancedStartRequest request)
    {
        if (!IsLegal(request) || !FileRules.IsFileName(request.TestName) || !starter.IsNameFree(request.TestName)
            || starter.TryCompile(request.ProcedureName) is not { } procedure)
            return AdvancedStartResult.Other;
        var progress = new TestProgress { Reset = computer.Options.CapacityReset };
        if (Refusal(request, progress, procedure) is { } refusal)
            return refusal;
        var names = new TestNames(
            naming.Resolve(request.TestName), request.Comment, procedure.Name, procedure.Description);
        Run(channel, request, names, progress, starter.NewLog(channel, names), procedure);
        return CommandResult.OkCode;
    }

    private int Continue(Channel channel, AdvancedStartRequest request)
    {
        if (ArchivedTest.Find(computer.Files, request.ArchivedTestName) is not { } archived)
            return AdvancedStartResult.NoArchivedFile;
        var useArchived = Has(request, AdvancedStartRequest.UseArchivedProcedure);
        var name = useArchived ? archived.Names.ProcedureName : request.ProcedureName;
        if (starter.TryCompile(name) is not { } procedure)
            return useArchived ? AdvancedStartResult.NoArchivedProcedure : AdvancedStartResult.Other;
        var removed = request.RemoveLastDataRecords;
        if (removed > AdvancedStartRequest.MostRemovedRecords || removed > archived.RecordCount)
            return AdvancedStartResult.TooManyRecords;
        if (!IsLegal(request))
            return AdvancedStartResult.Other;

        // A test that has come to its end has no step to go on with.
        if (request.TestStep < 0 && archived.HasEndedWithout(removed))
            return AdvancedStartResult.IllegalStepType;
        var progress = archived.ProgressWithout(removed, computer.Options.CapacityReset);
        if (Has(request, AdvancedStartRequest.AddShelfTime))
            progress.TestTime += Math.Max(0, (computer.Clock.TesterTime - archived.Date).TotalSeconds);
        if (Refusal(request, progress, procedure) is { } refusal)
            return refusal;
        var names = archived.Names with { ProcedureName = procedure.Name, ProcedureDescription = procedure.Description };
        Run(channel, request, names, progress, TestLog.Reopen(computer.Files, archived.FileName, archived.TextWithout(removed)), procedure);
        return CommandResult.OkCode;
    }

    private static int? Refusal(AdvancedStartRequest request, TestProgress progress, Procedure procedure)
    {
        Override(progress, request);
        if (progress.Step == 0)
            return AdvancedStartResult.BlankStep;
        if (progress.Step < 0 || progress.Step > procedure.Steps.Count)
            return AdvancedStartResult.IllegalStep;
        var kind = procedure.Steps[progress.Step - 1].Kind;
        return kind is StepKind.EndLoop or StepKind.End or StepKind.Problem ? AdvancedStartResult.IllegalStepType : null;
    }

    // -1 leaves a value as it is: the default, or what the archived test had.
    private static void Override(TestProgress progress, AdvancedStartRequest request)
    {
        progress.TestTime = Chosen(request.TestTime, progress.TestTime);
        progress.StepTime = Chosen(request.StepTime, progress.StepTime);
        progress.Step = (int)Chosen(request.TestStep, progress.Step);
        progress.Cycle = (uint)Chosen(request.Cycle, progress.Cycle);
        progress.Capacity = Chosen(request.Capacity, progress.Capacity);
        progress.Energy = Chosen(request.Energy, progress.Energy);
        short[] loops = [request.RemainingLoop1, request.RemainingLoop2, request.RemainingLoop3, request.RemainingLoop4];
        for (var loop = 0; loop < loops.Length; loop++)
            progress.Loops[loop] = (int)Chosen(loops[loop], progress.Loops[loop]);
    }

    private static double Chosen(double requested, double otherwise) => requested >= 0 ? requested : otherwise;

    private bool IsLegal(AdvancedStartRequest request) =>
        request.CRate > 0 && !float.IsInfinity(request.CRate) && starter.HasChamber(request.ChamberNumber);

    private static void Run(
        Channel channel, AdvancedStartRequest request, TestNames names, TestProgress progress, TestLog log, Procedure procedure) =>
        channel.Start(
            new ProcedureRun(channel, names, progress, log, procedure, request.CRate) { StartedAdvanced = true }, request.ChamberNumber);

    private void UnselectOthers()
    {
        foreach (var channel in channels)
            channel.Select(false);
    }

    private static bool Has(AdvancedStartRequest request, byte option) => (request.Options & option) != 0;
}
