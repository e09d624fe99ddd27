using MacNet.Protocol.Messages;

namespace MacNet.Protocol;

/// <summary>What was asked of whom: the first half of every error message.</summary>
/// <param name="Tester">The session's name.</param>
/// <param name="Function">The MacNet function, where one was asked.</param>
/// <param name="Channel">The channel, counted from 1, where the request was about one.</param>
public sealed record Asked(string Tester, Function? Function = null, int? Channel = null)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        var where = Channel switch
        {
            null => $"tester '{Tester}'",
            ChannelMessage.AllSelected => $"all selected channels of tester '{Tester}'",
            _ => $"channel {Channel} of tester '{Tester}'",
        };
        return Function is null ? where : $"{where}, {Function.Title} ({Function.Class}, {Function.Number})";
    }
}

/// <summary>The base of all errors that a session raises: what was asked, and what happened.</summary>
public abstract class MaccorException : Exception
{
    private protected MaccorException(Asked asked, string errorId, string what, Exception? inner = null)
        : base($"{Capital(asked.ToString())}: {what}", inner)
    {
        Asked = asked;
        ErrorId = errorId;
        What = what;
    }

    /// <summary>What was asked of whom.</summary>
    public Asked Asked { get; }

    /// <summary>What happened, without what was asked.</summary>
    public string What { get; }

    /// <summary>A short name of the error; docs/errors.md lists them all.</summary>
    public string ErrorId { get; }

    /// <summary>
    /// The channel that the request was about, counted from 1; null where it was about the tester, or all selected channels.
    /// </summary>
    public int? Channel => Asked.Channel == ChannelMessage.AllSelected ? null : Asked.Channel;

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);
}

/// <summary>A request was not sent, because it asks for something that the tester or the protocol cannot have.</summary>
public sealed class MaccorInputException(Asked asked, string errorId, string what, Exception? inner = null)
    : MaccorException(asked, errorId, what, inner)
{
}

/// <summary>The tester could not be reached, or the connection was lost.</summary>
public sealed class MaccorConnectionException(Asked asked, string errorId, string what, Exception? inner = null)
    : MaccorException(asked, errorId, what, inner)
{
}

/// <summary>The tester did not answer in time, or what was waited for did not come in time.</summary>
public sealed class MaccorTimeoutException(
    Asked asked, string what, Exception? inner = null, string errorId = "Timeout")
    : MaccorException(asked, errorId, what, inner)
{
}

/// <summary>What came back is not what MacNet says of the reply.</summary>
public sealed class MaccorProtocolException(Asked asked, string what, Exception? inner = null)
    : MaccorException(asked, "BrokenReply", what, inner)
{
}

/// <summary>A command may have reached the tester, and nothing is known of what became of it. It has not been sent again.</summary>
public sealed class MaccorOutcomeUnknownException(Asked asked, string what, Exception inner)
    : MaccorException(asked, "OutcomeUnknown", what, inner)
{
}

/// <summary>The tester answered with a JSON-RPC error: it could not serve the request.</summary>
public sealed class MaccorErrorReplyException(Asked asked, int code, string text)
    : MaccorException(asked, "ErrorReply", $"the tester answered with error {code}, '{text}'.")
{
    /// <summary>The error's code, such as <see cref="Wire.JsonRpcError.MethodNotFound"/>.</summary>
    public int Code { get; } = code;

    /// <summary>The tester's words.</summary>
    public string Text { get; } = text;
}

/// <summary>The tester understood a command and refused it.</summary>
public sealed class MaccorRefusedException(Asked asked, CommandResult result)
    : MaccorException(asked, "Refused", $"the tester refused: {result.Text.TrimEnd(' ', '.')}{CodeOf(result)}.")
{
    /// <summary>What the tester said.</summary>
    public CommandResult Result { get; } = result;

    private static string CodeOf(CommandResult result) =>
        result.Code is { } code && !result.Text.Contains(code.ToString(System.Globalization.CultureInfo.InvariantCulture))
            ? $" (code {code})"
            : "";
}

/// <summary>A channel, or the tester, is not in a state in which it could do what was asked.</summary>
public sealed class MaccorStateException(Asked asked, string errorId, string what, Exception? inner = null)
    : MaccorException(asked, errorId, what, inner)
{
    /// <summary>The state that the channel was in, where the error is about it.</summary>
    public ChannelState? State { get; init; }

    /// <summary>Other channels that stand in the way, counted from 1.</summary>
    public IReadOnlyList<int> OtherChannels { get; init; } = [];
}

/// <summary>User or password was not accepted.</summary>
public sealed class MaccorLoginException(Asked asked, string what)
    : MaccorException(asked, "LoginFailed", what)
{
}

/// <summary>Safety limits are missing, or the tester has other ones in force than it was asked for.</summary>
public sealed class MaccorSafetyLimitException(Asked asked, string errorId, string what)
    : MaccorException(asked, errorId, what)
{
}

/// <summary>A file could not be transferred.</summary>
public sealed class MaccorTransferException(Asked asked, string errorId, string what, Exception? inner = null)
    : MaccorException(asked, errorId, what, inner)
{
}

/// <summary>A smart battery could not be read.</summary>
public sealed class MaccorSmartBatteryException(Asked asked, string errorId, string what)
    : MaccorException(asked, errorId, what)
{
}
