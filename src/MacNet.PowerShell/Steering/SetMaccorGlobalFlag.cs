using System.Management.Automation;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Steering;

/// <summary>
/// Sets and clears global flags of testers: (4, 8) to read them, and (5, 1), which sets all 32 at once. What somebody else
/// changes between the two is lost.
/// </summary>
[Cmdlet(VerbsCommon.Set, "MaccorGlobalFlag", SupportsShouldProcess = true, DefaultParameterSetName = "Flag")]
[OutputType(typeof(GlobalFlags))]
public sealed class SetMaccorGlobalFlag : SessionCmdlet
{
    /// <summary>The flags to set, 1 to 32; flag 1 is the lowest bit. The others stay as they are.</summary>
    [Parameter(Position = 0, ParameterSetName = "Flag")]
    [Number(Whole = true)]
    [ValidateRange(1, GlobalFlags.Count)]
    [NoCompletion]
    public int[] Set { get; set; } = [];

    /// <summary>The flags to clear, 1 to 32. The others stay as they are.</summary>
    [Parameter(Position = 1, ParameterSetName = "Flag")]
    [Number(Whole = true)]
    [ValidateRange(1, GlobalFlags.Count)]
    [NoCompletion]
    public int[] Clear { get; set; } = [];

    /// <summary>All 32 flags as one number, such as 0x00000021.</summary>
    // PowerShell reads 0x80000000 as a negative number; the bits are what counts.
    [Parameter(Mandatory = true, ParameterSetName = "Value")]
    [Number(Whole = true)]
    [ValidateRange((long)int.MinValue, (long)uint.MaxValue)]
    [NoCompletion]
    public long Value { get; set; }

    /// <summary>Emits the flags that are now set.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (Set.Intersect(Clear).Any())
        {
            ThrowTerminatingError(Errors.RecordOf(
                new ArgumentException("A flag is given both to -Set and to -Clear."),
                "FlagSetAndCleared",
                ErrorCategory.InvalidArgument,
                Clear,
                "Give each flag once; nothing was sent."));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var session in Sessions)
            Try(() => Change(session), new ChannelAddress(session.Name, null));
    }

    private void Change(MaccorSession session)
    {
        var present = Await(pump => session.ReadGlobalFlagsAsync(pump.Cancellation));
        var wanted = ParameterSetName == "Value" ? new GlobalFlags(unchecked((uint)Value)) : present.With(Set, Clear);
        if (wanted.Value == present.Value)
            WriteVerbose($"Tester '{session.Name}' has the global flags {present} already.");
        else if (ShouldProcess(new ChannelAddress(session.Name, null).ToString(), Difference(present, wanted)))
            present = Await(pump => session.SetGlobalFlagsAsync(wanted.Value, pump.Cancellation));
        if (PassThru)
            WriteObject(present);
    }

    private static string Difference(GlobalFlags from, GlobalFlags to) =>
        $"Change the global flags from {from} to {to}{Listed("set", to.Set.Except(from.Set))}{Listed("clear", from.Set.Except(to.Set))}";

    private static string Listed(string verb, IEnumerable<int> flags)
    {
        var list = string.Join(", ", flags);
        return list.Length == 0 ? "" : $"; {verb} {list}";
    }
}
