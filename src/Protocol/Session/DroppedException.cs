namespace MacNet.Protocol.Session;

/// <summary>
/// A command that drives a cell was dropped before it was sent: the cell was to be made safe meanwhile, or all has an end.
/// </summary>
internal sealed class DroppedException : Exception;
