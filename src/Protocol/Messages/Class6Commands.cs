namespace MacNet.Protocol.Messages;

public static partial class Functions
{
    /// <summary>(6, 1) selects channels to be started together, or takes the selection back.</summary>
    public static Function<SelectRequest, SelectReply> Select { get; } =
        new(6, 1, "select channels", FunctionKind.Command) { MayReplyEmpty = true };

    /// <summary>(6, 2) starts a test.</summary>
    public static Function<StartTestRequest, ResultReply> StartTest { get; } = new(6, 2, "start a test", FunctionKind.Drives)
    {
        Results = new Dictionary<int, string>
        {
            [StartTestResult.RegimesOnSeveralChannels] = "Cannot start regimes with more than one channel selected",
            [StartTestResult.AdvancedStartWithRegimes] = "Advanced start is not compatible with regimes",
            [StartTestResult.NoProcedure] = "No test procedure was selected, please select a test procedure",
            [StartTestResult.NotActive] = "Channel not Active. Jump start impossible",
            [StartTestResult.NotSelected] = "Channel not Selected. Advanced start impossible",
            [StartTestResult.NotSuspended] = "Channel not Suspended, Cannot Restart",
            [StartTestResult.NameTooLong] = "The maximum length of the data file name is 256 characters",
            [StartTestResult.NameNotUnique] = "Name is not a unique filename",
            [StartTestResult.NameAlsoNotUnique] = "Name is not a unique filename",
            [StartTestResult.ChamberInUse] = "EV Chamber in use",
            [StartTestResult.InvalidEntry] = "Invalid entry",
            [StartTestResult.ChannelInUse] = "Channel in use",
            [StartTestResult.NoChannelsSelected] = "No Channels were selected to be started",
            [StartTestResult.ChamberAlsoInUse] = "EV Chamber in use",
        },
    };

    /// <summary>(6, 3) suspends a test.</summary>
    public static Function<ChannelRequest, ResultReply> Suspend { get; } =
        new(6, 3, "suspend the test", FunctionKind.MakesSafe) { MayReplyEmpty = true };

    /// <summary>(6, 4) resumes a suspended test.</summary>
    public static Function<ChannelRequest, ResultReply> Resume { get; } =
        new(6, 4, "resume the test", FunctionKind.Drives) { MayReplyEmpty = true };

    /// <summary>(6, 5) resets a channel; a running test is stopped.</summary>
    public static Function<ChannelRequest, ResultReply> Reset { get; } =
        new(6, 5, "reset the channel", FunctionKind.MakesSafe) { MayReplyEmpty = true };

    /// <summary>(6, 6) clears a finished test off the channel and moves its data file to the Archive folder.</summary>
    public static Function<ChannelRequest, ResultReply> Archive { get; } =
        new(6, 6, "archive the test", FunctionKind.Command) { MayReplyEmpty = true };

    /// <summary>(6, 7) starts direct mode.</summary>
    public static Function<StartDirectRequest, ResultReply> StartDirect { get; } =
        new(6, 7, "start direct mode", FunctionKind.Drives)
        {
            Results = new Dictionary<int, string>
            {
                [StartDirectResult.IllegalSystemType] = "Illegal system type. This feature only works for type 0",
                [StartDirectResult.NotAvailable] = "The channel is not available",
                [StartDirectResult.NoPseudoProcedure] = "Failed creating the pseudo test procedure",
            },
        };

    /// <summary>(6, 8) sets the output of a channel in direct mode.</summary>
    public static Function<DirectOutputRequest, ResultReply> SetDirectOutput { get; } =
        new(6, 8, "set the direct output", FunctionKind.Drives)
        {
            Results = new Dictionary<int, string>
            {
                [DirectOutputResult.IllegalSystemType] = "Illegal system type. This feature only works for type 0",
                [DirectOutputResult.NotActive] = "The channel is not active",
                [DirectOutputResult.TooFast] = "Command sent too fast. There must be at least 100 ms (10 ticks) between commands",
                [DirectOutputResult.NotInDirectMode] = "Direct mode is not active",
                [DirectOutputResult.NotReady] = "Direct mode is not ready yet",
            },
        };

    /// <summary>(6, 9) sets one of a channel's variables.</summary>
    public static Function<VariableRequest, ResultReply> SetVariable { get; } =
        new(6, 9, "set a variable", FunctionKind.Drives) { MayReplyEmpty = true, MayReplyEcho = true };

