using MacNet.Protocol.Messages;

namespace MacNet.Protocol.Session;

/// <summary>
/// A request under way: what is asked of whom, what kind it is, what may drop or preempt it, how long it may take and what its
/// attempts failed of. Opening a connection is one too, with nothing to ask. Only time in its turns and pauses counts.
/// </summary>
internal sealed class PendingRequest(Asked asked, Message? message, FunctionKind kind, TimeSpan time)
{
    private const int MostAttempts = 3;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private TimeSpan left = time;
    private int attempt = 1;
    private int absences;
    private bool connected;
    private bool sent;
    private volatile Attempt current = new(0, new());

    internal Asked Asked => asked;

    /// <summary>What is asked; null where only the connection is wanted.</summary>
    internal Message? Message => message;

    internal FunctionKind Kind => kind;

    /// <summary>Whether it makes a cell safe: it goes before what waits, and preempts what is under way.</summary>
    internal bool IsUrgent => kind == FunctionKind.MakesSafe;

    /// <summary>Whether it can do no harm to any cell, and so goes to whatever tester answers.</summary>
    internal bool IsHarmlessAnywhere => IsUrgent && message is not VariableRequest;

    /// <summary>Whether a failure, or a preemption, may be followed by another attempt.</summary>
    internal bool MayRepeat => kind == FunctionKind.Read;

    /// <summary>Cancelled when the request is to be dropped, unless it has been sent.</summary>
    internal CancellationToken Dropped { get; set; }

    /// <summary>Tells, right before the request is sent, whether it has become too old for that.</summary>
    internal Func<bool> IsOutdated { get; set; } = () => false;

    /// <summary>When the present attempt began, by the clock's timestamp.</summary>
    internal long Began => current.Began;

    /// <summary>Cancelled when the present attempt holds up what makes a cell safe.</summary>
    internal CancellationToken Preempted => current.Preemption.Token;

    /// <summary>How long the present attempt may take: what may be asked again leaves time for that.</summary>
    internal TimeSpan Limit => IsLast ? left : TimeSpan.FromTicks(left.Ticks / 2);

    /// <summary>How long to wait before the next attempt; null where there is none.</summary>
    internal TimeSpan? Pause { get; private set; }

    /// <summary>The failure that says most.</summary>
    internal Exception? Problem { get; private set; }

    /// <summary>Whether the tester was being asked in the attempt that failed so, for the request or for what comes before it.</summary>
    internal bool FailedWhenConnected { get; private set; }

    /// <summary>Whether the request may have reached the tester in that attempt.</summary>
    internal bool MayHaveArrived { get; private set; }

    // It waits for a tester that refuses connections, or closes them at once, as it changes nothing there.
    private bool MayWait => MayRepeat || message is FileListRequest;

    private bool IsLast => !MayRepeat || message is null || attempt == MostAttempts;

    /// <summary>Notes that an attempt begins.</summary>
    internal void Begin(long timestamp)
    {
        current = new(timestamp, new());
        (connected, sent) = (false, false);
    }

    /// <summary>Ends the present attempt.</summary>
    internal void Preempt() => current.Preemption.Cancel();

    /// <summary>Notes that there is a connection.</summary>
    internal void Connected() => connected = true;

    /// <summary>Notes that the request may reach the tester from now on.</summary>
    internal void Sending() => sent = true;

    /// <summary>
    /// Notes that an attempt has failed. One that was preempted, or found nobody who listens or stays, counts for its time only.
    /// </summary>
    internal void Failed(Exception problem, TimeSpan duration)
    {
        var preempted = Preempted.IsCancellationRequested;
        // Why a new connection was needed says more than that no time was left for it.
        if (Problem is null || (!preempted && (connected || problem is not OperationCanceledException)))
        {
            Problem = preempted && !MayRepeat ? new PreemptedException(problem) : problem;
            (FailedWhenConnected, MayHaveArrived) = (connected, sent);
        }

        var isAway = !sent && message is not null && MayWait && (connected ? Faults.IsLoss(problem) : Faults.IsRefusal(problem));
        absences += isAway ? 1 : 0;
        var pause = preempted ? TimeSpan.Zero : TimeSpan.FromTicks(FirstPause.Ticks * Math.Min(isAway ? absences : attempt, MostAttempts));
        left -= duration + pause;
        Pause = left > TimeSpan.Zero && (isAway || (MayRepeat && (preempted || !IsLast))) ? pause : null;
        attempt += preempted || isAway ? 0 : 1;
    }

    /// <summary>One attempt: when it began, and what ends it.</summary>
    private sealed record Attempt(long Began, CancellationTokenSource Preemption);
}
