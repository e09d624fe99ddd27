namespace MacNet;

/// <summary>What .NET 8 and netstandard2.0 spell differently on streams.</summary>
internal static class StreamExtensions
{
    internal static Task<int> ReadSomeAsync(this Stream stream, byte[] buffer, int offset, CancellationToken cancellation) =>
#if NET8_0_OR_GREATER
        stream.ReadAsync(buffer.AsMemory(offset), cancellation).AsTask();
#else
        stream.ReadAsync(buffer, offset, buffer.Length - offset, cancellation);
#endif

    internal static Task WriteAllAsync(this Stream stream, byte[] bytes, CancellationToken cancellation) =>
#if NET8_0_OR_GREATER
        stream.WriteAsync(bytes, cancellation).AsTask();
#else
        stream.WriteAsync(bytes, 0, bytes.Length, cancellation);
#endif
}
