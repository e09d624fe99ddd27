using System.Management.Automation;
using MacNet.Data.Alerts;
using MacNet.PowerShell.Live;

namespace MacNet.PowerShell.Alerts;

/// <summary>
/// Gives messages to a script block, as $_ and as its first argument. One that fails is run again a few times: an alarm is at stake.
/// </summary>
internal sealed class ScriptReceiver(BackgroundScript script) : IAlertReceiver
{
    private const int MostAttempts = 5;

    private (Guid Message, int Attempts) failed;

    public string Description => "script block";

    public Task TellAsync(AlertMessage message, CancellationToken cancellation)
    {
        try
        {
            script.RunForEach([message]);
        }
        catch (RuntimeException problem)
        {
            failed = (message.Id, failed.Message == message.Id ? failed.Attempts + 1 : 1);
            // A script that asks something would ask it again: that is not tried once more.
            if (failed.Attempts < MostAttempts && problem.GetBaseException() is not UnansweredException)
                throw new ReceiverAwayException($"The script block failed: {problem.Message.TrimEnd('.')}.", problem);
            throw;
        }

        return Task.CompletedTask;
    }
}
