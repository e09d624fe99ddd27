using System.Collections;

namespace MacNet.VirtualTester.Channels;

/// <summary>The channels of a tester, counted from 1.</summary>
public sealed class ChannelCollection : IReadOnlyCollection<Channel>
{
    private readonly Channel[] channels;

    internal ChannelCollection(IEnumerable<Channel> channels) => this.channels = channels.ToArray();

    /// <summary>How many there are.</summary>
    public int Count => channels.Length;

    /// <summary>A channel.</summary>
    /// <param name="number">Its number, from 1.</param>
    public Channel this[int number] => Has(number)
        ? channels[number - 1]
        : throw new ArgumentOutOfRangeException(nameof(number), number, $"The virtual tester has channels 1 to {Count}.");

    /// <inheritdoc/>
    public IEnumerator<Channel> GetEnumerator() => ((IEnumerable<Channel>)channels).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal bool Has(int number) => number >= 1 && number <= Count;
}
