using Microsoft.Playwright;

namespace MacNet.Tests.Browser;

/// <summary>A test with windows of its own, which close with it: an open page goes on asking for news.</summary>
public abstract class BrowserTest(TheBrowser browser) : IAsyncDisposable
{
    private readonly List<IBrowserContext> windows = [];

    private protected async Task<IPage> NewPageAsync(BrowserNewContextOptions? options = null)
    {
        var window = await browser.NewWindowAsync(options);
        windows.Add(window);
        return await window.NewPageAsync();
    }

    private protected async Task<IPage> OpenAsync(Lab lab, BrowserNewContextOptions? options = null)
    {
        var page = await NewPageAsync(options);
        await page.GotoAsync(lab.Url);
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("live");
        return page;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var window in windows)
            await window.DisposeAsync();
    }
}
