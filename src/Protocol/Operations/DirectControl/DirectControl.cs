using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>A channel in direct mode, as it was started (6, 7): its output follows <see cref="DirectControlOutput"/>.</summary>
public sealed class DirectControl
{
    // What is given away can be changed, in a script even where it is for initializers alone: outputs are held to this.
    private SafetyLimits limits;

    // Until the tester has told the name, it is as it was asked for, which the tester may write in its own way.
    private bool hasLearntName;

    internal DirectControl(MaccorSession tester, int channel, string testName, SafetyLimits inForce)
    {
        Tester = tester;
        Channel = channel;
        limits = inForce with { };
        TestName = testName == Operations.TestName.Random ? "" : testName;
        StartedAt = tester.Clock.GetUtcNow().ToLocalTime();
    }

    /// <summary>The session's name.</summary>
    public string Session => Tester.Name;

    /// <summary>The channel, counted from 1.</summary>
    public int Channel { get; }

    /// <summary>The test's name, as the tester has it; empty where the tester made one up and did not tell it.</summary>
    public string TestName { get; private set; }

    /// <summary>The safety limits in force.</summary>
    public SafetyLimits SafetyLimit
    {
        get => limits with { };
        internal set => limits = value with { };
    }

    /// <summary>The power limit that outputs have unless they say otherwise, W; null where power is not active.</summary>
    public float? Power { get; internal init; }

    /// <summary>The resistance that outputs have unless they say otherwise, Ω; null where resistance is not active.</summary>
    public float? Resistance { get; internal init; }

    /// <summary>Whether the channel stays as it is when its session, runspace or process ends.</summary>
    public bool KeepRunning { get; internal init; }

    /// <summary>When it was started, by this computer's clock.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Session}, channel {Channel}: {TestName}, {SafetyLimit}";

    internal MaccorSession Tester { get; }

    /// <summary>Who is responsible for the channel; null where nobody is, or not any more.</summary>
    internal object? Owner { get; set; }

    /// <summary>Remembers the test's name as the tester tells it, once it does.</summary>
    internal void LearnName(string name)
    {
        if (name.Length == 0)
            return;
        TestName = name;
        hasLearntName = true;
    }

    /// <summary>Whether the channel's test is known to be still the one that was started, and not another in its place.</summary>
    internal async Task<bool> IsOnChannelAsync(CancellationToken cancellation)
    {
        var names = await Tester.ReadTestNamesAsync(Channel, cancellation).ConfigureAwait(false);
        return hasLearntName && names.TestName == TestName;
    }

    /// <summary>
    /// Whether the test that was started is known to be on the channel no more. What has no name may be the test that was started: to
    /// suspend another one by mistake is better than to leave a cell driven.
    /// </summary>
    internal async Task<bool> IsGoneAsync(CancellationToken cancellation)
    {
        var names = await Tester.ReadTestNamesAsync(Channel, cancellation).ConfigureAwait(false);
        if (names.TestName.Length == 0)
            return ChannelStates.IsFree(await Tester.ReadStateAsync(Channel, cancellation).ConfigureAwait(false));
        return hasLearntName && names.TestName != TestName;
    }
}
