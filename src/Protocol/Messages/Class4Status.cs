namespace MacNet.Protocol.Messages;

public static partial class Functions
{
    /// <summary>(4, 1) state of up to 128 channels.</summary>
    public static Function<ChannelsRequest, StatesReply> States { get; } =
        new(4, 1, "read the states", FunctionKind.Read) { BytesPerChannel = 4, RequestsWithoutData = true };

    /// <summary>(4, 2) voltage of up to 128 channels.</summary>
    public static Function<ChannelsRequest, VoltagesReply> Voltages { get; } =
        new(4, 2, "read the voltages", FunctionKind.Read) { BytesPerChannel = 4, RequestsWithoutData = true };

    /// <summary>(4, 3) current of up to 128 channels.</summary>
    public static Function<ChannelsRequest, CurrentsReply> Currents { get; } =
        new(4, 3, "read the currents", FunctionKind.Read) { BytesPerChannel = 4, RequestsWithoutData = true };

    /// <summary>(4, 4) a channel's auxiliary values.</summary>
    public static Function<ChannelRequest, AuxiliaryValuesReply> AuxiliaryValues { get; } =
        new(4, 4, "read the auxiliary values", FunctionKind.Read) { BytesPerValue = 4 };

    /// <summary>(4, 5) the units of a channel's auxiliary values.</summary>
    public static Function<ChannelRequest, AuxiliaryUnitsReply> AuxiliaryUnits { get; } =
        new(4, 5, "read the auxiliary units", FunctionKind.Read) { BytesPerValue = 4 };

    /// <summary>(4, 6) a test's names and comment.</summary>
    public static Function<ChannelRequest, NamesReply> Names { get; } = new(4, 6, "read the test's names", FunctionKind.Read);

    /// <summary>(4, 7) everything of one channel.</summary>
    public static Function<ChannelRequest, StatusReply> Status { get; } = new(4, 7, "read the channel's status", FunctionKind.Read);

    /// <summary>(4, 8) global flags and a channel's variables.</summary>
    public static Function<ChannelRequest, VariablesReply> Variables { get; } =
        new(4, 8, "read the variables", FunctionKind.Read);

    /// <summary>(4, 9) test time of up to 128 channels.</summary>
    public static Function<ChannelsRequest, TestTimesReply> TestTimes { get; } =
        new(4, 9, "read the test times", FunctionKind.Read) { BytesPerChannel = 4, RequestsWithoutData = true };

    /// <summary>(4, 10) which end step a test reached.</summary>
    public static Function<ChannelRequest, EndStatusReply> EndStatus { get; } =
        new(4, 10, "read the end status", FunctionKind.Read);

    /// <summary>(4, 11) a test's names and comment in full length, binary only; JSON has them in (4, 6).</summary>
    public static Function<ChannelRequest, LongNamesReply> LongNames { get; } =
        new(4, 11, "read the test's full names", FunctionKind.Read) { BinaryOnly = true };
}

/// <summary>States of several channels (4, 1).</summary>
public sealed class StatesReply : ChannelMessage
{
    /// <summary>One for each channel asked for.</summary>
    public StateCodes[] States { get; set; } = [];

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        if (!f.Binary)
            f.U16OrNull("Len", (ushort)States.Length);
        States = f.List("Status", States);
    }
}

/// <summary>The state of one channel, as codes (4, 1); null is what the tester does not tell.</summary>
public sealed class StateCodes : Message
{
    /// <summary>What the controller is doing.</summary>
    public byte? Rf1 { get; set; } = 0;

    /// <summary>Why the last record was taken or the step ended.</summary>
    public byte? Rf2 { get; set; } = 0;

    /// <summary>The channel's status.</summary>
    public ushort? Stat { get; set; } = 0;

    /// <inheritdoc/>
    public override void Visit(Fields f)
    {
        Rf1 = f.U8OrNull("RF1", Rf1);
        Rf2 = f.U8OrNull("RF2", Rf2);
        Stat = f.U16OrNull("Stat", Stat);
    }
}

/// <summary>One single-precision value for each of several channels; JSON gives their number and an array.</summary>
public abstract class ValuesReply(string jsonName) : ChannelMessage
{
    /// <summary>One for each channel asked for.</summary>
    public float[] Values { get; set; } = [];

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        if (!f.Binary)
            f.U16OrNull("Len", (ushort)Values.Length);
        Values = f.Readings(jsonName, Values);
    }
}

/// <summary>Voltages of several channels (4, 2), V.</summary>
public sealed class VoltagesReply() : ValuesReply("Voltage");

/// <summary>Currents of several channels (4, 3), A.</summary>
public sealed class CurrentsReply() : ValuesReply("Current");

/// <summary>Test times of several channels (4, 9), s.</summary>
public sealed class TestTimesReply() : ValuesReply("TestTimes");

/// <summary>A channel's auxiliary values (4, 4), in the units of (4, 5).</summary>
public sealed class AuxiliaryValuesReply() : ValuesReply("AuxValues");

/// <summary>The units of a channel's auxiliary values (4, 5).</summary>
public sealed class AuxiliaryUnitsReply : ChannelMessage
{
    /// <summary>One unit for each value.</summary>
    public string[] Units { get; set; } = [];

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        if (!f.Binary)
            f.U16OrNull("Len", (ushort)Units.Length);
        Units = f.Texts("AuxUnit", 4, Units);
    }
}

