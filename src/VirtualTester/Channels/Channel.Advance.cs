using MacNet.Protocol.Messages;
using MacNet.VirtualTester.Computer;
using MacNet.VirtualTester.SmartBatteries;

namespace MacNet.VirtualTester.Channels;

/// <summary>How a channel gets from when it was last looked at to the present.</summary>
public sealed partial class Channel
{
    private const double LongestStep = 1;
    private const int MostActsAtOnce = 10_000;

    private readonly Queue<(TimeSpan At, ChannelState State)> passage = new();

    private double at;

    /// <summary>The present that is advanced to.</summary>
    internal Moment Reached { get; private set; }

    /// <summary>The current that is driven, A: positive when charging.</summary>
    internal double DrivenCurrent { get; private set; }

    /// <summary>The voltage at which it is driven, V.</summary>
    internal double DrivenVoltage { get; private set; }

    internal ChannelActivity RunningActivity => run?.Output.Mode switch
    {
        OutputMode.Charge => ChannelActivity.Charge,
        OutputMode.Discharge => ChannelActivity.Discharge,
        _ => ChannelActivity.Rest,
    };

    internal double Sensed(int input) => auxiliaries[input].Value;

    /// <summary>Simulated seconds from the moment that the channel has come to until a real time.</summary>
    internal double SecondsUntil(TimeSpan real) =>
        Reached.Seconds - at + (real - Reached.Real).TotalSeconds * computer.Clock.Speed;

    internal bool HasPassed(TimeSpan real) => Reached.Real >= real && SecondsUntil(real) <= 1e-6;

    internal void Advance()
    {
        Reached = computer.Clock.Now;
        Pass();
        Settle();
        while (at < Reached.Seconds)
        {
            if (Stat != ChannelState.Active)
                Rest();
            else
                Flow();
            Settle();
        }
    }

    void ITerminals.Advance() => Advance();

    /// <summary>A test stops and can go on: by the operator, a pause step or the watchdog.</summary>
    internal void Interrupt() => Stop(ChannelState.Suspended, RecordReason.Suspended);

    internal void Complete(RecordReason reason) => Stop(ChannelState.Completed, reason);

    /// <summary>Stops the channel with a problem, as a fault does.</summary>
    /// <param name="reason">The code that (4, 1) is to give as RF2.</param>
    public void Fail(RecordReason reason)
    {
        lock (computer.Gate)
            Stop(ChannelState.Problem, reason);
    }

    private void Stop(ChannelState stat, RecordReason reason)
    {
        run?.Record(reason);
        Stat = stat;
        Reason = reason;
        Drive();
        computer.Log($"Channel {Number}: {stat}, code {(int)reason}.");
    }

    // Comes to the last state by way of the others, in which real channels stand for a moment.
    private void PassThrough(params ChannelState[] states)
    {
        var time = computer.Options.TransitionTime;
        var last = states.Length - 1;
        Stat = time > TimeSpan.Zero ? states[0] : states[last];
        for (var next = 1; next <= last && time > TimeSpan.Zero; next++)
            passage.Enqueue((Reached.Real + TimeSpan.FromTicks(time.Ticks * next / last), states[next]));
    }

    private void Pass()
    {
        while (passage.Count > 0 && Reached.Real >= passage.Peek().At)
        {
            var (time, next) = passage.Dequeue();
            RestUntil(at + Math.Min(Math.Max(0, SecondsUntil(time)), Reached.Seconds - at));
            stat = next;
        }
    }

    private void Rest() => RestUntil(Reached.Seconds);

    private void RestUntil(double seconds)
    {
        cell.Advance(0, seconds - at);
        at = seconds;
    }

    private void Flow()
    {
        var seconds = Math.Min(Math.Min(LongestStep, run!.SecondsToNextEvent), Reached.Seconds - at);
        run.Progress.Flow(DrivenCurrent, DrivenVoltage, seconds);
        cell.Advance(DrivenCurrent, seconds);
        at = seconds == Reached.Seconds - at ? Reached.Seconds : at + seconds;
    }

    // Everything that happens at one moment.
    private void Settle()
    {
        Drive();
        for (var acts = 0; Stat == ChannelState.Active; acts++)
        {
            if (SafetyLimits.TrippedBy(DrivenCurrent, DrivenVoltage) is { } trip)
                Fail(trip);
            else if (acts >= MostActsAtOnce)
                Fail(RecordReason.TimeoutFault);
            else if (!run!.Act())
                break;
            Drive();
        }
    }

    private void Drive()
    {
        DrivenCurrent = Stat == ChannelState.Active ? run!.Output.Within(Specification).CurrentInto(cell) : 0;
        DrivenVoltage = cell.VoltageAt(DrivenCurrent);
        if (Stat == ChannelState.Active)
            Reason = run!.LastReason;
    }
}
