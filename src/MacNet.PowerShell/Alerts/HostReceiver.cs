using System.Management.Automation.Host;
using MacNet.Data.Alerts;
using MacNet.PowerShell.Live;

namespace MacNet.PowerShell.Alerts;

/// <summary>Shows messages as warnings at the prompt.</summary>
internal sealed class HostReceiver(PSHost host) : IAlertReceiver
{
    public string Description => "prompt";

    public Task TellAsync(AlertMessage message, CancellationToken cancellation)
    {
        HostVoice.Warn(host, $"{message.Time.ToLocalTime():HH:mm:ss} {message.Alert}: {message}");
        return Task.CompletedTask;
    }
}
