namespace MacNet.Data;

/// <summary>What .NET 8 has and netstandard2.0 has otherwise, under one name.</summary>
internal static class Platform
{
    internal static Task Wait(this TimeProvider clock, TimeSpan span, CancellationToken cancellation) =>
#if NET8_0_OR_GREATER
        Task.Delay(span, clock, cancellation);
#else
        clock.Delay(span, cancellation);
#endif

    internal static Task WriteAllAsync(this Stream stream, byte[] bytes, CancellationToken cancellation) =>
#if NET8_0_OR_GREATER
        stream.WriteAsync(bytes, cancellation).AsTask();
#else
        stream.WriteAsync(bytes, 0, bytes.Length, cancellation);
#endif
}
