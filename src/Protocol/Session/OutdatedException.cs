namespace MacNet.Protocol.Session;

/// <summary>What was decided became too old on its way, so that it was not sent.</summary>
/// <param name="what">What took so long.</param>
internal sealed class OutdatedException(string what = "an output could not be sent in time") : Exception(what);
