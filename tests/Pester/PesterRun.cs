using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MacNet.Tests.Pester;

/// <summary>
/// Runs the Pester suite once for each of the module's builds, in PowerShell 7 with Pester 5; without these, every It counts as skipped.
/// </summary>
internal static partial class PesterRun
{
    private const string CoreBuild = "lib/net8.0/";
    private const string DesktopBuild = "lib/netstandard2.0/";

    // A suite that hangs must not hang the build.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);

    private static readonly string Root = typeof(PesterRun).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "RepositoryRoot").Value!;

    // Both at the same time: mostly they wait.
    private static readonly Task<PesterResult[]> OnCore = Task.Run(() => Run(Module));
    private static readonly Task<PesterResult[]> OnDesktop = Task.Run(RunDesktopBuild);

    internal static IReadOnlyList<PesterResult> Results => OnCore.GetAwaiter().GetResult();

    internal static IReadOnlyList<PesterResult> DesktopResults => OnDesktop.GetAwaiter().GetResult();

    private static string Suite => Path.Combine(Root, "tests", "Pester");

    private static string Module => Path.Combine(Root, "out", "MacNet");

    // A copy of the module whose manifest takes the build for Windows PowerShell here too.
    private static PesterResult[] RunDesktopBuild()
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
            File.WriteAllText(manifest, File.ReadAllText(manifest).Replace(CoreBuild, DesktopBuild, StringComparison.Ordinal));
            return Run(copy);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static PesterResult[] Run(string module)
    {
        if (WhyNot() is { } reason)
            return [.. ItsOf(Suite).Select(name => new PesterResult(name, PesterOutcome.Skipped, reason))];
        var results = Path.Combine(Path.GetTempPath(), $"macnet-pester-{Guid.NewGuid():N}.xml");
        try
        {
            var (_, output) = PowerShell(
                "-File", Path.Combine(Suite, "Invoke-Suite.ps1"), "-ResultPath", results, "-ModulePath", Path.Combine(module, "MacNet.psd1"));
            return File.Exists(results)
                ? Read(results)
                : [new PesterResult("The suite runs", PesterOutcome.Failed, "Pester left no results:\n" + output)];
        }
        finally
        {
            File.Delete(results);
        }
    }

    private static string? WhyNot()
    {
        try
        {
            var (exit, output) = PowerShell(
                "-Command", "if (Get-Module -ListAvailable Pester | Where-Object { $_.Version.Major -eq 5 }) { 'yes' } else { 'no' }");
            return exit == 0 && output.Trim() == "yes" ? null : "PowerShell has no Pester 5 (Install-Module Pester -MaximumVersion 5.99).";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "there is no pwsh (PowerShell 7.4 or later) on the PATH.";
        }
    }

    private static (int Exit, string Output) PowerShell(params string[] arguments)
    {
        var start = new ProcessStartInfo("pwsh") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in (string[])["-NoProfile", "-NonInteractive", .. arguments])
            start.ArgumentList.Add(argument);
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["NO_COLOR"] = "1";
        // The test host's own settings are not the suite's.
        start.Environment.Remove("DOTNET_ROLL_FORWARD");
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Longest))
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return (process.ExitCode, output.GetAwaiter().GetResult() + errors.GetAwaiter().GetResult());
    }

    private static PesterResult[] Read(string path)
    {
        var suite = XDocument.Load(path).Root!;
        return [.. suite.Descendants("testcase").Select(ResultOf), .. Failures(suite)];
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
        if ((int)suite.Attribute("tests")! == 0 || (int)suite.Attribute("errors")! > 0)
            yield return new PesterResult("Every file of the suite loads", PesterOutcome.Failed, suite.ToString());
    }

    private static IEnumerable<string> ItsOf(string folder) =>
        from file in Directory.EnumerateFiles(folder, "*.Tests.ps1").Order(StringComparer.Ordinal)
        from Match it in It().Matches(File.ReadAllText(file))
        select $"{Path.GetFileName(file)}: {it.Groups[1].Value}";

    [GeneratedRegex(@"^\s*It\s+['""](.+?)['""]\s+", RegexOptions.Multiline)]
    private static partial Regex It();
}
