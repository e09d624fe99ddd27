using MacNet.Protocol.Messages;

namespace MacNet.Protocol.Session;

/// <summary>How often a request is asked, how long each time, and what it failed of. Only time in its turns and pauses counts.</summary>
internal sealed class Patience(Asked asked, TimeSpan time)
{
    private const int MostAttempts = 3;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private TimeSpan left = time;
    private int attempt = 1;
    private bool connected;
    private bool sent;

    internal Asked Asked => asked;

    /// <summary>Whether a failure, or giving way, may be followed by another attempt.</summary>
    internal bool MayRepeat => asked.Function!.Kind == FunctionKind.Read;

    /// <summary>How long the present attempt may take: what may be asked again leaves time for that.</summary>
    internal TimeSpan Limit => IsLast ? left : TimeSpan.FromTicks(left.Ticks / 2);

    /// <summary>How long to wait before the next attempt; null where there is none.</summary>
    internal TimeSpan? Pause { get; private set; }

    /// <summary>The failure that says most.</summary>
    internal Exception? Problem { get; private set; }

    /// <summary>Whether the tester was being asked in the attempt that failed so, for the request or for what comes before it.</summary>
    internal bool ProblemIsOfExchange { get; private set; }

    /// <summary>Whether the request may have reached the tester in that attempt.</summary>
    internal bool MayHaveArrived { get; private set; }

    private bool IsLast => !MayRepeat || attempt == MostAttempts;

    /// <summary>Notes that there is a connection.</summary>
    internal void Connected() => connected = true;

    /// <summary>Notes that the request may reach the tester from now on.</summary>
    internal void Sending() => sent = true;

    /// <summary>Notes that an attempt has failed, or has given way to what makes a cell safe: then it counts for its time only.</summary>
    internal void Failed(Exception problem, bool gaveWay, TimeSpan duration)
    {
        // That no time was left to connect again says less than why that was necessary.
        if (Problem is null || (!gaveWay && (connected || problem is not OperationCanceledException)))
        {
            Problem = gaveWay && !MayRepeat ? new GaveWayException(problem) : problem;
            (ProblemIsOfExchange, MayHaveArrived) = (connected, sent);
        }

        var pause = gaveWay ? TimeSpan.Zero : TimeSpan.FromTicks(FirstPause.Ticks * attempt);
        left -= duration + pause;
        Pause = left > TimeSpan.Zero && MayRepeat && (gaveWay || !IsLast) ? pause : null;
        attempt += gaveWay ? 0 : 1;
        (connected, sent) = (false, false);
    }
}
