#if NET8_0_OR_GREATER
using MacNet.Data.Metrics;

namespace MacNet.PowerShell.Live;

// .NET Framework has no meters.
internal static partial class Lab
{
    private static LabMeter? meter;

    static partial void BeginMeter() => meter ??= new LabMeter(Picture, TimeProvider.System);

    static partial void EndMeter()
    {
        meter?.Dispose();
        meter = null;
    }
}
#endif
