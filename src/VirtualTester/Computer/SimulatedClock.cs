namespace MacNet.VirtualTester.Computer;

/// <summary>One instant: in simulated seconds and in real time since the tester was switched on.</summary>
internal readonly record struct Moment(double Seconds, TimeSpan Real);

/// <summary>The virtual tester's time: it follows a <see cref="TimeProvider"/>, faster or slower by a factor.</summary>
public sealed class SimulatedClock
{
    private readonly TimeProvider time;
    private readonly long origin;
    private readonly DateTime start;
    private double speed;
    private double secondsAtChange;
    private TimeSpan realAtChange;

    internal SimulatedClock(TimeProvider time, double speed)
    {
        this.time = time;
        this.speed = speed;
        origin = time.GetTimestamp();
        start = DateTime.SpecifyKind(time.GetLocalNow().DateTime, DateTimeKind.Unspecified);
    }

    /// <summary>Real time since the tester was switched on, by which waiting between messages is judged.</summary>
    public TimeSpan Real => time.GetElapsedTime(origin);

    /// <summary>Simulated time since the tester was switched on, in s.</summary>
    public double Seconds => Now.Seconds;

    /// <summary>The tester computer's local time, which runs with the simulation.</summary>
    public DateTime TesterTime => start.AddSeconds(Seconds);

    /// <summary>Simulated seconds per real second.</summary>
    public double Speed
    {
        get => speed;
        internal set
        {
            (secondsAtChange, realAtChange) = Now;
            speed = value;
        }
    }

    internal Moment Now
    {
        get
        {
            var real = Real;
            return new Moment(secondsAtChange + (real - realAtChange).TotalSeconds * speed, real);
        }
    }
}
