namespace MacNet.Protocol.Messages;

/// <summary>Why the last record was taken or the step ended (<c>RF2</c>). Codes that are not listed keep their number.</summary>
public enum RecordReason : long
{
    /// <summary>Not told by the tester, or not so that it could be read.</summary>
    Unknown = -1,

    /// <summary>A step began.</summary>
    StepStart = 0,

    /// <summary>Record at a step time.</summary>
    StepTimeRecord = 1,

    /// <summary>Record at a change of current.</summary>
    CurrentIncrement = 4,

    /// <summary>Record at a change of voltage.</summary>
    VoltageIncrement = 5,

    /// <summary>Record at an amount of charge.</summary>
    AmpereHourRecord = 8,

    /// <summary>Record at an amount of energy.</summary>
    WattHourRecord = 9,

    /// <summary>A pause step.</summary>
    PauseStep = 17,

    /// <summary>Record at an auxiliary input.</summary>
    AuxiliaryRecord = 18,

    /// <summary>Pulse low.</summary>
    PulseLow = 33,

    /// <summary>Pulse high.</summary>
    PulseHigh = 34,

    /// <summary>Record at a digital input.</summary>
    DigitalInputRecord = 37,

    /// <summary>No reason.</summary>
    None = 128,

    /// <summary>The step ended at its time.</summary>
    StepTime = 129,

    /// <summary>The step ended at a test time.</summary>
    TestTime = 130,

    /// <summary>The step ended at a cycle number.</summary>
    CycleNumber = 131,

    /// <summary>The step ended at a current.</summary>
    Current = 132,

    /// <summary>The step ended at a voltage.</summary>
    Voltage = 133,

    /// <summary>The step ended at a power.</summary>
    Power = 134,

    /// <summary>The step ended at a resistance.</summary>
    Resistance = 135,

    /// <summary>The step ended at an amount of charge.</summary>
    AmpereHour = 136,

    /// <summary>The step ended at an amount of energy.</summary>
    WattHour = 137,

    /// <summary>The step ended at a half-cycle's charge.</summary>
    HalfCycleAmpereHour = 138,

    /// <summary>The step ended at a half-cycle's energy.</summary>
    HalfCycleWattHour = 139,

    /// <summary>The step ended at the previous charge.</summary>
    PreviousAmpereHour = 140,

    /// <summary>The step ended at the previous energy.</summary>
    PreviousWattHour = 141,

    /// <summary>The step ended at the first half-cycle's charge.</summary>
    FirstHalfCycleAmpereHour = 142,

    /// <summary>The step ended at the first half-cycle's energy.</summary>
    FirstHalfCycleWattHour = 143,

    /// <summary>The step ended at the last half-cycle's charge.</summary>
    LastHalfCycleAmpereHour = 144,

    /// <summary>The step ended at the last half-cycle's energy.</summary>
    LastHalfCycleWattHour = 145,

    /// <summary>The step ended from outside.</summary>
    External = 146,

    /// <summary>The step ended at a loop's count.</summary>
    LoopCount = 147,

    /// <summary>The step ended at a rate of voltage.</summary>
    VoltagePerHour = 150,

    /// <summary>The step ended at the previous charge, form 151.</summary>
    AmpereHourPrevious = 151,

    /// <summary>The step ended at a half-cycle's charge, form 152.</summary>
    HalfCycleCharge = 152,

    /// <summary>The step ended at a half-cycle's time.</summary>
    HalfCycleTime = 153,

    /// <summary>The step ended at a difference of current.</summary>
    DeltaCurrent = 154,

    /// <summary>The step ended at a difference of voltage.</summary>
    DeltaVoltage = 155,

    /// <summary>The step ended at an auxiliary voltage.</summary>
    AuxiliaryVoltage = 157,

    /// <summary>The step ended at a thermocouple's temperature.</summary>
    Thermocouple = 158,

    /// <summary>The step ended at a thermistor's temperature.</summary>
    Thermistor = 159,

    /// <summary>The step ended at a pressure; or an advance-started procedure is complete.</summary>
    PressureOrProcedureComplete = 160,

    /// <summary>The step ended at a largest deviation.</summary>
    MaximumDeviation = 161,

    /// <summary>The step ended at a mean deviation.</summary>
    MeanDeviation = 162,

    /// <summary>The step ended at a smart battery's alarm.</summary>
    SmBusAlarm = 163,

    /// <summary>The step ended at a function.</summary>
    Function = 164,

    /// <summary>The step ended at a digital input.</summary>
    DigitalInput = 165,

    /// <summary>Stopped by a capacity limit.</summary>
    SafetyCapacity = 189,

    /// <summary>Stopped by a voltage limit.</summary>
    SafetyVoltage = 190,

    /// <summary>Stopped by an overcharge limit.</summary>
    SafetyOvercharge = 191,

    /// <summary>Suspended by the operator or a pause step.</summary>
    Suspended = 192,

    /// <summary>The test ended normally.</summary>
    NormalEnd = 193,

    /// <summary>A timeout fault: a problem.</summary>
    TimeoutFault = 194,

    /// <summary>A timeout fault, code 195: a problem.</summary>
    TimeoutFault2 = 195,

    /// <summary>Overcharge safety: a problem.</summary>
    OverchargeSafety = 196,

    /// <summary>Voltage safety: a problem.</summary>
    VoltageSafety = 197,

    /// <summary>An error of the slave: a problem.</summary>
    SlaveError = 198,

    /// <summary>The step was forced by the operator.</summary>
    ForcedByOperator = 199,

    /// <summary>The slave's current control failed: a problem.</summary>
    SlaveCurrentControlError = 252,

    /// <summary>Absolute voltage safety: a problem.</summary>
    AbsoluteVoltageSafety = 253,

    /// <summary>Current control was lost: a problem.</summary>
    LostCurrentControl = 254,

    /// <summary>The buffer is full: a problem.</summary>
    BufferFull = 255,
}
