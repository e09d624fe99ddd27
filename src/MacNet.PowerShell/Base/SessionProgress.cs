using System.Management.Automation;

namespace MacNet.PowerShell;

/// <summary>Progress on one tester, told from a working thread, and gone when disposed.</summary>
internal sealed class SessionProgress(ModuleCmdlet cmdlet, Pump pump, string activity, string session) : IDisposable
{
    private readonly ProgressRecord record = new(Math.Abs(session.GetHashCode() % 1000), activity, session.Shown());

    internal void Show(int done, int all, string status) => pump.Post(() =>
    {
        record.PercentComplete = all == 0 ? 100 : 100 * done / all;
        record.StatusDescription = $"{session}: {status}";
        cmdlet.WriteProgress(record);
    });

    public void Dispose() => pump.Post(() =>
    {
        record.RecordType = ProgressRecordType.Completed;
        cmdlet.WriteProgress(record);
    });
}
