namespace MacNet.VirtualTester.Serving;

internal static class TimeProviderWait
{
    // Task.Delay with a TimeProvider, which netstandard2.0 has not.
    public static async Task Wait(this TimeProvider time, TimeSpan duration, CancellationToken cancellation)
    {
        if (duration <= TimeSpan.Zero)
            return;
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var timer = time.CreateTimer(_ => done.TrySetResult(true), null, duration, Timeout.InfiniteTimeSpan);
        using var cancelling = cancellation.Register(() => done.TrySetCanceled(cancellation));
        await done.Task.ConfigureAwait(false);
    }
}
