namespace MacNet.Protocol.Messages;

/// <summary>A request, a reply, or a part of one: it lists its fields once, in wire order.</summary>
public abstract class Message
{
    /// <summary>Visits every field in wire order.</summary>
    public abstract void Visit(Fields f);

    /// <summary>Visits what a message has even without data: the channel, where it is about one.</summary>
    public virtual void VisitHeader(Fields f)
    {
    }

    /// <summary>The channel that the message is about, counted from 1; null where it is about the tester.</summary>
    public virtual int? AboutChannel => null;

    /// <summary>A version, or null where a part of it is not told.</summary>
    private protected static Version? VersionOf(int? major, int? minor, int? build) =>
        (major, minor, build) is ({ } first, { } second, { } third) ? new Version(first, second, third) : null;
}

/// <summary>A message about one channel, or beginning at one.</summary>
public abstract class ChannelMessage : Message
{
    /// <summary>The channel number that stands for "all selected channels" (65535 on the wire).</summary>
    public const int AllSelected = 65536;

    /// <summary>The channel, counted from 1.</summary>
    public int Channel { get; set; } = 1;

    /// <inheritdoc/>
    public override int? AboutChannel => Channel;

    /// <inheritdoc/>
    public sealed override void Visit(Fields f)
    {
        VisitHeader(f);
        VisitFields(f);
    }

    /// <inheritdoc/>
    public sealed override void VisitHeader(Fields f) => Channel = f.Channel(Channel);

    /// <summary>Visits the fields after the channel.</summary>
    protected abstract void VisitFields(Fields f);
}

/// <summary>A message without fields.</summary>
public sealed class Nothing : Message
{
    /// <inheritdoc/>
    public override void Visit(Fields f)
    {
    }
}

/// <summary>A request that names a channel and nothing else.</summary>
public sealed class ChannelRequest : ChannelMessage
{
    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
    }
}

/// <summary>A request about <see cref="Count"/> channels from <see cref="ChannelMessage.Channel"/> on.</summary>
public sealed class ChannelsRequest : ChannelMessage
{
    /// <summary>The most channels that one message can ask for.</summary>
    public const int Most = 128;

    /// <summary>How many channels, 1 to 128.</summary>
    public ushort Count { get; set; } = 1;

    /// <inheritdoc/>
    protected override void VisitFields(Fields f) => Count = f.Count("Len", Count);

    /// <summary>
    /// The blocks that channels are asked for in. One reaches over channels that nobody asked for where that saves a message.
    /// </summary>
    internal static IEnumerable<(int First, int Count)> Blocks(IEnumerable<int> channels)
    {
        (int First, int Last)? block = null;
        int[] ascending = [.. channels];
        Array.Sort(ascending);
        foreach (var channel in ascending)
        {
            if (block is { } open && channel < open.First + Most)
            {
                block = (open.First, channel);
                continue;
            }

            if (block is { } full)
                yield return (full.First, full.Last - full.First + 1);
            block = (channel, channel);
        }

        if (block is { } last)
            yield return (last.First, last.Last - last.First + 1);
    }
}

/// <summary>A reply that carries a result: whether the tester did what a command asked.</summary>
public interface IResultReply
{
    /// <summary>What the tester says of the command.</summary>
    CommandResult Result { get; set; }
}

/// <summary>A channel command's reply: the channel and the result.</summary>
public sealed class ResultReply : ChannelMessage, IResultReply
{
    /// <inheritdoc/>
    public CommandResult Result { get; set; } = CommandResult.Ok;

    /// <inheritdoc/>
    protected override void VisitFields(Fields f) => Result = f.Result("Result", Result);
}
