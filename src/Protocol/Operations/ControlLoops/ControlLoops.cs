namespace MacNet.Protocol.Operations;

/// <summary>
/// Runs control loops at the same time, of one tester or of several. Each is on its own: one that fails, or is over, makes its channel
/// safe and the others go on; a tester that is slow or away holds up its own channels alone.
/// </summary>
/// <param name="loops">The loops, at most one for a channel.</param>
public sealed class ControlLoops(IReadOnlyCollection<ControlLoop> loops)
{
    /// <summary>Told when a loop has ended, and its channel is safe as far as it could be made so; on any thread.</summary>
    public Action<ControlLoopEnd>? Ended { get; init; }

    /// <summary>Runs the loops, until the last one has ended. All their channels are safe then, as far as they could be made so.</summary>
    /// <returns>How each ended, in their order.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled. All loops have ended.</exception>
    public async Task<IReadOnlyList<ControlLoopEnd>> RunAsync(CancellationToken cancellation = default)
    {
        var ends = await Task.WhenAll(loops.Select(loop => Task.Run(() => RunAsync(loop, cancellation)))).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return ends;
    }

    private async Task<ControlLoopEnd> RunAsync(ControlLoop loop, CancellationToken cancellation)
    {
        var end = new ControlLoopEnd(loop, await ProblemOfAsync(loop, cancellation).ConfigureAwait(false));
        Ended?.Invoke(end);
        return end;
    }

    private static async Task<Exception?> ProblemOfAsync(ControlLoop loop, CancellationToken cancellation)
    {
        try
        {
            await loop.RunAsync(cancellation).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception problem)
        {
            // Whatever it is: the other cells are not to be left alone because of it.
            return problem;
        }
    }
}
