using MacNet.Data.Alerts;

namespace MacNet.PowerShell.Alerts;

/// <summary>Emits messages on the pipeline.</summary>
internal sealed class PipelineReceiver(Action<AlertMessage> write) : IAlertReceiver
{
    public string Description => "pipeline";

    public Task TellAsync(AlertMessage message, CancellationToken cancellation)
    {
        write(message);
        return Task.CompletedTask;
    }
}
