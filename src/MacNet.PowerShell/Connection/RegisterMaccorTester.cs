using System.Management.Automation;
using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;

namespace MacNet.PowerShell.Connection;

/// <summary>Remembers a tester under a name, with its address and its ports, for Connect-Maccor. Passwords are not remembered.</summary>
[Cmdlet(VerbsLifecycle.Register, "MaccorTester", SupportsShouldProcess = true)]
[OutputType(typeof(KnownTester))]
public sealed class RegisterMaccorTester : KnownTesterCmdlet
{
    /// <summary>What to call the tester, and sessions with it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [NoCompletion]
    public string Name { get; set; } = "";

    /// <summary>The name or address of its PC; that of the tester, unless given.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("CN", "Server")]
    [ValidateNotNullOrEmpty]
    [NoCompletion]
    public string? ComputerName { get; set; }

    /// <summary>The port of JSON over TCP: MacNet_JSON_Port in the tester's System.ini.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(Whole = true)]
    [ValidateRange(1, 65535)]
    [NoCompletion]
    public int JsonPort { get; set; } = MaccorSessionOptions.DefaultJsonPort;

    /// <summary>The port of binary messages over TCP: MacNet_TCP_Port in the tester's System.ini.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(Whole = true)]
    [ValidateRange(1, 65535)]
    [NoCompletion]
    public int BinaryPort { get; set; } = MaccorSessionOptions.DefaultBinaryPort;

    /// <summary>The port of binary messages over UDP: MacNet_UDP_Port in the tester's System.ini.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(Whole = true)]
    [ValidateRange(1, 65535)]
    [NoCompletion]
    public int UdpPort { get; set; } = MaccorSessionOptions.DefaultUdpPort;

    /// <summary>Json (with binary for what needs it), or Binary or Udp for everything.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public LinkKind Protocol { get; set; } = LinkKind.Json;

    /// <summary>Replaces what is remembered under the name.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emits the tester.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WithFile(() =>
    {
        var tester = Tester();
        if (AddressText.IsNoName(tester.Name) || AddressText.IsNone(tester.ComputerName))
        {
            WriteError(Errors.RecordOf(
                new ArgumentException($"'{tester.Name}' at '{tester.ComputerName}' is no tester: one of the two is no name, or no address."),
                "InvalidAddress",
                ErrorCategory.InvalidArgument,
                tester.Name,
                "Give a -Name without * ? and commas, and the address alone, with ports by their own parameters. Nothing was written."));
            return;
        }

        var others = KnownTesters.Read().Where(known => !NameSearch.IsSame(known.Name, tester.Name)).ToArray();
        if (others.Length < KnownTesters.Read().Count && !Force)
            WriteError(IsKnown(tester.Name));
        else if (ShouldProcess($"tester '{tester.Name}' at {tester.ComputerName}", "Remember"))
            Write(tester, others);
    });

    private KnownTester Tester() => new()
    {
        Name = Name.Trim(),
        ComputerName = (ComputerName ?? Name).Trim(),
        JsonPort = JsonPort,
        BinaryPort = BinaryPort,
        UdpPort = UdpPort,
        Protocol = Protocol,
    };

    private void Write(KnownTester tester, IEnumerable<KnownTester> others)
    {
        KnownTesters.Write(others.Append(tester));
        if (PassThru)
            WriteObject(tester);
    }

    private static ErrorRecord IsKnown(string name) => Errors.RecordOf(
        new InvalidOperationException($"A tester named '{name}' is remembered already."),
        "TesterExists",
        ErrorCategory.ResourceExists,
        name,
        "See it with Get-MaccorTester; replace it with -Force, or give another -Name.");
}
