using MacNet.Protocol.Messages;
using MacNet.VirtualTester.Options;

namespace MacNet.VirtualTester.Requests;

/// <summary>A request as it came, and how to answer on the link it came by.</summary>
internal abstract class Incoming(byte[] bytes)
{
    public byte[] Bytes => bytes;

    public int? Class { get; protected set; }

    public int? Number { get; protected set; }

    public Function? Function { get; protected set; }

    /// <summary>The request's fields, or what is wrong with it.</summary>
    public Message? Request { get; protected set; }

    public BadRequest? Problem { get; protected set; }

    /// <summary>Whether the tester closes the connection after its answer.</summary>
    public bool EndsConnection { get; protected init; }

    public abstract byte[] Answer(Message reply, Quirks quirks);

    /// <summary>The request itself, as the echo returns it.</summary>
    public abstract byte[] Echo();

    /// <summary>The answer to a request that cannot be served; null where the tester does not answer.</summary>
    public abstract byte[]? Refuse(BadRequest problem);

    /// <summary>The channel in a request that names one, from 1.</summary>
    public int? Channel => Request?.AboutChannel;
}
