using MacNet.Protocol.Messages;
using MacNet.VirtualTester.Cells;
using MacNet.VirtualTester.Computer;
using MacNet.VirtualTester.Options;
using MacNet.VirtualTester.SmartBatteries;

namespace MacNet.VirtualTester.Channels;

/// <summary>A test channel with its cell. Whenever it is looked at it has advanced to the present.</summary>
public sealed partial class Channel : ITerminals
{
    internal const int TemperatureInput = 0;
    internal const int VoltageInput = 1;

    private readonly TesterComputer computer;
    private readonly Cell cell;
    private readonly AuxiliaryInput[] auxiliaries;
    private readonly float[] variables = new float[VariablesReply.Count];
    private TestRun? run;
    private ChannelState stat;

    internal Channel(TesterComputer computer, int number, ChannelSpecification specification, CalibrationReply calibration, Cell cell)
    {
        this.computer = computer;
        Number = number;
        Specification = specification;
        Calibration = calibration;
        this.cell = cell;
        SafetyLimits = specification.SafetyLimits();
        auxiliaries =
        [
            new AuxiliaryInput("C", () => cell.Temperature),
            new AuxiliaryInput("V", () => DrivenVoltage),
        ];
    }

    /// <summary>Number of the channel, from 1.</summary>
    public int Number { get; }

    /// <summary>What the channel can do.</summary>
    public ChannelSpecification Specification { get; }

    /// <summary>When the channel was calibrated.</summary>
    public CalibrationReply Calibration { get; }

    /// <summary>The cell on the channel; what is changed in it takes effect from now on.</summary>
    public Cell Cell => Now(() => cell);

    /// <summary>The auxiliary inputs: the cell's temperature (°C) and its voltage (V).</summary>
    public IReadOnlyList<AuxiliaryInput> Auxiliaries => Now(() => auxiliaries);

    /// <summary>The cell's thermometer: the first of the auxiliary inputs.</summary>
    public AuxiliaryInput Thermometer => Now(() => auxiliaries[TemperatureInput]);

    /// <summary>The smart battery on the channel, or null where its position is empty.</summary>
    public SmartBattery? SmartBattery { get; internal set; }

    /// <summary>The safety limits in force.</summary>
    public LimitsInForce SafetyLimits { get; private set; }

    /// <summary>VAR1 to VAR15.</summary>
    public IReadOnlyList<float> Variables => variables;

    /// <summary>Texts of the test on the channel; empty without one.</summary>
    public TestNames Names => Now(() => run?.Names ?? TestNames.None);

    /// <summary>Number of ends that the test's procedure has; 0 without a test.</summary>
    public int NumberOfEnds => Now(() => run?.NumberOfEnds ?? 0);

    /// <summary>Which end the test has reached, from 1; 0 before.</summary>
    public int EndNumber => Now(() => Stat == ChannelState.Completed ? run?.EndNumber ?? 0 : 0);

    /// <summary>State and readings now.</summary>
    /// <returns>The reading.</returns>
    public ChannelSnapshot Read() => Now(() =>
    {
        var progress = run?.Progress;
        return new ChannelSnapshot(
            Stat, Activity, Reason, progress?.LastRecord ?? 0, progress?.Cycle ?? 0, progress?.Step ?? 0,
            progress?.TestTime ?? 0, progress?.StepTime ?? 0, progress?.Capacity ?? 0, progress?.Energy ?? 0,
            Math.Abs(DrivenCurrent), DrivenVoltage);
    });

    internal CapacityReset CapacityReset => computer.Options.CapacityReset;

    /// <summary>The environmental chamber that the test occupies; 0 for none.</summary>
    internal int Chamber { get; private set; }

    int ITerminals.Channel => Number;

    double ITerminals.Current => DrivenCurrent;

    double ITerminals.Voltage => DrivenVoltage;

    private ChannelState Stat
    {
        get => stat;
        set
        {
            stat = value;
            passage.Clear();
        }
    }

    private ChannelActivity Activity => Stat switch
    {
        ChannelState.Active => RunningActivity,
        ChannelState.Suspended => ChannelActivity.Suspended,
        ChannelState.Completed => ChannelActivity.Complete,
        ChannelState.Problem => ChannelActivity.Problem,
        _ => ChannelActivity.Available,
    };

    private RecordReason Reason { get; set; }

    private T Now<T>(Func<T> look)
    {
        lock (computer.Gate)
        {
            Advance();
            return look();
        }
    }
}
