using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using MacNet.Data;
using MacNet.Data.Logging;
using MacNet.Data.Stores;
using MacNet.Protocol.Messages;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MacNet.Tests.Browser;

/// <summary>The page in a browser: that it shows what testers do.</summary>
public class PageTests(TheBrowser browser) : BrowserTest(browser)
{
    [Fact]
    public async Task What_the_tester_does_is_shown_within_two_seconds()
    {
        await using var lab = new Lab();
        var bench = await lab.AddAsync("bench", new() { Channels = 4, Speed = 0 });
        lab.Collect(TimeSpan.FromSeconds(1));
        lab.Serve();
        var page = await OpenAsync(lab);
        // The machine may be busy once, but not each time.
        for (var attempt = 1; ; attempt++)
        {
            bench.Tester.Channels[2].Cell.StateOfCharge = 0.05 * attempt;
            var voltage = bench.Tester.Channels[2].Read().Voltage.ToString("0.0000 V", CultureInfo.InvariantCulture);
            var clock = Stopwatch.StartNew();
            await Expect(page.Channel(2)).ToContainTextAsync(voltage);
            if (clock.Elapsed < TimeSpan.FromSeconds(2))
                break;
            Assert.True(attempt < 10, $"It took {clock.Elapsed.TotalSeconds} s the tenth time too.");
        }
    }

    [Fact]
    public async Task A_test_is_shown_with_its_name_from_its_start_to_its_end()
    {
        var (lab, bench) = await Lab.StartAsync();
        await using var disposing = lab;
        var page = await OpenAsync(lab);
        await bench.StartAsync(2, "Cell 2", "Rest");
        await Expect(page.Channel(2)).ToContainTextAsync("Cell 2");
        await Expect(page.Channel(2)).ToHaveAccessibleNameAsync(new Regex("^bench, channel 2: Active, "));
        var test = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Cell 2" });
        await Expect(test).ToContainTextAsync("Rest");
        bench.Tester.Speed = 10_000;
        await Expect(page.Events()).ToContainTextAsync("bench, channel 2: Active → Completed (Cell 2)");
        await Expect(page.Channel(2)).ToHaveClassAsync("channel done");
        await Expect(test).ToContainTextAsync("Completed");
    }

    [Fact]
    public async Task A_tester_that_is_away_looks_stale_until_it_is_back()
    {
        await using var lab = new Lab();
        var bench = await lab.AddAsync("bench", new() { Channels = 4, Speed = 0 }, timeoutSeconds: 2);
        lab.Collect(TimeSpan.FromSeconds(0.1));
        lab.Serve();
        var page = await OpenAsync(lab);
        var section = page.GetByRole(AriaRole.Region, new() { Name = "bench" });
        await Expect(page.Channel(1)).ToHaveCSSAsync("opacity", "1");
        bench.Tester.StopListening();
        await Expect(section).ToHaveClassAsync("tester stale");
        await Expect(section).ToContainTextAsync("last answer");
        await Expect(page.Channel(1)).ToHaveCSSAsync("opacity", "0.45");
        await Expect(page.Events()).ToContainTextAsync("does not answer");
        await page.Channel(1).ClickAsync();
        await Expect(page.Locator("dialog dl")).ToHaveCSSAsync("opacity", "0.45");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("last answer");
        await page.Keyboard.PressAsync("Escape");
        bench.Tester.Channels[1].Cell.StateOfCharge = 0.9;
        bench.Tester.StartListening();
        await Expect(section).ToHaveClassAsync("tester");
        await Expect(page.Channel(1)).ToContainTextAsync(
            bench.Tester.Channels[1].Read().Voltage.ToString("0.0000 V", CultureInfo.InvariantCulture));
        await Expect(page.Events()).ToContainTextAsync("answers again");
    }

