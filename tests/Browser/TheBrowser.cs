using MacNet.Tests.Browser;
using Microsoft.Playwright;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(TheBrowser))]

// One window has the keyboard, whatever others there are.
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace MacNet.Tests.Browser;

/// <summary>One browser for all tests. Without one they are skipped.</summary>
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

    internal async Task<IBrowserContext> NewWindowAsync(BrowserNewContextOptions? options)
    {
        Assert.SkipWhen(browser is null, Chromium.Missing);
        var window = await browser!.NewContextAsync(options ?? new());
        window.SetDefaultTimeout(60_000);
        return window;
    }
}
