using System.Management.Automation;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Testing;

/// <summary>
/// Has testers check whether a test could start, and starts nothing: (6, 11), one message a channel, and (6, 12) for the details
/// where one could not. A channel must be available or selected for it.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "MaccorTestStart")]
[OutputType(typeof(TestStartCheck), typeof(bool))]
public sealed class TestMaccorTestStart : TestPlanCmdlet
{
    /// <summary>The procedure, without ".000".</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ProcedureCompleter))]
    public string Procedure { get; set; } = "";

    /// <summary>Gives only whether the test could start.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessChannel(MaccorSession session, int channel)
    {
        var check = Await(pump => TestStartCheck.RunAsync(session, channel, PlanFor(Procedure), pump.Cancellation));
        WriteObject(Quiet ? check.CanStart : check);
    }
}
