using MacNet.Protocol.Messages;
using MacNet.Protocol.Transport;

namespace MacNet.VirtualTester.Requests;

/// <summary>A request as it reached the tester.</summary>
public sealed class RecordedRequest
{
    internal RecordedRequest(Incoming incoming, LinkKind link, int connection, TimeSpan time)
    {
        Class = incoming.Class;
        Number = incoming.Number;
        Function = incoming.Function;
        Channel = incoming.Channel;
        Message = incoming.Request;
        Bytes = incoming.Bytes;
        Link = link;
        Connection = connection;
        Time = time;
    }

    /// <summary>The function, or null where it is none of MacNet's.</summary>
    public Function? Function { get; }

    /// <summary>FClass as sent, or null where it could not be read.</summary>
    public int? Class { get; }

    /// <summary>FNum as sent, or null where it could not be read.</summary>
    public int? Number { get; }

    /// <summary>The channel that it is about, from 1, or null.</summary>
    public int? Channel { get; }

    /// <summary>The request's fields, or null where they could not be read.</summary>
    public Message? Message { get; }

    /// <summary>The way it came.</summary>
    public LinkKind Link { get; }

    /// <summary>Which of the tester's connections it came by, counted from 1 over the tester's life.</summary>
    public int Connection { get; }

    /// <summary>Real time since the tester was switched on.</summary>
    public TimeSpan Time { get; }

    /// <summary>The bytes of the request.</summary>
    public byte[] Bytes { get; }

    /// <summary>The bytes of the reply as the tester meant it, or null where there was none (yet).</summary>
    public byte[]? Reply { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Link} {(Function is null ? $"({Class}, {Number})" : Function.ToString())}{(Channel is null ? "" : $", channel {Channel}")}";
}
