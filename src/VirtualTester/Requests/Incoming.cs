using MacNet.Protocol.Messages;
using MacNet.VirtualTester.Options;

namespace MacNet.VirtualTester.Requests;

// A request as it came, and how to answer on the link it came by.
internal abstract class Incoming(byte[] bytes)
{
    public byte[] Bytes => bytes;

    public int? Class { get; protected set; }

    public int? Number { get; protected set; }

    public Function? Function { get; protected set; }

    // The request's fields, or what is wrong with it.
    public Message? Request { get; protected set; }

    public BadRequest? Problem { get; protected set; }

    // Whether the tester closes the connection after its answer.
    public bool EndsConnection { get; protected init; }

    public abstract byte[] Answer(Message reply, Quirks quirks);

    // The request itself, as the echo returns it.
    public abstract byte[] Echo();

    // Null where the tester does not answer.
    public abstract byte[]? Refuse(BadRequest problem);

    // The channel in a request that names one, from 1.
    public int? Channel => Request?.AboutChannel;
}
