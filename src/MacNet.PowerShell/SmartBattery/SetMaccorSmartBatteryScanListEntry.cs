using System.Management.Automation;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.SmartBattery;

/// <summary>
/// Writes entries of scan lists: (7, 20) for what is not given, and (7, 21). The channel must be available. What is written is polled
/// once the list has been saved with Save-MaccorSmartBatteryScanList.
/// </summary>
[Cmdlet(VerbsCommon.Set, "MaccorSmartBatteryScanListEntry", SupportsShouldProcess = true)]
[OutputType(typeof(SmartBatteryScanListEntry))]
public sealed class SetMaccorSmartBatteryScanListEntry : SmartBatteryChangeCmdlet
{
    /// <summary>The entry's place in the list, from 0.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Number(Whole = true)]
    [NoCompletion]
    public byte Index { get; set; }

    /// <summary>The register's name, up to 25 characters. What is not given stays as it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Designator")]
    [ValidateLength(0, ScanListEntry.LongestDesignator)]
    [NoCompletion]
    public string? Name { get; set; }

    /// <summary>The device's address on the bus.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(MayBeBlank = true, Whole = true)]
    [NoCompletion]
    public byte? DeviceAddress { get; set; }

    /// <summary>The register's address.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(MayBeBlank = true, Whole = true)]
    [NoCompletion]
    public byte? RegisterAddress { get; set; }

    /// <summary>How many bytes the register has.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(MayBeBlank = true, Whole = true)]
    [NoCompletion]
    public byte? Length { get; set; }

    /// <summary>What kind of data the register holds.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SmartBatteryDataType? DataType { get; set; }

    /// <summary>How the value is meant.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SmartBatteryFormat? Format { get; set; }

    /// <summary>The value to use where the register cannot be read.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(MayBeBlank = true, Whole = true)]
    [NoCompletion]
    public ushort? ErrorValue { get; set; }

    /// <summary>Gives the entry as it now is.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessChannel(MaccorSession session, int channel)
    {
        var present = Await(pump => session.ReadSmartBatteryScanListEntryAsync(channel, Index, pump.Cancellation));
        var wanted = new SmartBatteryScanListEntry
        {
            Session = session.Name,
            Channel = channel,
            Index = Index,
            Name = Name ?? present.Name,
            DeviceAddress = DeviceAddress ?? present.DeviceAddress,
            RegisterAddress = RegisterAddress ?? present.RegisterAddress,
            Length = Length ?? present.Length,
            DataType = DataType ?? present.DataType,
            Format = Format ?? present.Format,
            ErrorValue = ErrorValue ?? present.ErrorValue,
        };
        session.CheckSmartBatteryScanListEntry(wanted);
        CheckDryRun(session, channel, Functions.SetScanListEntry);
        if (!ShouldChange(
            session,
            channel,
            $"Set scan list entry {Index} to '{wanted.Name}', register {wanted.RegisterAddress} of device {wanted.DeviceAddress}, {wanted.Length} bytes, {wanted.Format}"))
            return;
        Await(pump => session.WriteSmartBatteryScanListEntryAsync(wanted, pump.Cancellation));
        if (PassThru)
            WriteObject(wanted);
    }
}
