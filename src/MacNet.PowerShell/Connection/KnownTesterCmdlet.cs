using System.Management.Automation;

namespace MacNet.PowerShell.Connection;

/// <summary>A cmdlet about the testers that are remembered.</summary>
public abstract class KnownTesterCmdlet : ModuleCmdlet
{
    /// <summary>Works on the file of testers; what is wrong with it is an error, and nothing is changed.</summary>
    protected void WithFile(Action work)
    {
        try
        {
            work();
        }
        catch (Exception problem) when (KnownTesters.IsOfFile(problem))
        {
            WriteError(Errors.RecordOf(
                new IOException($"The file of testers, '{KnownTesters.Path}', cannot be used: {problem.Message}", problem),
                "TestersFile",
                ErrorCategory.ReadError,
                KnownTesters.Path,
                "See to the file: that it can be read and written, and that it is a JSON list of testers."));
        }
    }
}
