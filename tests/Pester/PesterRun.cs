using System.Diagnostics;
using System.Reflection;
using System.Xml.Linq;

namespace MacNet.Tests.Pester;

/// <summary>Runs the Pester suite once for each of the module's builds, several files at the same time.</summary>
internal static class PesterRun
{
    private const string CoreBuild = "lib/net8.0/";
    private const string DesktopBuild = "lib/netstandard2.0/";

    // A suite that hangs must not hang the build.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);

    // For each build: mostly they wait.
    private static readonly int Processes = Math.Clamp(Environment.ProcessorCount + 1, 2, 4);

    private static readonly string Root = Told("RepositoryRoot");

    private static readonly Task<PesterResult[]> OnCore = Task.Run(() => RunAsync(Module, "net8.0"));
    private static readonly Task<PesterResult[]> OnDesktop = Task.Run(RunDesktopBuildAsync);

    internal static IReadOnlyList<PesterResult> Results => OnCore.GetAwaiter().GetResult();

    internal static IReadOnlyList<PesterResult> DesktopResults => OnDesktop.GetAwaiter().GetResult();

    private static string Suite => Path.Combine(Root, "tests", "Pester");

    private static string Module => Path.Combine(Root, "out", "MacNet");

    // A copy of the module whose manifest takes the build for Windows PowerShell here too.
    private static async Task<PesterResult[]> RunDesktopBuildAsync()
    {
        var folder = Directory.CreateTempSubdirectory("macnet-desktop-").FullName;
        try
        {
            var copy = Path.Combine(folder, "MacNet");
            foreach (var file in Directory.EnumerateFiles(Module, "*", SearchOption.AllDirectories))
            {
                var target = Path.Combine(copy, Path.GetRelativePath(Module, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }

            var manifest = Path.Combine(copy, "MacNet.psd1");
            var text = await File.ReadAllTextAsync(manifest);
            await File.WriteAllTextAsync(manifest, text.Replace(CoreBuild, DesktopBuild, StringComparison.Ordinal));
            return await RunAsync(copy, "netstandard2.0", "-ExcludeTag", "OneBuild");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The results stay, for whoever wants to know which file took how long.
    private static async Task<PesterResult[]> RunAsync(string module, string build, params string[] more)
    {
        var results = Path.Combine(Root, "TestResults", "Pester", build);
        if (Directory.Exists(results))
            Directory.Delete(results, recursive: true);
        Directory.CreateDirectory(results);
        string[] arguments =
        [
            // PowerShell's log of each command would take a seventh of the time.
            "-SettingsFile", Path.Combine(Suite, "powershell.config.json"),
            "-NonInteractive", "-File", Path.Combine(Suite, "Invoke-Suite.ps1"), "-PesterPath", Told("Pester"),
            "-ModulePath", Path.Combine(module, "MacNet.psd1"), "-ResultFolder", results, .. more,
        ];
        var told = await Task.WhenAll(Enumerable.Range(0, Processes).Select(_ => PowerShellAsync(arguments)));
        var taken = Directory.GetFiles(results, "*.taken").Order(StringComparer.Ordinal).ToArray();
        var untaken = Directory.EnumerateFiles(Suite, "*.Tests.ps1").Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Where(file => !taken.Any(other => Path.GetFileName(other).StartsWith(file, StringComparison.Ordinal)));
        return
        [
            .. taken.Select(file => Path.ChangeExtension(file, ".xml"))
                .SelectMany(file => File.Exists(file) ? Read(file) : [Missing(file, told)]),
            .. untaken.Select(file => Missing(file, told)),
        ];
    }

    private static async Task<string> PowerShellAsync(string[] arguments)
    {
        var start = Shell.Shell.StartInfo(arguments);
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;
        start.Environment["NO_COLOR"] = "1";
        // Processes that live this short spend most of their time on compiling: a quarter less this way.
        start.Environment["DOTNET_JITMinOpts"] = "1";
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.Environment["DOTNET_GCgen0size"] = "4000000"; // of base 16: else a fifth of the time is spent on collecting
        start.Environment["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0"; // else who waits for a tester takes the processor from it
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TC_CallCountThreshold"] = "1000"; // of base 16
        using var process = Process.Start(start)!;
        using var longest = new CancellationTokenSource(Longest);
        await using var end = longest.Token.Register(() => process.Kill(entireProcessTree: true));
        process.StandardInput.Close();
        var told = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return string.Concat(told);
    }

    private static IEnumerable<PesterResult> Read(string path)
    {
        var suite = XDocument.Load(path).Root!;
        return suite.Descendants("testcase").Select(ResultOf).Concat(Failures(suite));
    }

    private static PesterResult ResultOf(XElement test) => new(
        (string)test.Attribute("name")!,
        (string)test.Attribute("status")! switch
        {
            "Passed" => PesterOutcome.Passed,
            "Skipped" or "Inconclusive" => PesterOutcome.Skipped,
            _ => PesterOutcome.Failed,
        },
        string.Join('\n', test.Elements().Select(why => $"{(string?)why.Attribute("message")}\n{why.Value}")).Trim());

    // A file that fails before its first It has no test case of its own.
    private static IEnumerable<PesterResult> Failures(XElement suite)
    {
        if ((int)suite.Attribute("errors")! > 0)
            yield return new PesterResult("Every file of the suite loads", PesterOutcome.Failed, suite.ToString());
    }

    private static PesterResult Missing(string path, string[] told) => new(
        Path.GetFileNameWithoutExtension(path), PesterOutcome.Failed, "Pester left no results:\n" + string.Join('\n', told));

    private static string Told(string key) => typeof(PesterRun).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == key).Value!;
}
