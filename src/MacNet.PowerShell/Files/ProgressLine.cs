using System.Globalization;
using System.Management.Automation;

namespace MacNet.PowerShell.Files;

/// <summary>A line of progress, renewed at most five times a second, and gone when disposed.</summary>
internal sealed class ProgressLine(Pump pump, ModuleCmdlet cmdlet, TimeProvider clock, string activity, long? size = null)
    : IProgress<long>, IProgress<double>, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly int id = Math.Abs(activity.GetHashCode() % 1000);
    private readonly long began = clock.GetTimestamp();
    private TimeSpan shown;

    /// <summary>Shows the bytes transferred so far, and how fast they go.</summary>
    public void Report(long value)
    {
        if (!IsTime(out var elapsed))
            return;
        var rate = value / elapsed.TotalSeconds;
        if (size is { } all && all >= value)
            Show(
                $"{Bytes(value)} of {Bytes(all)}, {Bytes(rate)}/s", Percent(value, all), (int)Math.Min((all - value) / rate, int.MaxValue));
        else
            Show($"{Bytes(value)}, {Bytes(rate)}/s", -1, -1);
    }

    /// <summary>Shows the share that is done, 0 to 1.</summary>
    public void Report(double value)
    {
        if (IsTime(out _))
            Show(value.ToString("P0", CultureInfo.CurrentCulture), (int)(100 * value), -1);
    }

    public void Dispose() => Post(new ProgressRecord(id, activity, "Done") { RecordType = ProgressRecordType.Completed });

    private bool IsTime(out TimeSpan elapsed)
    {
        elapsed = clock.GetElapsedTime(began);
        if (elapsed - shown < Pause)
            return false;
        shown = elapsed;
        return true;
    }

    private void Show(string status, int percent, int secondsLeft) =>
        Post(new ProgressRecord(id, activity, status) { PercentComplete = percent, SecondsRemaining = secondsLeft });

    private void Post(ProgressRecord record) => pump.Post(() => cmdlet.WriteProgress(record));

    private static int Percent(long value, long all) => all == 0 ? 100 : (int)(100 * value / all);

    private static string Bytes(double count) => count switch
    {
        < 1e3 => $"{count:0} B",
        < 1e6 => $"{count / 1e3:0.0} kB",
        _ => $"{count / 1e6:0.0} MB",
    };
}
