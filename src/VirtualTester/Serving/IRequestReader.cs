using MacNet.VirtualTester.Requests;

namespace MacNet.VirtualTester.Serving;

// Cuts the bytes of a connection into requests.
internal interface IRequestReader
{
    void Add(byte[] bytes, int count);

    // The next complete request, or null until more has come.
    Incoming? Next();
}
