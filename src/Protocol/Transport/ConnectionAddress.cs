namespace MacNet.Protocol.Transport;

/// <summary>Where a connection leads, and who sees what it carries.</summary>
/// <param name="Kind">The way to the tester.</param>
/// <param name="Host">The tester's name in the network, or its address.</param>
/// <param name="Port">The tester's port.</param>
/// <param name="Number">Which of its session's connections it is, counted from 1.</param>
/// <param name="Ids">What is known of the ids that the tester answers with.</param>
/// <param name="Trace">Sees every message; null for nobody.</param>
internal sealed record ConnectionAddress(LinkKind Kind, string Host, int Port, int Number, ReplyIds Ids, IWireTrace? Trace);
