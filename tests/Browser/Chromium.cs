using System.Reflection;
using Microsoft.Playwright;

namespace MacNet.Tests.Browser;

/// <summary>The Chromium that is installed here. No browser is ever fetched.</summary>
internal static class Chromium
{
    private const string Variable = "MACNET_TEST_CHROMIUM";

    // That which has no windows at all needs a third of the time.
    private static readonly string[] Names =
        ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome.exe"];

    /// <summary>Its program; null where there is none.</summary>
    internal static string? Program { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : OnPath();

    /// <summary>Why there is none.</summary>
    internal static string Missing => $"There is no Chromium on the PATH, and {Variable} names none.";

    // One process draws all pages, which are ours.
    private static readonly string[] Arguments = ["--disable-gpu", "--disable-site-isolation-trials", "--renderer-process-limit=1"];

    /// <summary>Starts it without a window.</summary>
    internal static async Task<IBrowser> StartAsync()
    {
        Environment.SetEnvironmentVariable("PLAYWRIGHT_DRIVER_SEARCH_PATH", PackageFolder);
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = Arguments, Timeout = 120_000 });
    }

    private static string PackageFolder => typeof(Chromium).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == "PlaywrightPackage").Value!;

    private static string? OnPath() =>
        (from name in Names
         from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
         let program = Path.Combine(folder, name)
         where File.Exists(program)
         select program).FirstOrDefault();
}
