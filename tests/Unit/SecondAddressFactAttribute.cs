using Xunit;

namespace MacNet.Tests.Unit;

/// <summary>A test in which somebody speaks from another address of this machine, 127.0.0.2.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SecondAddressFactAttribute : FactAttribute
{
    public SecondAddressFactAttribute()
    {
        if (OperatingSystem.IsMacOS())
            Skip = "Of 127.0.0.0/8 a Mac has only 127.0.0.1, unless told otherwise.";
    }
}
