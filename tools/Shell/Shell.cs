using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace MacNet.Shell;

/// <summary>A PowerShell to run scripts in: the one on the PATH where it is 7.4 or later, else the one that the build restored.</summary>
public static class Shell
{
    private static readonly Version Oldest = new(7, 4);

    private static readonly Lazy<string[]> Command = new(() => IsOnPath() ? ["pwsh"] : [DotNet, Restored]);

    /// <summary>What it is, for people to read.</summary>
    public static string Description => string.Join(' ', Command.Value);

    // The tool that PowerShell is delivered as has an assembly and no program.
    private static string Restored => typeof(Shell).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "PowerShell").Value!;

    // The dotnet whose runtime this runs on, three folders above it.
    private static string DotNet => Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>How a process of it is started with some arguments.</summary>
    public static ProcessStartInfo StartInfo(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Command.Value[0], [.. Command.Value.Skip(1), "-NoProfile", .. arguments]);
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        // Which runtime a test or a program was started on says nothing of PowerShell's.
        start.Environment.Remove("DOTNET_ROLL_FORWARD");
        return start;
    }

    /// <summary>Runs it in this terminal and gives its exit code.</summary>
    public static int Run(params IEnumerable<string> arguments)
    {
        using var process = Process.Start(StartInfo(arguments))!;
        // Ctrl+C is for the script, which ends with its cells safe.
        Console.CancelKeyPress += (_, pressed) => pressed.Cancel = true;
        process.WaitForExit();
        return process.ExitCode;
    }

    private static bool IsOnPath()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("pwsh", ["-Version"]) { RedirectStandardOutput = true })!;
            // "PowerShell 7.6.9", "PowerShell 7.7.0-preview.1"
            var said = process.StandardOutput.ReadToEnd().Trim();
            return Version.TryParse(said.Split(' ')[^1].Split('-')[0], out var found) && found >= Oldest;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
