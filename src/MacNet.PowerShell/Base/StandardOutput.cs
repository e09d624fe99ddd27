using System.Runtime.InteropServices;

namespace MacNet.PowerShell;

/// <summary>Whether somebody may still read what this process writes: `pwsh … | head` takes a few lines and is gone.</summary>
internal static class StandardOutput
{
    private const int Descriptor = 1;
    private const short HasError = 8;

    /// <summary>
    /// Whether the other end of the pipe is closed. .NET says nothing of it: it throws away what is written then. Windows tells nobody.
    /// </summary>
    internal static bool IsGone => IsUnix && Console.IsOutputRedirected && HasNoReader();

    private static bool IsUnix { get; } =
        RuntimeInformation.IsOSPlatform(OSPlatform.Linux) || RuntimeInformation.IsOSPlatform(OSPlatform.OSX);

    private static bool HasNoReader()
    {
        var output = new Poll { Descriptor = Descriptor };
        return PollSystem(ref output, (UIntPtr)1, 0) > 0 && (output.Found & HasError) != 0;
    }

    [DllImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int PollSystem(ref Poll descriptors, UIntPtr count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct Poll
    {
        internal int Descriptor;
        internal short Wanted;
        internal short Found;
    }
}
