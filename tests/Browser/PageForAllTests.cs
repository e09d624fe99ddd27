using System.Net;
using System.Text.RegularExpressions;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MacNet.Tests.Browser;

/// <summary>The page in a browser: that everybody can use it, and nobody else.</summary>
public class PageForAllTests(TheBrowser browser) : BrowserTest(browser)
{
    [Fact]
    public async Task The_keyboard_suffices()
    {
        var (lab, _) = await Lab.StartAsync();
        await using var disposing = lab;
        var page = await OpenAsync(lab);
        await Expect(page.Channel(4)).ToBeVisibleAsync();
        for (var press = 0; press < 3; press++)
            await page.Keyboard.PressAsync("Tab");
        await Expect(page.Channel(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Channel(2)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "bench, channel 2" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await Expect(page.Channel(2)).ToBeFocusedAsync();
        // A tester is one stop, however many channels it has, and the one that was left.
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Channel(3)).Not.ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Shift+Tab");
        await Expect(page.Channel(2)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_keyboard_reaches_what_a_search_has_left()
    {
        var (lab, _) = await Lab.StartAsync();
        await using var disposing = lab;
        var page = await OpenAsync(lab);
        await Expect(page.Channel(4)).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Searchbox).FillAsync("3");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Channel(3)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_screen_reader_finds_its_way()
    {
        var (lab, bench) = await Lab.StartAsync();
        await using var disposing = lab;
        bench.Tester.Channels[3].Fail(RecordReason.OverchargeSafety);
        var page = await OpenAsync(lab);
        await Expect(page.Channel(3)).ToHaveAccessibleNameAsync(new Regex("Problem, OverchargeSafety"));
        await Expect(page.Locator("body")).ToMatchAriaSnapshotAsync("""
            - banner:
              - heading "Maccor testers" [level=1]
              - status: live
              - list "Channels by state"
              - searchbox "Find"
              - checkbox "tests only"
            - alert "Alarms"
            - main "Testers and their channels":
              - region "bench":
                - heading "bench" [level=2]
                - list:
                  - listitem:
                    - 'button /bench, channel 1: Available, [0-9.]+ volt, 0\.000 ampere/'
            - region /Tests under way/:
              - heading /Tests under way/ [level=2]
            - region "Events":
              - heading "Events" [level=2]
              - list "Events"
            """);
        Assert.Equal("en", await page.Locator("html").GetAttributeAsync("lang"));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Light_and_dark_can_both_be_read(ColorScheme scheme)
    {
        var (lab, bench) = await Lab.StartAsync();
        await using var disposing = lab;
        await bench.StartAsync(1, "Cell 1");
        await bench.StartAsync(2, "Cell 2");
        await bench.Session.SuspendTestAsync(2);
        bench.Tester.Channels[3].Fail(RecordReason.OverchargeSafety);
        bench.Tester.Channels[4].SetAvailable(false);
        var page = await OpenAsync(lab, new() { ColorScheme = scheme });
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(page.Channel(4)).ToContainTextAsync("NotAvailable");
        var back = await page.Locator("body").EvaluateAsync<int>("body => Number(getComputedStyle(body).backgroundColor.match(/\\d+/)[0])");
        Assert.Equal(scheme == ColorScheme.Dark, back < 128);
        Assert.InRange(await page.LowestContrastAsync(), 4.5, 21);
    }

    [Theory]
    [InlineData(390)]
    [InlineData(320)]
    public async Task A_phone_shows_all_without_moving_it_sideways(int width)
    {
        var (lab, bench) = await Lab.StartAsync("a tester with a long name, in the cellar");
        await using var disposing = lab;
        await bench.StartAsync(2, "A-test-name-of-many-letters-and-no-space-0001");
        bench.Tester.Channels[3].Fail(RecordReason.OverchargeSafety);
        var phone = new BrowserNewContextOptions { ViewportSize = new() { Width = width, Height = 800 }, HasTouch = true, IsMobile = true };
        var page = await OpenAsync(lab, phone);
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(page.Channel(2)).ToContainTextAsync("A-test-name");
        Assert.False(await page.ScrollsSidewaysAsync());
        await page.Channel(2).TapAsync();
        await Expect(page.Locator("#curves canvas")).ToBeVisibleAsync();
        Assert.False(await page.ScrollsSidewaysAsync());
    }

    [Fact]
    public async Task Nothing_is_asked_of_any_other_place()
    {
        var (lab, _) = await Lab.StartAsync();
        await using var disposing = lab;
        var page = await NewPageAsync();
        var (asked, said) = (new List<string>(), new List<string>());
        page.Request += (_, request) => asked.Add(request.Url);
        page.Console += (_, message) => said.Add(message.Text);
        page.PageError += (_, problem) => said.Add(problem);
        await page.GotoAsync(lab.Url);
        await page.Channel(1).ClickAsync();
        await Expect(page.Locator("#curves canvas")).ToBeVisibleAsync();
        Assert.Contains(asked, url => url.Contains("/api/history", StringComparison.Ordinal));
        Assert.All(asked, url => Assert.StartsWith(lab.Url, url));
        Assert.Empty(said);
    }

    [Fact]
    public async Task Who_looks_from_elsewhere_needs_the_token_once()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows wants a right to listen at other addresses.");
        await using var lab = new Lab();
        await lab.AddAsync("bench", new() { Channels = 4, Speed = 0 });
        lab.Collect(TimeSpan.FromSeconds(0.1));
        lab.Serve(new() { Address = IPAddress.Any });
        var given = new Uri(lab.Url);
        var local = $"http://127.0.0.1:{given.Port}/";
        var page = await NewPageAsync();
        Assert.Equal(401, (await page.GotoAsync(local))!.Status);
        await Expect(page.Locator("body")).ToHaveTextAsync("The address needs its token.");
        Assert.Equal(401, (await page.GotoAsync($"{local}?token=wrong"))!.Status);
        await page.GotoAsync(local + given.Query);
        await Expect(page.Channel(1)).ToBeVisibleAsync();
        await page.GotoAsync(local);
        await Expect(page.Channel(1)).ToBeVisibleAsync();
    }
}
