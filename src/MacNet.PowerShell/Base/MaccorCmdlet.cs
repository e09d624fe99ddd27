using System.Management.Automation;
using MacNet.Protocol;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell;

/// <summary>A cmdlet that talks to testers: Ctrl+C ends what it waits for at once, and -Verbose tells each message.</summary>
public abstract class MaccorCmdlet : ModuleCmdlet, IDisposable
{
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Cancelled by Ctrl+C.</summary>
    protected CancellationToken Interrupted => stopping.Token;

    /// <inheritdoc/>
    protected sealed override void StopProcessing() => stopping.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the cmdlet holds.</summary>
    protected virtual void Dispose(bool disposing) => stopping.Dispose();

    /// <summary>
    /// Runs work off the pipeline's thread and waits for it, writing on the pipeline's thread what the work posts meanwhile:
    /// verbose messages of each exchange, progress, output.
    /// </summary>
    /// <exception cref="PipelineStoppedException">Ctrl+C.</exception>
    protected T Await<T>(Func<Pump, Task<T>> work)
    {
        using var pump = new Pump(Interrupted);
        var verbose = MyInvocation.BoundParameters.ContainsKey("Verbose") || WantsVerbose();
        var task = Task.Run(async () =>
        {
            CmdletVoice.Lend(
                verbose ? exchange => pump.Post(() => WriteVerbose(Describe(exchange))) : null,
                text => pump.Post(() => WriteWarning(text)));
            try
            {
                return await work(pump).ConfigureAwait(false);
            }
            finally
            {
                pump.Complete();
            }
        });
        try
        {
            pump.Run();
            return task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (Interrupted.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            // Posting may stop early (a downstream cmdlet ended the pipeline); the work then must not go on behind its back.
            pump.Abandon();
        }
    }

    /// <summary>Runs work that has no result; see <see cref="Await{T}"/>.</summary>
    protected void Await(Func<Pump, Task> work) => Await(async pump =>
    {
        await work(pump).ConfigureAwait(false);
        return true;
    });

    /// <summary>Runs work; an error of the tester becomes a non-terminating error.</summary>
    /// <returns>Whether the work succeeded.</returns>
    protected bool Try(Action work, object? target = null)
    {
        try
        {
            work();
            return true;
        }
        catch (MaccorException problem)
        {
            WriteError(Errors.RecordOf(problem, target));
            return false;
        }
    }

    private static string Describe(Exchange exchange)
    {
        var channel = exchange.Channel is { } number ? $", channel {number}" : "";
        var outcome = exchange.Failure is null ? "" : $": {exchange.Failure}";
        return FormattableString.Invariant(
            $"{exchange.Session}{channel}: {exchange.Function} over {exchange.Link}, {exchange.Duration.TotalMilliseconds:0.0} ms{outcome}");
    }

    private bool WantsVerbose() =>
        SessionState.PSVariable.GetValue("VerbosePreference") is { } preference
        && !string.Equals(preference.ToString(), nameof(ActionPreference.SilentlyContinue), StringComparison.OrdinalIgnoreCase);
}
