using MacNet.Protocol.Transport;
using MacNet.Protocol.Wire;
using MacNet.VirtualTester.Requests;

namespace MacNet.VirtualTester.Serving;

internal sealed class JsonService(RequestServer server, Func<int> nextNumber) : TcpService(LinkKind.Json, server, nextNumber)
{
    protected override IRequestReader NewReader() => new Reader();

    // After bytes that are no JSON nobody can tell where a request begins: what has come is dropped.
    private sealed class Reader : IRequestReader
    {
        private const int LargestRequest = 1 << 20;

        private readonly ReceiveBuffer received = new();
        private JsonObjectFrame frame = new(LargestRequest);

        public void Add(byte[] bytes, int count) => received.Add(bytes, count);

        public Incoming? Next()
        {
            try
            {
                var end = frame.FindEnd(received.Content);
                return end == 0 ? null : JsonIncoming.Read(received.Take(end));
            }
            catch (FormatException) when (received.Content.Length > LargestRequest)
            {
                return JsonIncoming.TooLong(received.TakeAll());
            }
            catch (FormatException)
            {
                frame = new JsonObjectFrame(LargestRequest);
                return JsonIncoming.Unreadable(received.TakeAll());
            }
        }
    }
}
