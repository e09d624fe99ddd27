using System.Management.Automation;

namespace MacNet.PowerShell.Connection;

/// <summary>Gives the testers that are remembered under a name.</summary>
[Cmdlet(VerbsCommon.Get, "MaccorTester")]
[OutputType(typeof(KnownTester))]
public sealed class GetMaccorTester : KnownTesterCmdlet
{
    /// <summary>The names; wildcards are allowed. All, unless given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(TesterCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord() => WithFile(() =>
    {
        var testers = KnownTesters.Read();
        WriteObject(testers.NamedByAny(Name, tester => tester.Name), enumerateCollection: true);
        foreach (var name in Name.Where(name => testers.Lacks(name, tester => tester.Name)))
            WriteError(Errors.NoSuchTester(name));
    });
}
