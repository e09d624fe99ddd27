using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>How long it may take to make channels safe, many of them at the same time too.</summary>
internal sealed class RestTimes
{
    // How long closing a session waits for a tester that has gone silent, and how much longer for each channel.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan LongestPerChannel = TimeSpan.FromMilliseconds(50);

    // For up to so many channels at the same time the usual times are enough.
    private const int Few = 8;

    /// <summary>Tells how many channels the session may have to make safe.</summary>
    internal Func<int> Channels { get; set; } = () => 0;

    /// <summary>
    /// What many channels that are made safe at the same time, and read back, may cost one of them beside the usual time.
    /// </summary>
    internal TimeSpan ForOthers => TimeSpan.FromTicks(LongestPerChannel.Ticks * 2 * Math.Max(0, Channels() - Few));

    internal static RestTimes Of(MaccorSession session) => session.GetPart(_ => new RestTimes());

    /// <summary>What so many channels that come to rest together may take.</summary>
    internal static TimeSpan ForAll(int channels) => Longest + TimeSpan.FromTicks(LongestPerChannel.Ticks * channels);
}
