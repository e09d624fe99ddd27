namespace MacNet.Protocol.Operations;

/// <summary>How one of several control loops ended.</summary>
/// <param name="Loop">The loop. Its <see cref="ControlLoop.RestProblem"/> tells whether the channel could not be made safe.</param>
/// <param name="Problem">What ended it; null where it came to its end, or was cancelled.</param>
public sealed record ControlLoopEnd(ControlLoop Loop, Exception? Problem);
