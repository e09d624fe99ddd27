using MacNet.Protocol.Messages;

namespace MacNet.VirtualTester.SmartBatteries;

/// <summary>The bus of a position: what is set up, and whether the pack answers.</summary>
internal sealed class SmartBus(BatteryPack pack)
{
    public PositionSetupRequest Setup { get; set; } = new() { ClockDivisor = 85, BusVoltage = 3.3f, AccessDelay = 2 };

    public byte Device => Setup.DeviceAddress ?? SmartBatteryBus.DefaultAddress;

    public bool Reaches(byte device) => pack.IsPresent && Setup.BusType == SmartBatteryBus.Smb && device == pack.Address;

    public byte[]? Read(byte device, byte register, int length) => Reaches(device) ? pack.Read(register, length) : null;

    /// <summary>Writes to a device. Nobody tells the client whether it was of use.</summary>
    public void Write(byte device, byte register, byte[] data)
    {
        if (Reaches(device))
            pack.Write(register, data);
    }
}
