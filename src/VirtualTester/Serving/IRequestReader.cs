using MacNet.VirtualTester.Requests;

namespace MacNet.VirtualTester.Serving;

/// <summary>Cuts the bytes of a connection into requests.</summary>
internal interface IRequestReader
{
    void Add(byte[] bytes, int count);

    /// <summary>The next complete request, or null until more has come.</summary>
    Incoming? Next();
}
