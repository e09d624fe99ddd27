using Xunit;

namespace MacNet.Tests.Unit;

/// <summary>What only some systems have: elsewhere a test that wants it is skipped, with the reason.</summary>
internal static class Platform
{
    /// <summary>For a test that counts what only Linux shows of a process.</summary>
    public static void NeedsOpenFilesListed() =>
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux lists a process's open files in /proc.");

    /// <summary>For a test in which somebody speaks from another address of this machine, 127.0.0.2.</summary>
    public static void NeedsSecondAddress() =>
        Assert.SkipWhen(OperatingSystem.IsMacOS(), "Of 127.0.0.0/8 a Mac has only 127.0.0.1, unless told otherwise.");
}
