using System.Management.Automation;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.SmartBattery;

/// <summary>
/// Writes bytes to smart batteries: (7, 9), or (7, 10) for more than 60 bytes, a range, or where the device or its bus is given. The
/// tester does not say whether they arrived; -Verify reads them again.
/// </summary>
[Cmdlet(VerbsCommunications.Write, "MaccorSmartBatteryData", SupportsShouldProcess = true)]
public sealed class WriteMaccorSmartBatteryData : SmartBatteryChangeCmdlet
{
    private static readonly string[] OfBlocks =
        [nameof(LastRegisterAddress), nameof(DeviceAddress), nameof(BusType), nameof(CheckSum)];

    /// <summary>The register's address; with -LastRegisterAddress the first of several.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [Number(Whole = true)]
    [NoCompletion]
    public byte RegisterAddress { get; set; }

    /// <summary>The bytes, the least significant first: up to 255 for one register, or one for each of a range.</summary>
    [Parameter(Mandatory = true, Position = 2)]
    [Number(Whole = true)]
    [ValidateCount(1, SmartBatteryBus.LongestBlock)]
    [NoCompletion]
    public byte[] Data { get; set; } = [];

    /// <summary>The last register's address: a byte is written to each.</summary>
    [Parameter]
    [Number(Whole = true)]
    [NoCompletion]
    public byte? LastRegisterAddress { get; set; }

    /// <summary>The device's address on the bus: that of the position's setup, unless given.</summary>
    [Parameter]
    [Number(Whole = true)]
    [NoCompletion]
    public byte? DeviceAddress { get; set; }

    /// <summary>The kind of bus.</summary>
    [Parameter]
    public SmartBatteryDataBus BusType { get; set; } = SmartBatteryDataBus.Smb;

    /// <summary>The checksum that the device asks for.</summary>
    [Parameter]
    [Number(Whole = true)]
    [NoCompletion]
    public byte CheckSum { get; set; }

    /// <summary>Reads the bytes again and gives an error where the battery has others.</summary>
    [Parameter]
    public SwitchParameter Verify { get; set; }

    private byte Last => LastRegisterAddress ?? RegisterAddress;

    private bool IsBlock => Data.Length > SmartBatteryBus.LongestRegister || OfBlocks.Any(MyInvocation.BoundParameters.ContainsKey);

    /// <inheritdoc/>
    protected override void ProcessChannel(MaccorSession session, int channel)
    {
        var to = Last == RegisterAddress ? $"register {RegisterAddress}" : $"registers {RegisterAddress} to {Last}";
        CheckDryRun(session, channel, ofAvailable: null);
        if (ShouldChange(session, channel, $"Write {SmartBatteryValue.HexOf(Data)} to {to} of the smart battery"))
            Await(pump => WriteAsync(session, channel, pump.Cancellation));
    }

    private async Task WriteAsync(MaccorSession session, int channel, CancellationToken cancellation)
    {
        var device = DeviceAddress;
        if (device is null && (IsBlock || Verify))
            device = await session.ReadSmartBatteryDeviceAsync(channel, cancellation).ConfigureAwait(false);
        if (IsBlock)
            await session.WriteSmartBatteryDataAsync(Block(channel, device!.Value), cancellation).ConfigureAwait(false);
        else
            await session.WriteSmartBatteryDataAsync(Register(channel), cancellation).ConfigureAwait(false);
        if (Verify)
            await session.VerifySmartBatteryDataAsync(Back(channel, device!.Value), Data, cancellation).ConfigureAwait(false);
    }

    private WriteRegisterRequest Register(int channel) => new() { Channel = channel, RegisterAddress = RegisterAddress, Data = Data };

    private WriteBlockRequest Block(int channel, byte device) => new()
    {
        Channel = channel,
        BusAddress = device,
        FirstAddress = RegisterAddress,
        LastAddress = Last,
        NumberOfBytes = LengthOfOne,
        BusType = (byte)BusType,
        CheckSum = CheckSum,
        Data = Data,
    };

    private ReadBlockRequest Back(int channel, byte device) => new()
    {
        Channel = channel,
        BusAddress = device,
        FirstAddress = RegisterAddress,
        LastAddress = Last,
        NumberOfBytes = LengthOfOne,
        BusType = (byte)BusType,
    };

    // A range gets one byte for each register; what does not fit is refused where the request is made.
    private byte LengthOfOne => Last == RegisterAddress ? (byte)Math.Min(Data.Length, byte.MaxValue) : (byte)1;
}
