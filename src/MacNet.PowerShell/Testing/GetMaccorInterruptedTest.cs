using System.Management.Automation;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Testing;

/// <summary>
/// Finds tests that were cut off, with all that it takes to go on with them: (4, 1) for all channels of a tester, (4, 6) and (4, 7) for
/// each in the state PowerFail, and (1, 4) for each that this session started and of which it saw no end.
/// </summary>
[Cmdlet(VerbsCommon.Get, "MaccorInterruptedTest")]
[OutputType(typeof(InterruptedTest))]
public sealed class GetMaccorInterruptedTest : ChannelReadCmdlet<InterruptedTest>
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<InterruptedTest>> ReadAsync(
        MaccorSession session, IReadOnlyCollection<int> channels, Pump pump)
    {
        using var progress = new SessionProgress(this, pump, "Looking for interrupted tests", session.Name);
        await session.FindInterruptedTestsAsync(
            channels,
            found: test => pump.Post(() => Write(test)),
            failed: problem => pump.Post(() => WriteError(Errors.RecordOf(problem))),
            next: (channel, done, all) => progress.Show(done, all, $"channel {channel}, {done} of {all} done"),
            pump.Cancellation).ConfigureAwait(false);
        return [];
    }
}
