using System.Globalization;
using System.Net.Sockets;
using MacNet.Protocol.Messages;

namespace MacNet.Protocol.Session;

/// <summary>Explains what goes wrong with a connection.</summary>
internal sealed class Faults(MaccorSessionOptions options, int port)
{
    /// <summary>Whether a problem is one of the connection, and not a wish of the caller.</summary>
    internal static bool IsFault(Exception problem, CancellationToken cancellation) => problem switch
    {
        OperationCanceledException => !cancellation.IsCancellationRequested,
        SocketException or IOException or FormatException => true,
        _ => false,
    };

    /// <summary>Whether nobody takes connections: a tester that restarts refuses them for a while.</summary>
    internal static bool IsRefusal(Exception problem) => problem is SocketException socket && !IsUnknownName(socket);

    /// <summary>Whether a connection has ended.</summary>
    internal static bool IsLoss(Exception problem) => problem is SocketException or IOException;

    /// <summary>The error of a tester that said nothing in the time that it had.</summary>
    internal static MaccorTimeoutException NotAnswered(Asked asked, TimeSpan time, Exception? problem = null) =>
        new(asked, $"the tester did not answer within {Seconds(time)}.", problem);

    /// <summary>The error of a session that was closed.</summary>
    internal static MaccorConnectionException Closed(Asked asked) =>
        new(asked, "SessionClosed", "the session is closed.");

    /// <summary>The error of a command that would drive a cell which nobody watches any more.</summary>
    internal static MaccorConnectionException ProcessEnding(Asked asked) =>
        new(asked, "ProcessEnding", "the process is about to end, and what it drives is set to rest. Nothing was sent.");

    /// <summary>The error of a request that was meant for the tester which the session began with.</summary>
    internal static MaccorConnectionException AnotherTester(Asked asked, string where, GeneralReply found, GeneralReply meant) => new(
        asked,
        "AnotherTester",
        FormattableString.Invariant(
            $"another tester answers at {where} now: '{found.SystemId}' with {found.TestChannels} channels, not '{meant.SystemId}' with {meant.TestChannels}. Nothing that drives a cell was sent."));

    /// <summary>Explains why a connection could not be opened.</summary>
    internal MaccorException OfOpening(Asked asked, Exception problem)
    {
        var where = $"{options.ComputerName}:{port}";
        return problem switch
        {
            OperationCanceledException => new MaccorConnectionException(
                asked,
                "ConnectTimeout",
                $"no connection to {where} within {Seconds(Min(options.RequestTimeout, options.ConnectTimeout))}.",
                problem),
            PreemptedException => new MaccorConnectionException(
                asked,
                "ConnectTimeout",
                $"there was no connection to {where} yet when a cell was to be made safe, which does not wait for long. Nothing was sent.",
                problem),
            FormatException => BrokenReply(asked, problem),
            SocketException socket when IsUnknownName(socket) =>
                new MaccorConnectionException(
                    asked, "ConnectionFailed", $"no computer named '{options.ComputerName}' was found.", problem),
            _ => new MaccorConnectionException(
                asked, "ConnectionFailed", $"no connection to {where}: {problem.Message.TrimEnd('.')}.", problem),
        };
    }

    /// <summary>Explains why a request was not answered as it should have been.</summary>
    internal MaccorException OfExchange(Asked asked, Exception problem) => problem switch
    {
        OperationCanceledException => NotAnswered(asked, options.RequestTimeout, problem),
        PreemptedException => new MaccorTimeoutException(
            asked, "the tester had not answered yet when a cell was to be made safe, which does not wait for long.", problem),
        FormatException => BrokenReply(asked, problem),
        _ => new MaccorConnectionException(
            asked, "ConnectionLost", $"the connection was lost: {problem.Message.TrimEnd('.')}.", problem),
    };

    /// <summary>What it means for a command that it was not answered.</summary>
    internal static MaccorOutcomeUnknownException OutcomeUnknown(Asked asked, MaccorException explained) => new(
        asked,
        $"the outcome is unknown, {explained.What} The command may have reached the tester and was not sent again.",
        explained);

    private static MaccorProtocolException BrokenReply(Asked asked, Exception problem) =>
        new(asked, $"the reply was broken: {problem.Message.TrimEnd('.')}.", problem);

    private static bool IsUnknownName(SocketException problem) =>
        problem.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain;

    internal static string Seconds(TimeSpan span) => span.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + " s";

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
