using System.Management.Automation;
using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Testing;

/// <summary>
/// Has testers check whether a test could start, and starts nothing: (6, 11), one message a channel, and (6, 12) for the details
/// where one could not. Limits are checked against the channel (3, 1) and each other. Of a channel that is not free, the state (4, 1) and
/// what a start asks before it takes off an ended test: (1, 3), (1, 4) and (4, 6).
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "MaccorTestStart", DefaultParameterSetName = GivenSet)]
[OutputType(typeof(TestStartCheck), typeof(bool))]
public sealed class TestMaccorTestStart : NewTestCmdlet
{
    /// <summary>Gives only whether the test could start.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override bool OnlyChecks => true;

    /// <inheritdoc/>
    protected override void End()
    {
        var groups = Starts.ToDictionary(group => group.Key);
        ForEachSession(
            [.. groups.Keys],
            (session, pump) => CheckAsync(session, groups[session], groups.Count > 1, pump),
            checks => checks.ForEach(Write));
    }

    private void Write(TestStartCheck check) => WriteObject(Quiet ? check.CanStart : check);

    // What is found of several testers comes tester by tester, and that of one as it is found.
    private async Task<List<TestStartCheck>> CheckAsync(
        MaccorSession session, IGrouping<MaccorSession, TestStart> starts, bool isOneOfSeveral, Pump pump)
    {
        using var progress = new SessionProgress(this, pump, "Checking starts", session.Name);
        await session.LearnSpecificationsAsync(
            starts.Where(start => start.Limits is not null).Select(start => start.Channel), pump.Cancellation).ConfigureAwait(false);
        var ofOneName = OfOneName(starts).ToArray();
        var checks = new List<TestStartCheck>();
        var taken = new HashSet<int>();
        var done = 0;
        var all = starts.Count();
        foreach (var start in starts)
        {
            progress.Show(done++, all, $"channel {start.Channel}");
            try
            {
                var check = await session.CheckTestStartAsync(start, pump.Cancellation).ConfigureAwait(false);
                if (check.CanStart && Array.Find(ofOneName, same => same.Starts.Contains(start)).Problem is { } problem)
                    check = check.But(problem);
                if (check.CanStart && !taken.Add(start.Channel))
                    check = check.But(StartsAnother(check));
                if (isOneOfSeveral)
                    checks.Add(check);
                else
                    pump.Post(() => Write(check));
            }
            catch (MaccorException problem) when (problem is not MaccorConnectionException and not MaccorTimeoutException)
            {
                pump.Post(() => WriteError(Errors.RecordOf(problem)));
            }
        }

        return checks;
    }

    // One after the other, as Start-MaccorTest would start them.
    private static MaccorStateException StartsAnother(TestStartCheck check) => new(
        new Asked(check.Session, Functions.CheckStart, check.Channel), "ChannelBusy", "another of these tests is to start on the channel.");
}
