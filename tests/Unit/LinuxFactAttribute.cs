using Xunit;

namespace MacNet.Tests.Unit;

/// <summary>A test that counts what only Linux shows of a process.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
            Skip = "Only Linux lists a process's open files in /proc.";
    }
}
