using System.Management.Automation;
using MacNet.Protocol.Operations;

namespace MacNet.PowerShell.Connection;

/// <summary>Times echo round trips: (0, 0), one message each.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MaccorConnection")]
[OutputType(typeof(EchoProbe), typeof(bool))]
public sealed class TestMaccorConnection : WholeTesterCmdlet
{
    /// <summary>How many echoes.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(1, 10000)]
    [NoCompletion]
    public int Count { get; set; } = 4;

    /// <summary>Gives only whether every echo came back.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        ForEachSession(Sessions, (session, pump) => session.EchoAsync(Count, pump.Cancellation), Write);

    private void Write(EchoProbe probe)
    {
        if (Quiet)
        {
            WriteObject(probe.Succeeded);
            return;
        }

        if (probe.Failure is { } failure)
            WriteError(Errors.RecordOf(failure));
        WriteObject(probe);
    }
}
