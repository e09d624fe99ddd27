using System.Management.Automation;

namespace MacNet.PowerShell.Connection;

/// <summary>Forgets testers that are remembered. Sessions with them stay.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "MaccorTester", SupportsShouldProcess = true)]
public sealed class UnregisterMaccorTester : KnownTesterCmdlet
{
    /// <summary>The names; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(TesterCompleter))]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => WithFile(() =>
    {
        var testers = KnownTesters.Read();
        foreach (var name in Name.Where(name => testers.Lacks(name, tester => tester.Name)))
            WriteError(Errors.NoSuchTester(name));
        var meant = testers.NamedByAny(Name, tester => tester.Name);
        KnownTester[] gone = [.. meant.Where(tester => ShouldProcess($"tester '{tester.Name}'", "Forget"))];
        if (gone.Length > 0)
            KnownTesters.Write(testers.Except(gone));
    });
}
