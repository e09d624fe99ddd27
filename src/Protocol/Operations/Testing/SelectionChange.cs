using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;

namespace MacNet.Protocol.Operations;

/// <summary>A change of the selection under way.</summary>
internal sealed class SelectionChange(MaccorSession session, bool bitmap)
{
    private const int BitsPerByte = 8;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(0.4);

    private readonly bool bitmap = bitmap || session.Protocol != LinkKind.Json;

    private Asked Asked => new(session.Name, Functions.Select);

    /// <summary>Selects channels or takes the selection back.</summary>
    internal async Task<IReadOnlyList<int>> RunAsync(
        IReadOnlyCollection<int> channels, bool selected, CancellationToken cancellation)
    {
        foreach (var channel in channels)
            session.CheckChannel(channel);
        var before = await session.ReadSettledStatesAsync(cancellation: cancellation).ConfigureAwait(false);
        int[] changing = [.. channels.Distinct().Where(channel => (before[channel] == ChannelState.Selected) != selected)];
        if (selected)
            CheckAvailable(changing, before);
        else
            changing = [.. changing.Where(channel => before[channel] == ChannelState.Selected)];
        if (changing.Length == 0)
            return changing;

        var wasSelected = SelectedIn(before);
        var toBeSelected = new HashSet<int>(selected ? wasSelected.Union(changing) : wasSelected.Except(changing));
        await SendAsync(changing, toBeSelected, cancellation).ConfigureAwait(false);
        var isSelected = await ReadBackAsync(toBeSelected, cancellation).ConfigureAwait(false);
        if (isSelected.SetEquals(toBeSelected))
            return changing;
        await PutBackAsync(changing, wasSelected, isSelected, cancellation).ConfigureAwait(false);
        throw Different(changing, wasSelected, isSelected, selected);
    }

    private void CheckAvailable(int[] changing, IReadOnlyDictionary<int, ChannelState> states)
    {
        foreach (var channel in changing.Where(channel => states[channel] != ChannelState.Available))
        {
            throw new MaccorStateException(
                new Asked(session.Name, Functions.Select, channel),
                "ChannelNotSelectable",
                $"the channel is {states[channel]}; only one that is Available can be selected. Nothing was sent.");
        }
    }

    private async Task SendAsync(int[] toggle, HashSet<int> select, CancellationToken cancellation)
    {
        try
        {
            var request = bitmap ? new SelectRequest { Bitmap = BitmapOf(select) } : new SelectRequest { Channels = toggle };
            await session.CommandAsync(Functions.Select, request, cancellation).ConfigureAwait(false);
        }
        catch (MaccorErrorReplyException reply) when (!bitmap)
        {
            throw new MaccorStateException(
                Asked, "SelectionNotUnderstood", reply.What, reply);
        }
    }

    // A tester may need a moment to show what it did.
    private Task<HashSet<int>> ReadBackAsync(HashSet<int> wanted, CancellationToken cancellation) => session.Clock.PollAsync(
        async token => SelectedIn(await session.ReadStatesAsync(cancellation: token).ConfigureAwait(false)),
        wanted.SetEquals,
        BetweenLooks,
        Longest,
        cancellation);

    // Toggling is its own inverse, whichever channels the tester takes the numbers for.
    private async Task PutBackAsync(int[] toggled, HashSet<int> wasSelected, HashSet<int> isSelected, CancellationToken cancellation)
    {
        if (!isSelected.SetEquals(wasSelected))
            await SendAsync(toggled, wasSelected, cancellation).ConfigureAwait(false);
    }

    private MaccorStateException Different(int[] asked, HashSet<int> wasSelected, HashSet<int> isSelected, bool selected)
    {
        int[] changed = [.. wasSelected.Except(isSelected).Union(isSelected.Except(wasSelected)).OrderBy(channel => channel)];
        var verb = selected ? "selected" : "unselected";
        var what = changed.Length == 0
            ? $"{Named(asked)} should have been {verb}, and nothing changed."
            : $"{Named(asked)} should have been {verb}, and {Named(changed)} changed instead; that was put back.";
        return new MaccorStateException(Asked, changed.Length == 0 ? "SelectionNotTaken" : "WrongChannelSelected", what);
    }

    private byte[] BitmapOf(HashSet<int> selected)
    {
        var bytes = new byte[(session.ChannelCount + BitsPerByte - 1) / BitsPerByte];
        foreach (var channel in selected)
            bytes[(channel - 1) / BitsPerByte] |= (byte)(1 << ((channel - 1) % BitsPerByte));
        return bytes;
    }

    private static HashSet<int> SelectedIn(IReadOnlyDictionary<int, ChannelState> states) =>
        [.. states.Where(item => item.Value == ChannelState.Selected).Select(item => item.Key)];

    private static string Named(IReadOnlyCollection<int> channels) => ChannelList.Named(channels);
}
