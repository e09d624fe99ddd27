using System.Management.Automation;

namespace MacNet.PowerShell;

/// <summary>A cmdlet about testers as a whole, which needs nothing but to be told which: 'Get-MaccorSystem rig1'.</summary>
public abstract class WholeTesterCmdlet : SessionCmdlet
{
    /// <inheritdoc/>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public sealed override SessionArgument[]? Session { get; set; }
}
