using System.Management.Automation;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Testing;

/// <summary>Tells whether testers have archived a test of a name, which a new test then cannot have: (1, 4), one message a name.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MaccorTestName")]
[OutputType(typeof(bool))]
public sealed class TestMaccorTestName : ExistenceCmdlet
{
    /// <summary>The tests' names.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("TestName")]
    [ArgumentCompleter(typeof(TestNameCompleter))]
    public override string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override Task<bool> ExistsAsync(MaccorSession session, string name, CancellationToken cancellation) =>
        session.TestNameExistsAsync(name, cancellation);
}
