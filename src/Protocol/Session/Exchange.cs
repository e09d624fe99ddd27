using MacNet.Protocol.Messages;
using MacNet.Protocol.Transport;

namespace MacNet.Protocol.Session;

/// <summary>One attempt to ask a tester something, as told to who watches a session.</summary>
/// <param name="Session">The session's name.</param>
/// <param name="Function">The function asked.</param>
/// <param name="Channel">The channel, counted from 1, where the request was about one.</param>
/// <param name="Link">The way to the tester that was taken.</param>
/// <param name="Duration">From sending to the reply's end, without waiting in the queue.</param>
/// <param name="Failure">What went wrong; null for nothing.</param>
public sealed record Exchange(string Session, Function Function, int? Channel, LinkKind Link, TimeSpan Duration, string? Failure);
