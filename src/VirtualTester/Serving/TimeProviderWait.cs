namespace MacNet.VirtualTester.Serving;

internal static class TimeProviderWait
{
    /// <summary>Waits: what .NET 8 has on Task, netstandard2.0 has beside TimeProvider.</summary>
    public static Task Wait(this TimeProvider time, TimeSpan span, CancellationToken cancellation) =>
#if NET8_0_OR_GREATER
        Task.Delay(span, time, cancellation);
#else
        time.Delay(span, cancellation);
#endif
}
