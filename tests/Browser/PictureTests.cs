using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using MacNet.Data.Plotting;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.VirtualTester.Options;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MacNet.Tests.Browser;

/// <summary>
/// Pictures in the README and docs: a laboratory of two virtual testers after three hours. With MACNET_TEST_PICTURES they are
/// written to docs/images.
/// </summary>
public class PictureTests(TheBrowser browser) : BrowserTest(browser)
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);
    private const int Steps = 180;

    private readonly LeapingTime time = new(Step * Steps);
    private readonly Plot plot = new(new PlotOptions { TimeZone = TimeZoneInfo.Utc });

    [Fact]
    public async Task A_laboratory_on_the_page_and_in_a_plot()
    {
        await using var lab = await LaboratoryAsync();
        await ShowLaboratoryAsync(await OpenAsync(lab, Window(ColorScheme.Dark, 1280, 900)));
        await ShowChannelAsync(await OpenAsync(lab, Window(ColorScheme.Light, 1100, 760)));
        await KeepAsync("plot.svg", PlotFormat.Write(plot, "plot.svg"), "channel 9: Cycling 9");
    }

    private async Task ShowLaboratoryAsync(IPage page)
    {
        await Expect(page.Channel(5, "north")).ToContainTextAsync("Cycling 5");
        await Expect(page.Channel(12, "south")).ToContainTextAsync("OverchargeSafety");
        await Expect(page.Channel(10, "south")).ToContainTextAsync("Suspended");
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Channels by state" })).ToContainTextAsync("1 Problem");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Channel 12 of south (Formation 4)");
        await KeepAsync("dashboard.png", await page.ScreenshotAsync(new() { FullPage = true }));
    }

    private async Task ShowChannelAsync(IPage page)
    {
        await page.Channel(5, "north").ClickAsync();
        await page.GetByText("6 h").CheckAsync();
        await Expect(page.GetByRole(AriaRole.Img)).ToHaveAccessibleNameAsync(new Regex("current -1.0000 to 1.0000 A"));
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Cycling 5");
        await KeepAsync("dashboard-channel.png", await page.ScreenshotAsync());
    }

    private static BrowserNewContextOptions Window(ColorScheme scheme, int width, int height) =>
        new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = height }, Locale = "en-GB" };

    // What runs on the testers begins at its own time, as in a laboratory.
    private async Task<Lab> LaboratoryAsync()
    {
        var lab = new Lab(time);
        var north = await lab.AddAsync("north", new VirtualTesterOptions { Channels = 16, Seed = 3 });
        var south = await lab.AddAsync("south", new VirtualTesterOptions { Channels = 16, Seed = 4 });
        lab.Serve();
        for (var step = 0; step < Steps; step++)
        {
            await StartDueAsync(north, south, step);
            time.Leap(Step);
            await lab.SweepAsync();
            foreach (var channel in new[] { 5, 9 })
            {
                var reading = await north.ReadAsync(channel);
                lab.Take(reading);
                plot.Add(reading);
            }
        }

        south.Tester.Channels[12].Fail(RecordReason.OverchargeSafety);
        lab.Collect(TimeSpan.FromSeconds(1));
        return lab;
    }

    private static async Task StartDueAsync(Bench north, Bench south, int step)
    {
        switch (step)
        {
            case 1:
                north.Tester.Channels[16].SetAvailable(false);
                break;
            case >= 2 and < 36 when step % 3 == 2:
                await north.StartAsync(1 + step / 3, $"Cycling {1 + step / 3}", "Full cycle");
                break;
            case >= 90 and < 93:
                await south.StartAsync(step - 89, $"Aging {step - 89}", "CC discharge");
                break;
            case >= 150 and < 155:
                await south.StartAsync(step - 146, $"Aging {step - 146}", "CC discharge");
                break;
            case >= 156 and < 160:
                await south.StartAsync(step - 147, $"Formation {step - 155}");
                break;
            case 170 or 171:
                await south.StartAsync(step - 157, $"Pulses {step - 169}", "Pulse train");
                break;
            case 175:
                await south.Session.SuspendTestAsync(10);
                break;
        }
    }

    private async Task KeepAsync(string name, byte[] picture, string text)
    {
        var page = await NewPageAsync();
        await page.SetContentAsync(Encoding.UTF8.GetString(picture));
        await Expect(page.GetByText(text)).ToBeVisibleAsync();
        await KeepAsync(name, picture, shown: await page.ScreenshotAsync());
    }

    private Task KeepAsync(string name, byte[] picture) => KeepAsync(name, picture, shown: picture);

    private async Task KeepAsync(string name, byte[] picture, byte[] shown)
    {
        Assert.InRange(await ColorsAsync(shown), 100, int.MaxValue);
        if (Environment.GetEnvironmentVariable("MACNET_TEST_PICTURES") is { Length: > 0 })
            await File.WriteAllBytesAsync(Path.Combine(Root, "docs", "images", name), picture);
    }

    // A blank page has one.
    private async Task<int> ColorsAsync(byte[] picture)
    {
        var page = await NewPageAsync();
        return await page.EvaluateAsync<int>("""
            async data => {
              const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
              const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
              canvas.drawImage(image, 0, 0);
              return new Set(new Uint32Array(canvas.getImageData(0, 0, image.width, image.height).data.buffer)).size;
            }
            """, Convert.ToBase64String(picture));
    }

    private static string Root => typeof(PictureTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == "RepositoryRoot").Value!;
}
