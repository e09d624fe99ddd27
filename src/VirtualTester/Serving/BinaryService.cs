using MacNet.Protocol.Transport;
using MacNet.Protocol.Wire;
using MacNet.VirtualTester.Requests;

namespace MacNet.VirtualTester.Serving;

internal sealed class BinaryService(RequestServer server, Func<int> nextNumber) : TcpService(LinkKind.Binary, server, nextNumber)
{
    protected override IRequestReader NewReader() => new Reader();

    // After an unknown function nobody can tell where the next request begins: what has come is dropped.
    private sealed class Reader : IRequestReader
    {
        private readonly ReceiveBuffer received = new();

        public void Add(byte[] bytes, int count) => received.Add(bytes, count);

        public Incoming? Next()
        {
            var content = received.Content;
            if (content.Length < BinaryHeader.Size)
                return null;
            if (BinaryIncoming.LengthOf(BinaryHeader.Read(content)) is not { } length)
                return BinaryIncoming.Read(received.TakeAll());
            return content.Length < length ? null : BinaryIncoming.Read(received.Take(length));
        }
    }
}
