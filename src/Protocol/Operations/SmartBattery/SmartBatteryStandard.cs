using MacNet.Protocol.Messages;

namespace MacNet.Protocol.Operations;

/// <summary>
/// What the Smart Battery Data Specification says of its registers, for where the tester does not tell how they are meant.
/// Values keep the specification's units: mV, mA, mAh, min, %.
/// </summary>
public static class SmartBatteryStandard
{
    private static readonly Dictionary<byte, (string Name, SmartBatteryFormat Format)> Registers = new()
    {
        [0x00] = ("ManufacturerAccess", SmartBatteryFormat.Hex),
        [0x01] = ("RemainingCapacityAlarm", SmartBatteryFormat.Unsigned),
        [0x02] = ("RemainingTimeAlarm", SmartBatteryFormat.Unsigned),
        [0x03] = ("BatteryMode", SmartBatteryFormat.Hex),
        [0x04] = ("AtRate", SmartBatteryFormat.Signed),
        [0x05] = ("AtRateTimeToFull", SmartBatteryFormat.Unsigned),
        [0x06] = ("AtRateTimeToEmpty", SmartBatteryFormat.Unsigned),
        [0x07] = ("AtRateOK", SmartBatteryFormat.Unsigned),
        [0x08] = ("Temperature", SmartBatteryFormat.Celsius),
        [0x09] = ("Voltage", SmartBatteryFormat.Unsigned),
        [0x0A] = ("Current", SmartBatteryFormat.Signed),
        [0x0B] = ("AverageCurrent", SmartBatteryFormat.Signed),
        [0x0C] = ("MaxError", SmartBatteryFormat.Unsigned),
        [0x0D] = ("RelativeStateOfCharge", SmartBatteryFormat.Unsigned),
        [0x0E] = ("AbsoluteStateOfCharge", SmartBatteryFormat.Unsigned),
        [0x0F] = ("RemainingCapacity", SmartBatteryFormat.Unsigned),
        [0x10] = ("FullChargeCapacity", SmartBatteryFormat.Unsigned),
        [0x11] = ("RunTimeToEmpty", SmartBatteryFormat.Unsigned),
        [0x12] = ("AverageTimeToEmpty", SmartBatteryFormat.Unsigned),
        [0x13] = ("AverageTimeToFull", SmartBatteryFormat.Unsigned),
        [0x14] = ("ChargingCurrent", SmartBatteryFormat.Unsigned),
        [0x15] = ("ChargingVoltage", SmartBatteryFormat.Unsigned),
        [0x16] = ("BatteryStatus", SmartBatteryFormat.Hex),
        [0x17] = ("CycleCount", SmartBatteryFormat.Unsigned),
        [0x18] = ("DesignCapacity", SmartBatteryFormat.Unsigned),
        [0x19] = ("DesignVoltage", SmartBatteryFormat.Unsigned),
        [0x1A] = ("SpecificationInfo", SmartBatteryFormat.Hex),
        [0x1B] = ("ManufactureDate", SmartBatteryFormat.Date),
        [0x1C] = ("SerialNumber", SmartBatteryFormat.Unsigned),
        [0x20] = ("ManufacturerName", SmartBatteryFormat.Ascii),
        [0x21] = ("DeviceName", SmartBatteryFormat.Ascii),
        [0x22] = ("DeviceChemistry", SmartBatteryFormat.Ascii),
        [0x23] = ("ManufacturerData", SmartBatteryFormat.HexString),
    };

    /// <summary>The names of the registers, in the order of their addresses.</summary>
    public static IEnumerable<string> Names => Registers.Values.Select(register => register.Name);

    /// <summary>
    /// A register's name and format; no name and Hex where the specification has no such register, or the device is no battery.
    /// </summary>
    internal static (string Name, SmartBatteryFormat Format) Of(byte? device, byte address) =>
        device is null or SmartBatteryBus.DefaultAddress && Registers.TryGetValue(address, out var known)
            ? known
            : ("", SmartBatteryFormat.Hex);
}
