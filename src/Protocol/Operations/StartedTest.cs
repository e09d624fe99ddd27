using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>A test that was started.</summary>
public sealed class StartedTest
{
    private const int MostLooks = 10;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    /// <summary>The session's name.</summary>
    public string Session { get; init; } = "";

    /// <summary>The channel, counted from 1.</summary>
    public int Channel { get; init; }

    /// <summary>The test's name, as the tester has it; empty where the tester did not tell it.</summary>
    public string TestName { get; init; } = "";

    /// <summary>The procedure's name.</summary>
    public string Procedure { get; init; } = "";

    /// <summary>The comment.</summary>
    public string Comment { get; init; } = "";

    /// <summary>When the tester took the command, by this computer's clock.</summary>
    public DateTimeOffset StartedAt { get; init; }

    // The test runs by now: that its name cannot be read must not look as if it had not started.
    internal static async Task<StartedTest> ReadAsync(
        MaccorSession session, int channel, string procedure, CancellationToken cancellation)
    {
        var at = session.Clock.GetUtcNow().ToLocalTime();
        var names = new NamesReply { ProcedureName = procedure };
        try
        {
            names = await ReadNamesAsync(session, channel, cancellation).ConfigureAwait(false);
        }
        catch (MaccorException)
        {
        }

        return new StartedTest
        {
            Session = session.Name,
            Channel = channel,
            TestName = names.TestName,
            Procedure = names.ProcedureName.Length > 0 ? names.ProcedureName : procedure,
            Comment = names.Comment,
            StartedAt = at,
        };
    }

    // A tester that is still starting the test has no name of it yet.
    private static async Task<NamesReply> ReadNamesAsync(MaccorSession session, int channel, CancellationToken cancellation)
    {
        for (var look = 1; ; look++)
        {
            var names = await TestInformation.ReadNamesAsync(session, channel, cancellation).ConfigureAwait(false);
            if (names.TestName.Length > 0 || look == MostLooks)
                return names;
            await session.Clock.Wait(BetweenLooks, cancellation).ConfigureAwait(false);
        }
    }
}
