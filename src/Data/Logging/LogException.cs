namespace MacNet.Data.Logging;

/// <summary>A log cannot be begun or read.</summary>
/// <param name="kind">Why.</param>
/// <param name="message">What happened.</param>
/// <param name="inner">What it comes from.</param>
public sealed class LogException(LogProblem kind, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Why.</summary>
    public LogProblem Kind { get; } = kind;
}
