using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MacNet.Data.Collecting;
using MacNet.Data.Dashboard;
using MacNet.Data.Live;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;
using MacNet.Tests.Browser;
using Microsoft.Playwright;

namespace MacNet.Benchmarks;

/// <summary>
/// How smooth the page of ten testers with 128 channels is, on all of which a test runs: each second all values change. The testers are in
/// a process of their own and take 34 ms for each message, as real ones do.
/// </summary>
internal static class PageFigures
{
    private const int Testers = 10;
    private const int Channels = 128;
    private const int Width = 1600;
    private const int Height = 1000;

    // Frames are counted by their times, and what holds one up by its length.
    private const string Watch = """
        () => {
          const seen = window.seen = { frames: [], long: [] };
          new PerformanceObserver(list => seen.long.push(...list.getEntries().map(entry => entry.duration))).observe({ type: 'longtask' });
          let last = performance.now();
          const frame = time => { seen.frames.push(time - last); last = time; requestAnimationFrame(frame); };
          requestAnimationFrame(frame);
        }
        """;

    internal static async Task RunAsync(int seconds)
    {
        if (Chromium.Program is null)
            throw new InvalidOperationException(Chromium.Missing);
        using var testers = TesterProcess.Start(Testers, Channels);
        var sessions = await testers.ConnectAsync();
        await Task.WhenAll(sessions.Select(StartTestsAsync));
        var picture = new LabPicture(TimeProvider.System);
        using var ending = new CancellationTokenSource();
        Task[] reading = [.. sessions.Select(session => CollectAsync(session, picture, ending.Token))];
        using var server = DashboardServer.Start(picture, new DashboardOptions());
        await using var browser = await Chromium.StartAsync();
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = Width, Height = Height } });
        await page.GotoAsync(server.Url.ToString());
        await page.Locator(".channel.active").Nth(Testers * Channels - 1).WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await Task.Delay(TimeSpan.FromSeconds(5));
        await MeasureAsync("the grid", page, seconds);
        await page.Locator(".channel").First.ClickAsync();
        await MeasureAsync("a channel with its curves", page, seconds);
        await ending.CancelAsync();
        await Task.WhenAll(reading).ContinueWith(_ => { }, TaskScheduler.Default);
        foreach (var session in sessions)
            session.Dispose();
    }

    private static async Task MeasureAsync(string what, IPage page, int seconds)
    {
        var browser = await page.Context.NewCDPSessionAsync(page);
        // What the processor did for the page, whatever else it had to do.
        await browser.SendAsync("Performance.enable", new() { ["timeDomain"] = "threadTicks" });
        var (first, cpu, clock) = (await MetricsAsync(browser), Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.StartNew());
        await page.EvaluateAsync(Watch);
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        var seen = (await page.EvaluateAsync("() => window.seen"))!.Value;
        var (last, took) = (await MetricsAsync(browser), clock.Elapsed.TotalSeconds);
        var frames = Numbers(seen, "frames").Order().ToArray();
        var tasks = Numbers(seen, "long");
        Say($"{what}, {Testers} testers x {Channels} channels, {Width} x {Height}, {seconds} s:");
        Say($"  frames/s {frames.Length / took:0.0}, p50 {At(frames, 0.5):0} ms, p99 {At(frames, 0.99):0} ms, longest {frames[^1]:0} ms");
        Say($"  tasks over 50 ms: {tasks.Length / took:0.00} a second, longest {tasks.DefaultIfEmpty(0).Max():0} ms");
        foreach (var name in new[] { "ScriptDuration", "RecalcStyleDuration", "LayoutDuration", "TaskDuration" })
            Say($"  {name} {1000 * (last[name] - first[name]) / took:0} ms of the processor a second");
        Say($"  memory of the page {last["JSHeapUsedSize"] / 1e6:0.0} MB, elements {last["Nodes"]:0}");
        Say(
            $"  the server and its reading {100 * (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds / took:0.0} % of one core");
    }

    private static double[] Numbers(JsonElement seen, string name) =>
        [.. seen.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    private static double At(double[] sorted, double part) => sorted[(int)((sorted.Length - 1) * part)];

    private static async Task<Dictionary<string, double>> MetricsAsync(ICDPSession browser) =>
        (await browser.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray()
            .ToDictionary(metric => metric.GetProperty("name").GetString()!, metric => metric.GetProperty("value").GetDouble());

    private static async Task CollectAsync(MaccorSession session, LabPicture picture, CancellationToken cancellation)
    {
        picture.Expect(session.Name, TimeSpan.FromSeconds(1));
        await new TesterCollector(session, new PictureTaker(picture), new CollectorOptions(), TimeProvider.System).RunAsync(cancellation);
    }

    private static async Task StartTestsAsync(MaccorSession session)
    {
        for (var channel = 1; channel <= Channels; channel++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{session.Name} {channel}");
            await session.StartTestAsync(new TestStart(channel, new TestPlan { TestName = name, Procedure = "CCCV charge" }));
        }
    }

    private static void Say(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));
}