/// <summary>A test's names and comment (4, 6).</summary>
public sealed class NamesReply : ChannelMessage
{
    /// <summary>The test's name.</summary>
    public string TestName { get; set; } = "";

    /// <summary>The comment given at the start.</summary>
    public string Comment { get; set; } = "";

    /// <summary>The procedure's name.</summary>
    public string ProcedureName { get; set; } = "";

    /// <summary>The procedure's description.</summary>
    public string ProcedureDescription { get; set; } = "";

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        TestName = f.LongText("TestName", 25, TestName);
        Comment = f.LongText("Comment", 80, Comment);
        ProcedureName = f.LongText("ProcName", 25, ProcedureName);
        ProcedureDescription = f.LongText("ProcDesc", 80, ProcedureDescription);
    }
}

/// <summary>A test's names and comment in full length (4, 11).</summary>
public sealed class LongNamesReply : ChannelMessage
{
    /// <summary>The test's name.</summary>
    public string TestName { get; set; } = "";

    /// <summary>The comment given at the start.</summary>
    public string Comment { get; set; } = "";

    /// <summary>The procedure's name.</summary>
    public string ProcedureName { get; set; } = "";

    /// <summary>The procedure's description.</summary>
    public string ProcedureDescription { get; set; } = "";

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        TestName = f.Text8("TestName", TestName);
        Comment = f.Text8("Comment", Comment);
        ProcedureName = f.Text8("ProcName", ProcedureName);
        ProcedureDescription = f.Text8("ProcDesc", ProcedureDescription);
    }
}

/// <summary>Everything of one channel (4, 7); null, and NaN, is what the tester does not tell.</summary>
public sealed class StatusReply : ChannelMessage
{
    /// <summary>What the controller is doing.</summary>
    public byte? Rf1 { get; set; } = 0;

    /// <summary>Why the last record was taken or the step ended.</summary>
    public byte? Rf2 { get; set; } = 0;

    /// <summary>The channel's status.</summary>
    public ushort Stat { get; set; }

    /// <summary>The number of the last record.</summary>
    public uint? LastRecord { get; set; } = 0;

    /// <summary>The cycle.</summary>
    public uint? Cycle { get; set; } = 0;

    /// <summary>The step.</summary>
    public ushort? Step { get; set; } = 0;

    /// <summary>Time since the test's start, s.</summary>
    public float TestTime { get; set; }

    /// <summary>Time since the step's start, s.</summary>
    public float StepTime { get; set; }

    /// <summary>Capacity, Ah.</summary>
    public float Capacity { get; set; }

    /// <summary>Energy, Wh.</summary>
    public float Energy { get; set; }

    /// <summary>Current, A.</summary>
    public float Current { get; set; }

    /// <summary>Voltage, V.</summary>
    public float Voltage { get; set; }

    /// <summary>The tester's clock, in its local time.</summary>
    public DateTime TesterTime { get; set; }

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        Rf1 = f.U8OrNull("RF1", Rf1);
        Rf2 = f.U8OrNull("RF2", Rf2);
        Stat = f.U16("Stat", Stat);
        LastRecord = f.U32OrNull("LastRecNum", LastRecord);
        Cycle = f.U32OrNull("Cycle", Cycle);
        Step = f.U16OrNull("Step", Step);
        TestTime = f.ReadingOrNaN("TestTime", TestTime);
        StepTime = f.ReadingOrNaN("StepTime", StepTime);
        Capacity = f.ReadingOrNaN("Capacity", Capacity);
        Energy = f.ReadingOrNaN("Energy", Energy);
        Current = f.ReadingOrNaN("Current", Current);
        Voltage = f.ReadingOrNaN("Voltage", Voltage);
        TesterTime = f.Time("TesterTime", TesterTime);
    }
}

/// <summary>Global flags and a channel's variables (4, 8).</summary>
public sealed class VariablesReply : ChannelMessage
{
    /// <summary>How many variables a channel has: VAR1 to VAR15.</summary>
    public const int Count = 15;

    /// <summary>The tester's 32 global flags; null where it does not tell them.</summary>
    public uint? GlobalFlags { get; set; } = 0;

    /// <summary>VAR1 to VAR15, in this order; NaN is what the tester does not tell.</summary>
    public float[] Variables { get; set; } = new float[Count];

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        GlobalFlags = f.FlagsOrNull("GlobFlags", GlobalFlags);
        Variables = f.Readings("VARs", Variables, Count);
        if (Variables.Length != Count)
            throw new FormatException($"VARs has {Variables.Length} variables; a channel has {Count}.");
    }
}

/// <summary>Which end step a test reached (4, 10); null is what the tester does not tell.</summary>
public sealed class EndStatusReply : ChannelMessage
{
    /// <summary>How many end steps the procedure has.</summary>
    public ushort? NumberOfEnds { get; set; } = 0;

    /// <summary>Index of the end step reached, from 1; 0 while the test is not complete.</summary>
    public ushort? EndNumber { get; set; } = 0;

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        NumberOfEnds = f.U16OrNull("NumOfEnds", NumberOfEnds);
        EndNumber = f.U16OrNull("EndNum", EndNumber);
    }
}
