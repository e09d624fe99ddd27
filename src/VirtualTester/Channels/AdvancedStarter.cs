using MacNet.Protocol.Messages;
using MacNet.VirtualTester.Files;
using MacNet.VirtualTester.Procedures;

namespace MacNet.VirtualTester.Channels;

// (6, 13): a test that starts in the middle, or goes on where an archived one stopped.
internal sealed class AdvancedStarter(TestSystem system, TestStarter starter)
{
    private const int MostRemovedRecords = 20;

    public AdvancedStartCode Start(AdvancedStartRequest request)
    {
        if (!system.Channels.Has(request.Channel))
            return AdvancedStartCode.InvalidChannel;
        var channel = system.Channels[request.Channel];
        channel.Advance();
        if (!channel.IsStartable)
            return AdvancedStartCode.NotAvailable;
        var append = Has(request, AdvancedStartRequest.AppendToArchived);
        if (!append && request.Options != 0 || request.Options > 7)
            return AdvancedStartCode.IllegalOptions;
        var code = append ? Continue(channel, request) : StartNew(channel, request);
        if (code == AdvancedStartCode.Ok)
            UnselectOthers();
        return code;
    }

    private AdvancedStartCode StartNew(Channel channel, AdvancedStartRequest request)
    {
        if (!IsLegal(request) || !FileRules.IsFileName(request.TestName) || !starter.IsNameFree(request.TestName)
            || starter.TryCompile(request.ProcedureName) is not { } procedure)
            return AdvancedStartCode.Other;
        var progress = new TestProgress();
        if (Refusal(request, progress, procedure) is { } refusal)
            return refusal;
        var names = new TestNames(
            system.Naming.Resolve(request.TestName), request.Comment, procedure.Name, procedure.Description);
        Run(channel, request, names, progress, starter.NewLog(channel, names), procedure);
        return AdvancedStartCode.Ok;
    }

    private AdvancedStartCode Continue(Channel channel, AdvancedStartRequest request)
    {
        if (ArchivedTest.Find(system.Files, request.ArchivedTestName) is not { } archived)
            return AdvancedStartCode.NoArchivedFile;
        var useArchived = Has(request, AdvancedStartRequest.UseArchivedProcedure);
        var name = useArchived ? archived.Names.ProcedureName : request.ProcedureName;
        if (starter.TryCompile(name) is not { } procedure)
            return useArchived ? AdvancedStartCode.NoArchivedProcedure : AdvancedStartCode.Other;
        var removed = request.RemoveLastDataRecords;
        if (removed > MostRemovedRecords || removed > archived.RecordCount)
            return AdvancedStartCode.TooManyRecords;
        if (!IsLegal(request))
            return AdvancedStartCode.Other;

        var progress = archived.ProgressWithout(removed);
        if (Has(request, AdvancedStartRequest.AddShelfTime))
            progress.TestTime += Math.Max(0, (system.Clock.TesterTime - archived.Date).TotalSeconds);
        if (Refusal(request, progress, procedure) is { } refusal)
            return refusal;
        var names = archived.Names with { ProcedureName = procedure.Name, ProcedureDescription = procedure.Description };
        Run(channel, request, names, progress, TestLog.Reopen(system.Files, archived, removed), procedure);
        return AdvancedStartCode.Ok;
    }

    private static AdvancedStartCode? Refusal(AdvancedStartRequest request, TestProgress progress, Procedure procedure)
    {
        Override(progress, request);
        if (progress.Step == 0)
            return AdvancedStartCode.BlankStep;
        if (progress.Step < 0 || progress.Step > procedure.Steps.Count)
            return AdvancedStartCode.IllegalStep;
        var kind = procedure.Steps[progress.Step - 1].Kind;
        return kind is StepKind.EndLoop or StepKind.End or StepKind.Problem ? AdvancedStartCode.IllegalStepType : null;
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
            new ProcedureRun(channel, names, progress, log, procedure, request.CRate, startedAdvanced: true), request.ChamberNumber);

    private void UnselectOthers()
    {
        foreach (var channel in system.Channels)
            channel.Select(false);
    }

    private static bool Has(AdvancedStartRequest request, byte option) => (request.Options & option) != 0;
}