    /// <summary>(6, 10) sets a channel's safety limits.</summary>
    public static Function<SafetyLimitsMessage, SafetyLimitsReply> SetSafetyLimits { get; } =
        new(6, 10, "set the safety limits", FunctionKind.Command) { MayReplyEmpty = true };

    /// <summary>(6, 11) checks whether a test could start.</summary>
    public static Function<CheckStartRequest, ResultReply> CheckStart { get; } =
        new(6, 11, "check a start", FunctionKind.Read)
        {
            Results = new Dictionary<int, string>
            {
                [CheckStartResult.NotAvailable] = "Channel not available or selected",
                [CheckStartResult.NoProcedure] = "Procedure does not exist",
                [CheckStartResult.NoSubroutine] = "Sub routine procedures do not exist",
                [CheckStartResult.NameInArchive] = "File name exists in Archive",
                [CheckStartResult.InvalidName] = "Invalid file name",
                [CheckStartResult.InvalidChamber] = "Invalid EV chamber number",
                [CheckStartResult.CompileError] = "Compile error. Use function (6, 12) for details",
                [CheckStartResult.Other] = "Other non-defined problem",
            },
        };

    /// <summary>
    /// (6, 12) one more line about a check that failed; an empty one is the last. Each is given once, so it is not asked again.
    /// </summary>
    public static Function<ChannelRequest, CheckDetailsReply> CheckDetails { get; } =
        new(6, 12, "read the details of a check", FunctionKind.Command) { BinaryOnly = true, RepliesOfAnyChannel = true };

    /// <summary>(6, 13) starts a test with options: appended to an archived one, from another step, with counters preset.</summary>
    public static Function<AdvancedStartRequest, ResultReply> AdvancedStart { get; } =
        new(6, 13, "start a test with options", FunctionKind.Drives)
        {
            Results = new Dictionary<int, string>
            {
                [AdvancedStartResult.InvalidChannel] = "Invalid channel number",
                [AdvancedStartResult.NotAvailable] = "Channel not available or selected",
                [AdvancedStartResult.IllegalOptions] = "Illegal combination of options",
                [AdvancedStartResult.NoArchivedFile] = "Archived file does not exist",
                [AdvancedStartResult.NoArchivedProcedure] = "Procedure from archived file does not exist",
                [AdvancedStartResult.IllegalStep] = "Illegal test step",
                [AdvancedStartResult.BlankStep] = "Cannot start at a blank step type",
                [AdvancedStartResult.IllegalStepType] = "Cannot start at this step type",
                [AdvancedStartResult.TooManyRecords] = "Cannot remove the requested number of data points",
                [AdvancedStartResult.Other] = "Other non-defined problem",
            },
        };
}

/// <summary>Selects channels (6, 1): in JSON a list that toggles each; in binary one channel to toggle, or a bitmap of all.</summary>
public sealed class SelectRequest : Message
{
    /// <summary>
    /// Binary: the channel to toggle, or <see cref="ChannelMessage.AllSelected"/> where <see cref="Bitmap"/> says it of all.
    /// </summary>
    public int Channel { get; set; } = ChannelMessage.AllSelected;

    /// <summary>Binary: bit 0 of byte 0 is the first channel; set = selected, clear = unselected.</summary>
    public byte[] Bitmap { get; set; } = [];

    /// <summary>JSON: the channels to toggle, counted from 1.</summary>
    public int[] Channels { get; set; } = [];

    /// <inheritdoc/>
    public override void Visit(Fields f)
    {
        if (f.Binary)
        {
            Channel = f.Channel(Channel);
            Bitmap = f.Bytes("Bitmap", Bitmap);
        }
        else
        {
            Channels = f.Channels("Chans", Channels);
        }
    }
}

/// <summary>The answer to a selection (6, 1).</summary>
public sealed class SelectReply : Message, IResultReply
{
    /// <inheritdoc/>
    public CommandResult Result { get; set; } = CommandResult.Ok;

    /// <inheritdoc/>
    public override void Visit(Fields f) => Result = f.Result("Result", Result);
}

/// <summary>What every form of start begins with: start data of type 1.</summary>
public abstract class StartData : ChannelMessage
{
    /// <summary>Binary: the type of the start data, 1, or 2 for (6, 2) with all its fields.</summary>
    public byte StartDataType { get; set; } = 1;

