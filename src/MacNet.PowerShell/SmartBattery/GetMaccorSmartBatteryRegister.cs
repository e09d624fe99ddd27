using System.Management.Automation;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.SmartBattery;

/// <summary>
/// Reads registers of smart batteries as the tester polls them: (7, 5) and (7, 6), and the first time (7, 20) for each register;
/// with -Header (7, 7) and (7, 8); with -RegisterAddress (7, 4), one message a register.
/// </summary>
[Cmdlet(VerbsCommon.Get, "MaccorSmartBatteryRegister", DefaultParameterSetName = PolledSet)]
[OutputType(typeof(SmartBatteryRegister))]
public sealed class GetMaccorSmartBatteryRegister : SmartBatteryReadCmdlet<IReadOnlyList<SmartBatteryRegister>>
{
    private const string PolledSet = "Polled";
    private const string HeaderSet = "Header";
    private const string AddressSet = "Address";

    /// <summary>The names of the registers wanted; wildcards are allowed. All, unless given.</summary>
    [Parameter(Position = 1, ParameterSetName = PolledSet)]
    [Parameter(Position = 1, ParameterSetName = HeaderSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegisterCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Reads the header, which the tester has read from the battery when told to: see Update-MaccorSmartBatteryHeader.</summary>
    [Parameter(Mandatory = true, ParameterSetName = HeaderSet)]
    public SwitchParameter Header { get; set; }

    /// <summary>The addresses of registers that are polled, of which one word each is read.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AddressSet)]
    [Number(Whole = true)]
    [NoCompletion]
    public byte[] RegisterAddress { get; set; } = [];

    /// <summary>The device's address on the bus.</summary>
    [Parameter(ParameterSetName = AddressSet)]
    [Number(Whole = true)]
    [NoCompletion]
    public byte DeviceAddress { get; set; } = SmartBatteryBus.DefaultAddress;

    /// <summary>How the words are meant: what the Smart Battery Data Specification says, unless given.</summary>
    [Parameter(ParameterSetName = AddressSet)]
    public SmartBatteryFormat? Format { get; set; }

    /// <inheritdoc/>
    protected override Task<IReadOnlyList<SmartBatteryRegister>> ReadBatteryAsync(
        MaccorSession session, int channel, CancellationToken cancellation) => ParameterSetName switch
        {
            AddressSet => ReadEachAsync(
                RegisterAddress,
                address => session.ReadSmartBatteryWordAsync(channel, address, DeviceAddress, Format, cancellation)),
            HeaderSet => session.ReadSmartBatteryHeaderAsync(channel, cancellation),
            _ => session.ReadSmartBatteryRegistersAsync(channel, cancellation),
        };

    /// <inheritdoc/>
    protected override void Write(IReadOnlyList<SmartBatteryRegister>? item)
    {
        base.Write(item?.NamedByAny(Name, register => register.Name).ToArray());
        // Where all channels are read, some may have batteries with other registers: that is no error.
        if (Channel is null || item is not { Count: > 0 })
            return;
        foreach (var name in Name.Where(name => item.Lacks(name, register => register.Name)))
            WriteError(NotFound(new ChannelAddress(item[0].Session, item[0].Channel), name));
    }

    private static ErrorRecord NotFound(ChannelAddress address, string name) => Errors.RecordOf(
        new ItemNotFoundException($"The smart battery of {address} has no register named '{name}' that is polled."),
        "NoSuchRegister",
        ErrorCategory.ObjectNotFound,
        address,
        "See what registers there are, without -Name.");
}
