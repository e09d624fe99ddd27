using System.Management.Automation;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.SmartBattery;

/// <summary>
/// Sets how smart batteries are wired to their positions: (7, 14) for what is not given, and (7, 15). The channel must be available.
/// Not all combinations are possible; what is right depends on the device.
/// </summary>
[Cmdlet(VerbsCommon.Set, "MaccorSmartBatterySetup", SupportsShouldProcess = true)]
[OutputType(typeof(SmartBatterySetup))]
public sealed class SetMaccorSmartBatterySetup : SmartBatteryChangeCmdlet
{
    /// <summary>The bus. What is not given stays as it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SmartBatteryBusType? BusType { get; set; }

    /// <summary>The device's address on the bus.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(MayBeBlank = true, Whole = true)]
    [NoCompletion]
    public byte? DeviceAddress { get; set; }

    /// <summary>The divisor of the clock frequency.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(MayBeBlank = true, Whole = true)]
    [NoCompletion]
    public ushort? ClockDivisor { get; set; }

    /// <summary>The bus logic voltage, V.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(MayBeBlank = true)]
    [NoCompletion]
    public float? BusVoltage { get; set; }

    /// <summary>The access delay, ms.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(MayBeBlank = true, Whole = true)]
    [NoCompletion]
    public ushort? AccessDelay { get; set; }

    /// <summary>Gives the setup that is now in force.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessChannel(MaccorSession session, int channel)
    {
        var present = Await(pump => session.ReadSmartBatterySetupAsync(channel, pump.Cancellation));
        var wanted = new PositionSetupRequest
        {
            Channel = channel,
            BusType = (byte?)(BusType ?? present.BusType),
            DeviceAddress = DeviceAddress ?? present.DeviceAddress,
            ClockDivisor = ClockDivisor ?? present.ClockDivisor,
            BusVoltage = BusVoltage ?? present.BusVoltage ?? float.NaN,
            AccessDelay = AccessDelay ?? present.AccessDelay,
        };
        session.CheckSmartBatterySetup(wanted);
        CheckDryRun(session, channel, Functions.SetPositionSetup);
        if (ShouldChange(session, channel, Description(wanted)))
            Await(pump => session.WriteSmartBatterySetupAsync(wanted, pump.Cancellation));
        if (PassThru)
            WriteObject(Await(pump => session.ReadSmartBatterySetupAsync(channel, pump.Cancellation)));
    }

    private static string Description(PositionSetupRequest setup) => FormattableString.Invariant(
        $"Set up the smart battery: bus {(SmartBatteryBusType?)setup.BusType}, device {setup.DeviceAddress}, clock divisor {setup.ClockDivisor}, {setup.BusVoltage} V, access delay {setup.AccessDelay} ms");
}