    /// <summary>Binary: the version of the start data, 1, or 2 where type 2 carries a regime.</summary>
    public byte StartDataVersion { get; set; } = 1;

    /// <summary>The test's name, unique on the tester; "Random" makes one up. Up to 250 characters, 25 in binary.</summary>
    public string TestName { get; set; } = "Random";

    /// <summary>The procedure, without ".000". Up to 250 characters, 25 in binary.</summary>
    public string ProcedureName { get; set; } = "";

    /// <summary>A comment. Up to 80 characters.</summary>
    public string Comment { get; set; } = "";

    /// <summary>The capacity that C-rates in the procedure refer to, Ah; 1 if unused.</summary>
    public float CRate { get; set; } = 1;

    /// <summary>The environmental chamber, 0 for none.</summary>
    public byte ChamberNumber { get; set; }

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        if (f.Binary)
        {
            StartDataType = f.U8("StartDataType", StartDataType);
            StartDataVersion = f.U8("StartDataVersion", StartDataVersion);
        }

        TestName = f.LongText("TestName", 25, TestName);
        ProcedureName = f.LongText("ProcName", 25, ProcedureName);
        Comment = f.Text("Comment", 80, Comment);
        CRate = f.F32("Crate", CRate);
        ChamberNumber = f.U8("ChamberNum", ChamberNumber);
    }
}

/// <summary>Starts a test (6, 2), on one channel or with <see cref="ChannelMessage.AllSelected"/> on all selected ones.</summary>
public sealed class StartTestRequest : StartData
{
    /// <summary>Starts with all the fields that there are; <see cref="StartData.StartDataType"/> 1 leaves out what follows it.</summary>
    public StartTestRequest() => StartDataType = StartDataVersion = 2;

    /// <summary>The cycle to start with.</summary>
    public ushort StartCycle { get; set; }

    /// <summary>How many cycles.</summary>
    public ushort TotalCycles { get; set; }

    /// <summary>Mass of the active material, in the unit that the lab reports specific capacity in; 1 if unused.</summary>
    public float Mass { get; set; } = 1;

    /// <summary>Voltage gain, 0 for ×1; others only on the vendor's advice.</summary>
    public byte VGain { get; set; }

    /// <summary>Whether report times are aligned to absolute time (0 or 1).</summary>
    public byte AbsTRepAlign { get; set; }

    /// <summary>Parallel resistance, Ω.</summary>
    public float ParallelR { get; set; }

    /// <summary>Voltage divider, upper resistance, Ω.</summary>
    public float VDivHiR { get; set; }

    /// <summary>Voltage divider, lower resistance, Ω.</summary>
    public float VDivLoR { get; set; }

    /// <summary>CAN position, -1 for none.</summary>
    public short CanPosition { get; set; } = -1;

    /// <summary>CAN profile. Up to 25 characters.</summary>
    public string CanProfile { get; set; } = "";

    /// <summary>Regime. Up to 25 characters.</summary>
    public string RegimeName { get; set; } = "";

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        base.VisitFields(f);
        if (f.Binary && StartDataType < 2)
            return;

        StartCycle = f.U16("StartCycle", StartCycle);
        TotalCycles = f.U16("TotCycles", TotalCycles);
        Mass = f.F32("Mass", Mass);
        VGain = f.U8("VGain", VGain);
        AbsTRepAlign = f.U8("AbsTRepAlign", AbsTRepAlign);
        ParallelR = f.F32("ParallelR", ParallelR);
        VDivHiR = f.F32("VDivHiR", VDivHiR);
        VDivLoR = f.F32("VDivLoR", VDivLoR);
        CanPosition = f.I16("CANpos", CanPosition);
        CanProfile = f.Text("CANprof", 25, CanProfile);
        if (!f.Binary || StartDataVersion >= 2)
            RegimeName = f.Text("RegimeName", 25, RegimeName);
    }
}

/// <summary>Starts direct mode (6, 7).</summary>
public sealed class StartDirectRequest : ChannelMessage
{
    /// <summary>The test's name; "Random" makes one up.</summary>
    public string TestName { get; set; } = "Random";

    /// <summary>Current limit, A, a magnitude. What is active here can be set later; at most three of the four.</summary>
    public float Current { get; set; }

