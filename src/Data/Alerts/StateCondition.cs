using MacNet.Protocol.Messages;

namespace MacNet.Data.Alerts;

/// <summary>A channel is in one of some states.</summary>
/// <param name="states">The states.</param>
public sealed class StateCondition(IReadOnlyCollection<ChannelState> states) : ChannelCondition
{
    /// <inheritdoc/>
    public override string Description => $"state is {string.Join(" or ", states)}";

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(LogReading reading)
    {
        if (reading.State is not { } state)
            yield break;
        var wrong = states.Contains(state);
        var reason = state == ChannelState.Problem && reading.Reason is { } why ? $", {why}" : "";
        yield return new(SubjectOf(reading), wrong ? Verdict.Wrong : Verdict.Fine, $"{Name(reading)}: {state}{reason}");
    }
}
