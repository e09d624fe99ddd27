namespace MacNet.Protocol.Transport;

/// <summary>One message of a trace.</summary>
/// <param name="Time">When it was sent or had come, by this computer's clock.</param>
/// <param name="Tester">The session's name.</param>
/// <param name="Link">The way that it took.</param>
/// <param name="Connection">Which of the session's connections it was, counted from 1.</param>
/// <param name="Sent">Whether it went to the tester.</param>
/// <param name="Bytes">The message; a login with asterisks for the password.</param>
public sealed record TracedMessage(DateTimeOffset Time, string Tester, LinkKind Link, int Connection, bool Sent, byte[] Bytes);
