using MacNet.VirtualTester.Options;

namespace MacNet.VirtualTester.Channels;

// How far a test has come.
internal sealed class TestProgress
{
    // Remaining passes of the loops, by depth.
    public int[] Loops { get; } = new int[4];

    public double TestTime { get; set; }

    public double StepTime { get; set; }

    public uint Cycle { get; set; }

    // From 1.
    public int Step { get; set; } = 1;

    // In Ah and Wh, since they began to count anew.
    public double Capacity { get; set; }

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
