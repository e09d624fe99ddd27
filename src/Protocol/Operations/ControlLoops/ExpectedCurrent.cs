using MacNet.Protocol.Messages;

namespace MacNet.Protocol.Operations;

/// <summary>
/// The largest current that a channel may show by the outputs that were set on it: less may be one that its voltage or power holds back,
/// more is somebody else's.
/// </summary>
internal sealed class ExpectedCurrent(TimeProvider clock)
{
    // What may pass until an output is seen: those before it count for so long.
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(5);

    // Far beyond what a channel measures wrongly: shares of what was set, and of its largest range.
    private const float ShareOfOutput = 0.1f;
    private const float ShareOfRange = 0.01f;

    private readonly List<(long At, float Amperes)> outputs = [];

    internal void Add(float amperes) => outputs.Add((clock.GetTimestamp(), Math.Abs(amperes)));

    /// <summary>Whether a reading has more. What was there before the first output is not known: it may be that for a while.</summary>
    internal bool IsBelow(ChannelReading reading, ChannelSpecification? can)
    {
        ForgetPast();
        if (can is null || outputs.Count == 0 || !IsPast(outputs[0].At))
            return false;
        var most = outputs.Max(output => output.Amperes);
        return Math.Abs(reading.Current) > most * (1 + ShareOfOutput) + can.LargestRange * ShareOfRange;
    }

    // One that another one followed so long ago is not seen any more.
    private void ForgetPast()
    {
        while (outputs.Count > 1 && IsPast(outputs[1].At))
            outputs.RemoveAt(0);
    }

    private bool IsPast(long time) => clock.GetElapsedTime(time) > Lag;
}
