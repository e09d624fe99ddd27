using MacNet.VirtualTester.Options;

namespace MacNet.VirtualTester.Channels;

/// <summary>How far a test has come.</summary>
internal sealed class TestProgress
{
    /// <summary>Remaining passes of the loops, by depth.</summary>
    public int[] Loops { get; } = new int[4];

    public double TestTime { get; set; }

    public double StepTime { get; set; }

    public uint Cycle { get; set; }

    /// <summary>The present step, from 1.</summary>
    public int Step { get; set; } = 1;

    /// <summary>Ah, since it began to count anew.</summary>
    public double Capacity { get; set; }

    /// <summary>Wh, counted as <see cref="Capacity"/> is.</summary>
    public double Energy { get; set; }

    public uint LastRecord { get; set; }

    public CapacityReset Reset { get; init; }

    public OutputMode LastDirection { get; private set; }

    public void Flow(double current, double voltage, double seconds)
    {
        TestTime += seconds;
        StepTime += seconds;
        Capacity += Math.Abs(current) * seconds / 3600;
        Energy += Math.Abs(current) * voltage * seconds / 3600;
    }

    public void Direct(OutputMode direction)
    {
        if (direction == OutputMode.Rest || direction == LastDirection)
            return;
        if (LastDirection != OutputMode.Rest && Reset == CapacityReset.Direction)
            CountAnew();
        LastDirection = direction;
    }

    public void AdvanceCycle()
    {
        Cycle++;
        CountAnew();
    }

    public void Enter(int step)
    {
        Step = step;
        StepTime = 0;
        if (Reset == CapacityReset.Step)
            CountAnew();
    }

    private void CountAnew()
    {
        Capacity = 0;
        Energy = 0;
    }
}