    /// <summary>Voltage limit, V.</summary>
    public float Voltage { get; set; }

    /// <summary>Power limit, W.</summary>
    public float Power { get; set; }

    /// <summary>Resistance, Ω; 0 for none.</summary>
    public float Resistance { get; set; }

    /// <summary>The current range, 1 (smallest) to 4.</summary>
    public byte CurrentRange { get; set; } = 4;

    /// <summary>'C' charge, 'D' discharge, 'R' rest.</summary>
    public char Mode { get; set; } = 'R';

    /// <summary>A record every so often, s; 0 = off.</summary>
    public float RecordTime { get; set; }

    /// <summary>A record at each change of voltage by this, V; 0 = off.</summary>
    public float RecordVoltage { get; set; }

    /// <summary>A record at each change of current by this, A; 0 = off.</summary>
    public float RecordCurrent { get; set; }

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        TestName = f.LongText("TestName", 25, TestName);
        Current = f.F32("Current", Current);
        Voltage = f.F32("Voltage", Voltage);
        Power = f.F32("Power", Power);
        Resistance = f.F32("Resistance", Resistance);
        CurrentRange = f.U8("CurrentRange", CurrentRange);
        Mode = f.Letter("ChMode", Mode);
        RecordTime = f.F32("DataTime", RecordTime);
        RecordVoltage = f.F32("DataV", RecordVoltage);
        RecordCurrent = f.F32("DataI", RecordCurrent);
    }
}

/// <summary>Sets the output of a channel in direct mode (6, 8).</summary>
public sealed class DirectOutputRequest : ChannelMessage
{
    /// <summary>Mode letter: charge.</summary>
    public const char Charge = 'C';

    /// <summary>Mode letter: discharge.</summary>
    public const char Discharge = 'D';

    /// <summary>Mode letter: rest.</summary>
    public const char Rest = 'R';

    /// <summary>Current, A, a magnitude.</summary>
    public float Current { get; set; }

    /// <summary>Voltage limit, V.</summary>
    public float Voltage { get; set; }

    /// <summary>Power limit, W.</summary>
    public float Power { get; set; }

    /// <summary>Resistance, Ω; 0 for none.</summary>
    public float Resistance { get; set; }

    /// <summary>The current range, 1 (smallest) to 4.</summary>
    public byte CurrentRange { get; set; } = 4;

    /// <summary>'C' charge, 'D' discharge, 'R' rest.</summary>
    public char Mode { get; set; } = Rest;

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        Current = f.F32("Current", Current);
        Voltage = f.F32("Voltage", Voltage);
        Power = f.F32("Power", Power);
        Resistance = f.F32("Resistance", Resistance);
        CurrentRange = f.U8("CurrentRange", CurrentRange);
        Mode = f.Letter("ChMode", Mode);
    }
}

/// <summary>Sets a variable (6, 9).</summary>
public sealed class VariableRequest : ChannelMessage
{
    /// <summary>Which variable, 1 to 15.</summary>
    public byte Number { get; set; } = 1;

    /// <summary>Its new value.</summary>
    public float Value { get; set; }

    /// <summary>Whether it makes a cell safe, as somebody said of the value: it overtakes what waits.</summary>
    internal bool MakesSafe { get; set; }

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        Number = f.U8("VarNum", Number);
        Value = f.F32("Value", Value);
    }
}

/// <summary>Safety limits to set (6, 10).</summary>
public class SafetyLimitsMessage : ChannelMessage
{
    /// <summary>Upper voltage limit, V.</summary>
    public float VSafeMax { get; set; }

    /// <summary>Lower voltage limit, V.</summary>
    public float VSafeMin { get; set; }

    /// <summary>Charge current limit, A.</summary>
    public float ISafeCharge { get; set; }

    /// <summary>Discharge current limit, A.</summary>
    public float ISafeDischarge { get; set; }

    /// <summary>Charge power limit, W; 0 = off.</summary>
    public float PBatterySafeCharge { get; set; }

    /// <summary>Discharge power limit, W; 0 = off.</summary>
    public float PBatterySafeDischarge { get; set; }

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        VSafeMax = f.F32("VSafeMax", VSafeMax);
        VSafeMin = f.F32("VSafeMin", VSafeMin);
        ISafeCharge = f.F32("ISafeChg", ISafeCharge);
        ISafeDischarge = f.F32("ISafeDis", ISafeDischarge);
        PBatterySafeCharge = f.F32("PBatSafeChg", PBatterySafeCharge);
        PBatterySafeDischarge = f.F32("PBatSafeDis", PBatterySafeDischarge);
    }
}

