using System.Management.Automation;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Testing;

/// <summary>Tells whether testers have a procedure: (1, 3), one message a name.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MaccorProcedure")]
[OutputType(typeof(bool))]
public sealed class TestMaccorProcedure : ExistenceCmdlet
{
    private const string Extension = ".000";

    /// <summary>The procedures' names, with or without ".000".</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Procedure")]
    [ArgumentCompleter(typeof(ProcedureCompleter))]
    public override string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override Task<bool> ExistsAsync(MaccorSession session, string name, CancellationToken cancellation) =>
        session.ProcedureExistsAsync(WithoutExtension(name), cancellation);

    // Get-MaccorFile gives names with it.
    private static string WithoutExtension(string name) =>
        name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) ? name.Remove(name.Length - Extension.Length) : name;
}
