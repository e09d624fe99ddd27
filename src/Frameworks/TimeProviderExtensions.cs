namespace MacNet;

/// <summary>What .NET 8 has on TimeProvider and netstandard2.0 has beside it, under one name.</summary>
internal static class TimeProviderExtensions
{
    internal static Task Wait(this TimeProvider clock, TimeSpan span, CancellationToken cancellation) =>
#if NET8_0_OR_GREATER
        Task.Delay(span, clock, cancellation);
#else
        clock.Delay(span, cancellation);
#endif

    internal static CancellationTokenSource CancelAfter(this TimeProvider clock, TimeSpan span) =>
#if NET8_0_OR_GREATER
        new(span, clock);
#else
        clock.CreateCancellationTokenSource(span);
#endif
}
