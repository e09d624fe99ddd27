using System.Management.Automation;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.SmartBattery;

/// <summary>
/// Reads bytes from smart batteries themselves, whether they are polled or not: (7, 11), and (7, 12) until they are there, which takes
/// up to 2 s; before, (7, 14) where the device is not given.
/// </summary>
[Cmdlet(VerbsCommunications.Read, "MaccorSmartBatteryData", DefaultParameterSetName = RegisterSet)]
[OutputType(typeof(SmartBatteryData))]
public sealed class ReadMaccorSmartBatteryData : ChannelCmdlet
{
    private const string RegisterSet = "Register";
    private const string RangeSet = "Range";

    /// <summary>The register's address; with -LastRegisterAddress the first of several.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [Number(Whole = true)]
    [NoCompletion]
    public byte RegisterAddress { get; set; }

    /// <summary>How many bytes to read of the register, 1 to 255.</summary>
    [Parameter(Position = 2, ParameterSetName = RegisterSet)]
    [Number(Whole = true)]
    [ValidateRange(1, byte.MaxValue)]
    [NoCompletion]
    public byte Length { get; set; } = 2;

    /// <summary>The last register's address: a word is read of each.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RangeSet)]
    [Number(Whole = true)]
    [NoCompletion]
    public byte LastRegisterAddress { get; set; }

    /// <summary>The device's address on the bus: that of the position's setup, unless given.</summary>
    [Parameter]
    [Number(Whole = true)]
    [NoCompletion]
    public byte? DeviceAddress { get; set; }

    /// <summary>The kind of bus.</summary>
    [Parameter]
    public SmartBatteryDataBus BusType { get; set; } = SmartBatteryDataBus.Smb;

    /// <inheritdoc/>
    protected override void ProcessChannel(MaccorSession session, int channel) =>
        WriteObject(Await(pump => ReadAsync(session, channel, pump.Cancellation)));

    private async Task<SmartBatteryData> ReadAsync(MaccorSession session, int channel, CancellationToken cancellation)
    {
        var request = new ReadBlockRequest
        {
            Channel = channel,
            FirstAddress = RegisterAddress,
            LastAddress = ParameterSetName == RangeSet ? LastRegisterAddress : RegisterAddress,
            NumberOfBytes = Length,
            BusType = (byte)BusType,
        };
        // Before the setup is asked for, which would be of no use for what cannot be read.
        session.CheckSmartBatteryRead(request);
        request.BusAddress = DeviceAddress
            ?? await session.ReadSmartBatteryDeviceAsync(channel, cancellation).ConfigureAwait(false);
        return await session.ReadSmartBatteryDataAsync(request, cancellation).ConfigureAwait(false);
    }
}
