using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>Reads and sets the variables of channels.</summary>
public static class VariableExtensions
{
    /// <summary>Reads a channel's fifteen variables (4, 8): one message.</summary>
    /// <exception cref="MaccorException">The channel does not exist, or the tester could not be read.</exception>
    public static async Task<IReadOnlyList<ChannelVariable>> ReadVariablesAsync(
        this MaccorSession session, int channel, CancellationToken cancellation = default)
    {
        var reply = await session.AskAsync(
            Functions.Variables, new ChannelRequest { Channel = channel }, cancellation).ConfigureAwait(false);
        return
        [
            .. reply.Variables.Select((value, i) => new ChannelVariable
            {
                Session = session.Name,
                Channel = channel,
                Number = i + 1,
                Value = value,
            }),
        ];
    }

    /// <summary>Sets one of a channel's variables (6, 9): one message.</summary>
    /// <param name="session">The tester.</param>
    /// <param name="channel">The channel, counted from 1.</param>
    /// <param name="number">Which variable, 1 to 15.</param>
    /// <param name="value">Its new value, in whatever unit the procedure gives it.</param>
    /// <param name="cancellation">Ends the wait for the answer.</param>
    /// <exception cref="MaccorInputException">There is no such variable, or the value is not finite; nothing was sent.</exception>
    /// <exception cref="MaccorException">The tester refused, or could not be reached, or its answer is unknown.</exception>
    public static async Task SetVariableAsync(
        this MaccorSession session, int channel, int number, float value, CancellationToken cancellation = default)
    {
        session.CheckVariable(channel, number, value);
        var request = new VariableRequest { Channel = channel, Number = (byte)number, Value = value };
        await session.PutVariableAsync(request, driver: null, cancellation).ConfigureAwait(false);
    }

    internal static async Task PutVariableAsync(
        this MaccorSession session, VariableRequest request, Driver? driver, CancellationToken cancellation)
    {
        await session.CommandForAsync(Functions.SetVariable, request, driver, cancellation).ConfigureAwait(false);
        TestMemory.Of(session).VariableSet(request.Channel, request.Number, request.Value);
    }

    /// <summary>Fails where <see cref="SetVariableAsync"/> would send nothing.</summary>
    /// <exception cref="MaccorInputException">There is no such channel or variable, or the value is not finite.</exception>
    public static void CheckVariable(this MaccorSession session, int channel, int number, float value)
    {
        session.CheckChannel(channel);
        var asked = new Asked(session.Name, Functions.SetVariable, channel);
        if (number is < 1 or > VariablesReply.Count)
        {
            throw new MaccorInputException(
                asked, "NoSuchVariable", $"there is no variable {number}: a channel has VAR1 to VAR{VariablesReply.Count}.");
        }

        if (float.IsNaN(value) || float.IsInfinity(value))
        {
            throw new MaccorInputException(
                asked, "VariableNotFinite", FormattableString.Invariant($"VAR{number} cannot be {value}."));
        }
    }
}
