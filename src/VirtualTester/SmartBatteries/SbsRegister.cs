namespace MacNet.VirtualTester.SmartBatteries;

/// <summary>The registers of a battery that follows the Smart Battery Data Specification.</summary>
public enum SbsRegister : byte
{
    /// <summary>The manufacturer's own; read and write.</summary>
    ManufacturerAccess = 0x00,

    /// <summary>Remaining capacity below which the battery warns, mAh; read and write.</summary>
    RemainingCapacityAlarm = 0x01,

    /// <summary>Remaining time below which the battery warns, min; read and write.</summary>
    RemainingTimeAlarm = 0x02,

    /// <summary>Modes, as bits; read and write.</summary>
    BatteryMode = 0x03,

    /// <summary>A current that the next three registers are about, mA; read and write.</summary>
    AtRate = 0x04,

    /// <summary>Time to full at that current, min.</summary>
    AtRateTimeToFull = 0x05,

    /// <summary>Time to empty at that current, min.</summary>
    AtRateTimeToEmpty = 0x06,

    /// <summary>Whether the battery can deliver that current for 10 s.</summary>
    AtRateOk = 0x07,

    /// <summary>Temperature, tenths of a kelvin.</summary>
    Temperature = 0x08,

    /// <summary>Voltage, mV.</summary>
    Voltage = 0x09,

    /// <summary>Current, mA; positive while charging.</summary>
    Current = 0x0A,

    /// <summary>Current averaged over a minute, mA.</summary>
    AverageCurrent = 0x0B,

    /// <summary>Expected error of the state of charge, %.</summary>
    MaxError = 0x0C,

    /// <summary>Remaining capacity in per cent of the full charge capacity.</summary>
    RelativeStateOfCharge = 0x0D,

    /// <summary>Remaining capacity in per cent of the design capacity.</summary>
    AbsoluteStateOfCharge = 0x0E,

    /// <summary>Remaining capacity, mAh.</summary>
    RemainingCapacity = 0x0F,

    /// <summary>Capacity when full, mAh.</summary>
    FullChargeCapacity = 0x10,

    /// <summary>Time to empty at the present current, min; 65535 while not discharging.</summary>
    RunTimeToEmpty = 0x11,

    /// <summary>Time to empty at the average current, min.</summary>
    AverageTimeToEmpty = 0x12,

    /// <summary>Time to full at the average current, min; 65535 while not charging.</summary>
    AverageTimeToFull = 0x13,

    /// <summary>Current that the battery wants to be charged with, mA.</summary>
    ChargingCurrent = 0x14,

    /// <summary>Voltage that the battery wants to be charged to, mV.</summary>
    ChargingVoltage = 0x15,

    /// <summary>Alarms and states, as bits.</summary>
    BatteryStatus = 0x16,

    /// <summary>Number of cycles.</summary>
    CycleCount = 0x17,

    /// <summary>Capacity of a new battery, mAh.</summary>
    DesignCapacity = 0x18,

    /// <summary>Voltage of a new battery, mV.</summary>
    DesignVoltage = 0x19,

    /// <summary>The specification's version, and scales.</summary>
    SpecificationInfo = 0x1A,

    /// <summary>Day + 32 × month + 512 × years since 1980.</summary>
    ManufactureDate = 0x1B,

    /// <summary>Serial number.</summary>
    SerialNumber = 0x1C,

    /// <summary>The manufacturer's name.</summary>
    ManufacturerName = 0x20,

    /// <summary>The battery's name.</summary>
    DeviceName = 0x21,

    /// <summary>The cells' chemistry.</summary>
    DeviceChemistry = 0x22,

    /// <summary>The manufacturer's own bytes; read and write here.</summary>
    ManufacturerData = 0x23,

    /// <summary>Voltage of the cell, mV.</summary>
    CellVoltage = 0x3F,
}