/// <summary>The safety limits now in force (6, 10).</summary>
public sealed class SafetyLimitsReply : SafetyLimitsMessage
{
    /// <summary>Whether the tester told the limits; a binary reply may come without them.</summary>
    public bool AreTold { get; private set; }

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        base.VisitFields(f);
        AreTold = true;
    }
}

/// <summary>Asks whether a test could start (6, 11).</summary>
public sealed class CheckStartRequest : StartData;

/// <summary>One more line about a check that failed (6, 12).</summary>
public sealed class CheckDetailsReply : ChannelMessage
{
    /// <summary>The line; empty when all have been given.</summary>
    public string Text { get; set; } = "";

    /// <inheritdoc/>
    protected override void VisitFields(Fields f) => Text = f.TextToEnd("Text", Text);
}

/// <summary>Starts a test with options (6, 13).</summary>
public sealed class AdvancedStartRequest : StartData
{
    /// <summary>How many records can be taken off an archived test's end.</summary>
    public const int MostRemovedRecords = 20;

    /// <summary>Option: append to an archived test.</summary>
    public const byte AppendToArchived = 1;

    /// <summary>Option: use the archived test's procedure.</summary>
    public const byte UseArchivedProcedure = 2;

    /// <summary>Option: add the time that the test lay on the shelf.</summary>
    public const byte AddShelfTime = 4;

    /// <summary>Bit 0 append to an archived test, bit 1 use its procedure, bit 2 add shelf time.</summary>
    public byte Options { get; set; }

    /// <summary>The archived test, with its channel as extension. Up to 30 characters.</summary>
    public string ArchivedTestName { get; set; } = "";

    /// <summary>How many records to take off the archived test's end, 0 to 20.</summary>
    public byte RemoveLastDataRecords { get; set; }

    /// <summary>Test time to start with, s; -1 = default, or as archived.</summary>
    public float TestTime { get; set; } = -1;

    /// <summary>Step time to start with, s; -1 = default, or as archived.</summary>
    public float StepTime { get; set; } = -1;

    /// <summary>Step to start at; -1 = default, or as archived.</summary>
    public short TestStep { get; set; } = -1;

    /// <summary>Cycle to start with; -1 = default, or as archived.</summary>
    public int Cycle { get; set; } = -1;

    /// <summary>Turns left of loop 1; -1 = default, or as archived.</summary>
    public short RemainingLoop1 { get; set; } = -1;

    /// <summary>Turns left of loop 2; -1 = default, or as archived.</summary>
    public short RemainingLoop2 { get; set; } = -1;

    /// <summary>Turns left of loop 3; -1 = default, or as archived.</summary>
    public short RemainingLoop3 { get; set; } = -1;

    /// <summary>Turns left of loop 4; -1 = default, or as archived.</summary>
    public short RemainingLoop4 { get; set; } = -1;

    /// <summary>Capacity to start with, Ah; -1 = default, or as archived.</summary>
    public float Capacity { get; set; } = -1;

    /// <summary>Energy to start with, Wh; -1 = default, or as archived.</summary>
    public float Energy { get; set; } = -1;

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        base.VisitFields(f);
        Options = f.U8("Options", Options);
        ArchivedTestName = f.Text("ArchivedTestName", 30, ArchivedTestName);
        RemoveLastDataRecords = f.U8("RemoveLastDataRecords", RemoveLastDataRecords);
        TestTime = f.F32("TestTime", TestTime);
        StepTime = f.F32("StepTime", StepTime);
        TestStep = f.I16("TestStep", TestStep);
        Cycle = f.I32("Cycle", Cycle);
        RemainingLoop1 = f.I16("RemainingLoop1", RemainingLoop1);
        RemainingLoop2 = f.I16("RemainingLoop2", RemainingLoop2);
        RemainingLoop3 = f.I16("RemainingLoop3", RemainingLoop3);
        RemainingLoop4 = f.I16("RemainingLoop4", RemainingLoop4);
        Capacity = f.F32("Capacity", Capacity);
        Energy = f.F32("Energy", Energy);
    }
}
