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

    /// <inheritdoc/>
    public override string ToString() => $"{Session}, channel {Channel}: {TestName}";

    /// <summary>Reads what was started (4, 1), (4, 6), once the channels show it.</summary>
    internal static async Task<IReadOnlyList<StartedTest>> ReadAsync(
        MaccorSession session, IReadOnlyList<int> channels, string procedure, CancellationToken cancellation)
    {
        var at = session.Clock.GetUtcNow().ToLocalTime();
        await ShownAsync(session, channels, cancellation).ConfigureAwait(false);
        var started = new List<StartedTest>();
        foreach (var channel in channels)
        {
            var names = await ReadNamesAsync(session, channel, cancellation).ConfigureAwait(false);
            started.Add(new StartedTest
            {
                Session = session.Name,
                Channel = channel,
                TestName = names.TestName,
                Procedure = names.ProcedureName.Length > 0 ? names.ProcedureName : procedure,
                Comment = names.Comment,
                StartedAt = at,
            });
        }

        return started;
    }

    // Who waits for the test's end next must not find the channel as free as before.
    private static async Task ShownAsync(MaccorSession session, IReadOnlyList<int> channels, CancellationToken cancellation) =>
        await LookAsync(session, async () =>
        {
            var states = await Readings.ReadStatesAsync(session, channels, cancellation).ConfigureAwait(false);
            return states.Values.Any(Readiness.IsFree) ? null : states;
        }, cancellation).ConfigureAwait(false);

    /// <summary>Reads a channel's names (4, 6) once it shows any; they stay empty where it does not.</summary>
    internal static async Task<NamesReply> ReadNamesAsync(MaccorSession session, int channel, CancellationToken cancellation) =>
        await LookAsync(session, async () =>
        {
            var names = await TestInformation.ReadNamesAsync(session, channel, cancellation).ConfigureAwait(false);
            return names.TestName.Length > 0 ? names : null;
        }, cancellation).ConfigureAwait(false) ?? new NamesReply();

    // Looks until there is something, for a tester needs a moment. The test runs by now: that the tester does not tell of it must
    // not look as if it had not started.
    private static async Task<T?> LookAsync<T>(MaccorSession session, Func<Task<T?>> read, CancellationToken cancellation)
        where T : class
    {
        try
        {
            for (var look = 1; ; look++)
            {
                var found = await read().ConfigureAwait(false);
                if (found is not null || look == MostLooks)
                    return found;
                await session.Clock.Wait(BetweenLooks, cancellation).ConfigureAwait(false);
            }
        }
        catch (MaccorException)
        {
            return null;
        }
    }
}
