using System.Diagnostics;
using System.Text;

namespace MacNet.Tests.Unit;

/// <summary>Runs a program of this solution, as it was built beside the tests.</summary>
internal static class BuiltProgram
{
    public static async Task<(string Shown, string Problems, int ExitCode)> RunAsync(string name, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{name}.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var running = Process.Start(start)!;
        var problems = running.StandardError.ReadToEndAsync();
        var shown = await running.StandardOutput.ReadToEndAsync();
        await running.WaitForExitAsync();
        return (shown, await problems, running.ExitCode);
    }
}
