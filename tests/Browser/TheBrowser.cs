using MacNet.Tests.Browser;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(TheBrowser))]

namespace MacNet.Tests.Browser;

/// <summary>One browser for all tests; each has a window of its own. Without one the tests are skipped.</summary>
public sealed class TheBrowser : IAsyncLifetime
{
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        // A busy machine takes its time, and no test waits for what does not come.
        Assertions.SetDefaultExpectTimeout(60_000);
        if (Chromium.Program is not null)
            browser = await Chromium.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
    }

    internal async Task<IPage> NewPageAsync(BrowserNewContextOptions? options = null)
    {
        Assert.SkipWhen(browser is null, Chromium.Missing);
        var context = await browser!.NewContextAsync(options ?? new());
        context.SetDefaultTimeout(60_000);
        return await context.NewPageAsync();
    }

    internal async Task<IPage> OpenAsync(Lab lab, BrowserNewContextOptions? options = null)
    {
        var page = await NewPageAsync(options);
        await page.GotoAsync(lab.Url);
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("live");
        return page;
    }
}
