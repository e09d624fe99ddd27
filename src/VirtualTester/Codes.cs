namespace MacNet.VirtualTester;

/// <summary>The state of a channel in the tester's software: Stat of (4, 1).</summary>
public enum ChannelStat
{
    /// <summary>Free for a test.</summary>
    Available = 0,

    /// <summary>To be started with the next start of all selected channels.</summary>
    Selected = 1,

    /// <summary>A test is running.</summary>
    Active = 2,

    /// <summary>A test is interrupted.</summary>
    Suspended = 3,

    /// <summary>A test has come to its end.</summary>
    Completed = 4,

    /// <summary>A test was stopped by a fault or a safety limit.</summary>
    Problem = 5,

    /// <summary>Out of service.</summary>
    NotAvailable = 6,
}

/// <summary>What the controller is doing: RF1 of (4, 1).</summary>
public enum Activity
{
    /// <summary>Nothing.</summary>
    Available = 0,

    /// <summary>Charging.</summary>
    Charge = 1,

    /// <summary>Discharging.</summary>
    Discharge = 2,

    /// <summary>Resting.</summary>
    Rest = 4,

    /// <summary>Stopped by a fault.</summary>
    Problem = 29,

    /// <summary>Interrupted.</summary>
    Suspended = 30,

    /// <summary>At the end of the test.</summary>
    Complete = 31,
}

/// <summary>Why the last record was taken or the step ended: RF2 of (4, 1).</summary>
public enum Reason
{
    /// <summary>A step has started.</summary>
    StartOfStep = 0,

    /// <summary>A record after a time.</summary>
    RecordTime = 1,

    /// <summary>A record after a change of the current.</summary>
    RecordCurrent = 4,

    /// <summary>A record after a change of the voltage.</summary>
    RecordVoltage = 5,

    /// <summary>End by the step's time.</summary>
    StepTime = 129,

    /// <summary>End by the test's time.</summary>
    TestTime = 130,

    /// <summary>End by the cycle's number.</summary>
    CycleNumber = 131,

    /// <summary>End by the current.</summary>
    Current = 132,

    /// <summary>End by the voltage.</summary>
    Voltage = 133,

    /// <summary>End by the power.</summary>
    Power = 134,

    /// <summary>End by the resistance.</summary>
    Resistance = 135,

    /// <summary>End by the charge.</summary>
    AmpereHour = 136,

    /// <summary>End by the energy.</summary>
    WattHour = 137,

    /// <summary>End by an auxiliary voltage.</summary>
    AuxVoltage = 157,

    /// <summary>End by a temperature.</summary>
    Thermistor = 159,

    /// <summary>Completed after an advanced start.</summary>
    AdvancedStartCompleted = 160,

    /// <summary>End by a variable.</summary>
    Function = 164,

    /// <summary>Suspended by the operator, a pause step or the watchdog.</summary>
    Suspended = 192,

    /// <summary>Completed.</summary>
    NormalEnd = 193,

    /// <summary>Fault: the procedure goes in circles without taking time.</summary>
    TimeoutFault = 194,

    /// <summary>Fault: current or power beyond the safety limit.</summary>
    OverchargeSafety = 196,

    /// <summary>Fault: voltage beyond the safety limit.</summary>
    VoltageSafety = 197,

    /// <summary>Fault: control of the current lost.</summary>
    LostCurrentControl = 254,
}
