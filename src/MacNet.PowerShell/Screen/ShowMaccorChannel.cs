using System.Management.Automation;
using MacNet.Data;
using MacNet.Data.Live;
using MacNet.PowerShell.Dashboard;
using MacNet.PowerShell.Live;
using MacNet.Protocol.Messages;

namespace MacNet.PowerShell.Screen;

/// <summary>
/// Shows channels of several testers on the whole terminal, as they are, until q or Ctrl+C. Where there is no terminal it emits what the
/// channels are at first, and each change. It reads over connections of its own: (4, 1), (4, 2), (4, 3), (4, 9) for all channels, (4, 7),
/// (4, 4), (4, 6) in half of the tester's time.
/// </summary>
[Cmdlet(VerbsCommon.Show, "MaccorChannel")]
[OutputType(typeof(LogReading))]
public sealed class ShowMaccorChannel : LiveChannelCmdlet
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(500);

    // A tester that gives no details is not waited for.
    private static readonly TimeSpan LongestWaitForDetails = TimeSpan.FromSeconds(10);

    /// <summary>How often the testers are read, s.</summary>
    [Parameter]
    [Number]
    [ValidateRange(0.1, 86400.0)]
    [NoCompletion]
    public double IntervalSeconds { get; set; } = 1;

    /// <summary>Ends after so long, s.</summary>
    [Parameter]
    [Number]
    [ValidateRange(0.0, 4e6)]
    [NoCompletion]
    public double? DurationSeconds { get; set; }

    /// <summary>Emits what the channels are at first, and each change, though there is a terminal.</summary>
    [Parameter]
    public SwitchParameter NoScreen { get; set; }

    private bool HasTerminal => !NoScreen && !Console.IsInputRedirected && this.GoesToTerminal() && Host.UI.SupportsVirtualTerminal;

    /// <inheritdoc/>
    protected override void End()
    {
        if (IsAboutNothing)
            return;
        var interval = TimeSpan.FromSeconds(IntervalSeconds);
        var held = Followed.Select(session => Lab.Follow(session, interval)).ToArray();
        try
        {
            if (HasTerminal)
                Show();
            else
                Await(EmitAsync);
        }
        finally
        {
            foreach (var item in held)
                item.Dispose();
        }
    }

    // What is said meanwhile would spoil the screen: it stands in it, and afterwards where it would have stood.
    private void Show()
    {
        var words = new HeardWords();
        try
        {
            using (HostVoice.Divert(words.Add))
                Await(pump => ShowAsync(words, pump.Cancellation));
        }
        finally
        {
            foreach (var spoken in words.All)
                HostVoice.Say(Host, spoken);
        }
    }

    private async Task ShowAsync(HeardWords words, CancellationToken cancellation)
    {
        var screen = new ChannelScreen();
        using var terminal = new TerminalScreen(Console.Out);
        var began = TimeProvider.System.GetTimestamp();
        var drawnAt = -Redraw;
        var drawnSize = (0, 0);
        for (TimeSpan elapsed;
            !IsOver(elapsed = TimeProvider.System.GetElapsedTime(began));
            await Task.Delay(Glance, cancellation).ConfigureAwait(false))
        {
            var pressed = false;
            while (Console.KeyAvailable)
            {
                pressed = true;
                if (!screen.Press(Console.ReadKey(intercept: true)))
                    return;
            }

            var size = SizeOfWindow();
            if (!pressed && size == drawnSize && elapsed - drawnAt < Redraw)
                continue;
            var alarms = MaccorDashboard.RaisedAlerts().Select(alert => alert.Text).Distinct().ToArray();
            terminal.Draw(screen.Draw(Pictures(), alarms, words.All, DateTimeOffset.UtcNow, size.Width, size.Height));
            (drawnAt, drawnSize) = (elapsed, size);
        }
    }

    // Some terminals do not tell their size.
    private static (int Width, int Height) SizeOfWindow() =>
        Console.WindowWidth > 0 && Console.WindowHeight > 0 ? (Console.WindowWidth, Console.WindowHeight) : (80, 24);

    private async Task EmitAsync(Pump pump)
    {
        var states = new Dictionary<(string Session, int Channel), ChannelState?>();
        var began = TimeProvider.System.GetTimestamp();
        for (TimeSpan elapsed;
            !IsOver(elapsed = TimeProvider.System.GetElapsedTime(began));
            await Task.Delay(Glance, pump.Cancellation).ConfigureAwait(false))
        {
            var withDetails = elapsed < LongestWaitForDetails;
            foreach (var reading in Pictures().SelectMany(tester => tester.Channels).Where(reading => !withDetails || IsWhole(reading)))
            {
                var key = (reading.Session, reading.Channel);
                if (states.TryGetValue(key, out var former) && former == reading.State)
                    continue;
                states[key] = reading.State;
                await pump.AskAsync(() => Written(reading), pump.Cancellation).ConfigureAwait(false);
            }
        }
    }

    private bool Written(LogReading reading)
    {
        WriteObject(reading);
        return true;
    }

    private bool IsOver(TimeSpan elapsed) => DurationSeconds is { } seconds && elapsed.TotalSeconds > seconds;

    private static bool IsWhole(LogReading reading) =>
        reading.Cycle is not null || reading.State is ChannelState.Available or ChannelState.Selected;

    private IReadOnlyList<TesterPicture> Pictures()
    {
        var pictures = Followed.Select(session => Lab.Picture.Find(session.Name)).OfType<TesterPicture>();
        return [.. Chosen.Count == 0 ? pictures :
            pictures.Select(tester => tester.Only(reading => Chosen.Contains((reading.Session, reading.Channel))))];
    }
}
