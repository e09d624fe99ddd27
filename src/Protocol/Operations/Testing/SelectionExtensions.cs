using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>
/// Selects channels to be started together (6, 1), or takes the selection back. JSON has a list of channels to toggle, binary a
/// bitmap of all channels; either way the states are read before (4, 1), and read back after.
/// </summary>
public static class SelectionExtensions
{
    /// <summary>Selects available channels; those that are selected already stay so.</summary>
    /// <param name="session">The tester.</param>
    /// <param name="channels">The channels, counted from 1.</param>
    /// <param name="bitmap">Whether to send the bitmap, over binary, also in a JSON session.</param>
    /// <param name="cancellation">Ends the wait for the answers.</param>
    /// <returns>The channels that were not selected before.</returns>
    /// <exception cref="MaccorInputException">There is no such channel; nothing was sent.</exception>
    /// <exception cref="MaccorStateException">A channel is neither available nor selected; or another channel changed than was asked, which
    /// was put back.</exception>
    /// <exception cref="MaccorException">The tester refused, or could not be reached, or its answer is unknown.</exception>
    public static Task<IReadOnlyList<int>> SelectChannelsAsync(
        this MaccorSession session, IReadOnlyCollection<int> channels, bool bitmap = false, CancellationToken cancellation = default) =>
        new SelectionChange(session, bitmap).RunAsync(channels, selected: true, cancellation);

    /// <summary>Takes the selection back; channels that are not selected stay as they are.</summary>
    /// <param name="session">The tester.</param>
    /// <param name="channels">The channels, counted from 1.</param>
    /// <param name="bitmap">Whether to send the bitmap, over binary, also in a JSON session.</param>
    /// <param name="cancellation">Ends the wait for the answers.</param>
    /// <returns>The channels that were selected before.</returns>
    /// <exception cref="MaccorInputException">There is no such channel; nothing was sent.</exception>
    /// <exception cref="MaccorStateException">Another channel changed than was asked, which was put back.</exception>
    /// <exception cref="MaccorException">The tester refused, or could not be reached, or its answer is unknown.</exception>
    public static Task<IReadOnlyList<int>> UnselectChannelsAsync(
        this MaccorSession session, IReadOnlyCollection<int> channels, bool bitmap = false, CancellationToken cancellation = default) =>
        new SelectionChange(session, bitmap).RunAsync(channels, selected: false, cancellation);
}
