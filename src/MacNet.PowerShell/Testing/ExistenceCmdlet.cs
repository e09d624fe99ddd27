using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Testing;

/// <summary>A cmdlet that asks testers whether they know names.</summary>
public abstract class ExistenceCmdlet : SessionCmdlet
{
    /// <summary>The names to look for, in full and without extension.</summary>
    public abstract string[] Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var session in Sessions)
        {
            foreach (var name in Name)
                Try(() => WriteObject(Await(pump => ExistsAsync(session, name, pump.Cancellation))), name);
        }
    }

    /// <summary>Asks one tester about one name.</summary>
    protected abstract Task<bool> ExistsAsync(MaccorSession session, string name, CancellationToken cancellation);
}