    [Fact]
    public async Task A_page_without_news_says_so_and_goes_on_when_its_server_is_back()
    {
        var (lab, bench) = await Lab.StartAsync();
        await using var disposing = lab;
        var page = await NewPageAsync();
        await page.Clock.InstallAsync();
        await page.GotoAsync(lab.Url);
        var connection = page.GetByRole(AriaRole.Status);
        await page.Clock.RunForAsync(2000);
        await Expect(connection).ToHaveTextAsync("live");
        lab.StopServing();
        await page.Clock.RunForAsync(20_000);
        await Expect(connection).ToContainTextAsync("no news from the server since");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "bench" })).ToHaveClassAsync("tester stale");
        bench.Tester.Channels[1].Fail(RecordReason.OverchargeSafety);
        lab.Serve();
        await Expect(page.Channel(1)).ToContainTextAsync("OverchargeSafety");
        await page.Clock.RunForAsync(2000);
        await Expect(connection).ToHaveTextAsync("live");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task A_fault_is_red_and_is_told(ColorScheme scheme)
    {
        var (lab, bench) = await Lab.StartAsync();
        await using var disposing = lab;
        var page = await OpenAsync(lab, new() { ColorScheme = scheme });
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeHiddenAsync();
        bench.Tester.Channels[3].Fail(RecordReason.OverchargeSafety);
        await Expect(page.Channel(3)).ToContainTextAsync("OverchargeSafety");
        await Expect(page.Channel(3)).ToHaveAccessibleNameAsync(new Regex("Problem, OverchargeSafety"));
        Assert.True(await page.IsRedAsync(page.Channel(3)));
        Assert.False(await page.IsRedAsync(page.Channel(2)));
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Channel 3 of bench: Problem, OverchargeSafety");
        await Expect(page).ToHaveTitleAsync("(1) Maccor testers");
    }

    [Fact]
    public async Task A_click_shows_a_channel_with_its_curves()
    {
        var (lab, bench) = await Lab.StartAsync();
        await using var disposing = lab;
        await bench.StartAsync(2, "Cell 2");
        var page = await OpenAsync(lab);
        await page.Channel(2).ClickAsync();
        var detail = page.GetByRole(AriaRole.Dialog, new() { Name = "bench, channel 2" });
        await Expect(detail).ToContainTextAsync("CCCV charge");
        await Expect(detail.GetByRole(AriaRole.Img)).ToHaveAccessibleNameAsync(
            new Regex("^Curves from .*, current [01].0000 to 1.0000 A"));
        foreach (var curve in new[] { "--voltage", "--current", "--temperature" })
            Assert.True(await page.PixelsAsync(curve) > 100, curve);
        await detail.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Expect(detail).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_curves_of_before_the_page_began_come_from_the_log()
    {
        var folder = Directory.CreateTempSubdirectory("macnet-page-").FullName;
        try
        {
            var file = Path.Combine(folder, "lab.sqlite");
            Log(file, DateTimeOffset.UtcNow.AddMinutes(-50));
            await using var lab = new Lab();
            await lab.AddAsync("bench", new() { Channels = 4, Speed = 0 });
            lab.Collect(TimeSpan.FromSeconds(0.1));
            var kept = new KeptCurves((_, query) => new AllStores().ReadSqlite(file, query), TimeProvider.System);
            lab.Serve(new() { History = kept.Of });
            var page = await OpenAsync(lab);
            await page.Channel(2).ClickAsync();
            var curves = page.GetByRole(AriaRole.Img);
            await Expect(curves).ToHaveAccessibleNameAsync(new Regex(", voltage 2.3450 to .*, current -1.5000 to 0.0000 A"));
            await page.GetByText("10 min").CheckAsync();
            await Expect(curves).ToHaveAccessibleNameAsync(new Regex(", voltage 3.*, current 0.0000 to 0.0000 A"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Names_of_testers_and_tests_are_text_and_never_markup()
    {
        const string Name = "<img src=x onerror=\"document.title='caught'\">";
        await using var lab = new Lab();
        lab.Serve();
        var reading =
            new LogReading { Session = "<b>bench</b>", Channel = 2, State = ChannelState.Active, TestName = Name, Procedure = Name };
        lab.Take(reading);
        lab.Take(reading with { State = ChannelState.Problem, Reason = RecordReason.OverchargeSafety });
        var page = await OpenAsync(lab);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "<b>bench</b>" })).ToBeVisibleAsync();
        await Expect(page.Channel(2)).ToContainTextAsync(Name);
        await Expect(page.GetByRole(AriaRole.Table)).ToContainTextAsync(Name);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("<b>bench</b>");
        await Expect(page.Events()).ToContainTextAsync("<b>bench</b>");
        await page.Channel(2).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync(Name);
        await Expect(page.Locator("body img, main b, li li, dialog b")).ToHaveCountAsync(0);
        await Expect(page).ToHaveTitleAsync("(1) Maccor testers");
    }

    [Fact]
    public async Task The_list_of_tests_begins_with_what_somebody_must_see_to()
    {
        await using var lab = new Lab();
        lab.Serve();
        for (var channel = 1; channel <= 205; channel++)
        {
            var state = channel switch { 204 => ChannelState.Completed, 205 => ChannelState.Problem, _ => ChannelState.Active };
            lab.Take(new LogReading { Session = "bench", Channel = channel, State = state, TestName = $"Cell {channel}" });
        }

        var page = await OpenAsync(lab);
        var rows = page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Row);
        await Expect(rows.Nth(1)).ToContainTextAsync("Cell 205");
        await Expect(rows.Nth(2)).ToContainTextAsync("Cell 204");
        await Expect(rows).ToHaveCountAsync(1 + 200);
        await Expect(page.GetByText("and 5 more")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_search_leaves_what_is_wanted()
    {
        var (lab, bench) = await Lab.StartAsync();
        await using var disposing = lab;
        await bench.StartAsync(2, "Formation 7");
        var page = await OpenAsync(lab);
        await Expect(page.Channel(2)).ToContainTextAsync("Formation 7");
        await page.GetByRole(AriaRole.Searchbox).FillAsync("formation bench");
        await Expect(page.Locator(".channel:visible")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Searchbox).FillAsync("");
        await Expect(page.Locator(".channel:visible")).ToHaveCountAsync(4);
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "tests only" }).CheckAsync();
        await Expect(page.Locator(".channel:visible")).ToHaveCountAsync(1);
    }

    private static void Log(string file, DateTimeOffset time)
    {
        using var store = new AllStores().OpenSqlite(file);
        var reading = new LogReading { Session = "bench", Channel = 2, ReadAt = time, Voltage = 2.345, SignedCurrent = -1.5 };
        store.Write([new LogBatch("bench", time, [reading], [])]);
    }
}
