namespace MacNet.Protocol.Operations;

/// <summary>Several channels in words.</summary>
public static class ChannelList
{
    /// <summary>"channel 3", or "channels 1 to 4, 7", as people count them.</summary>
    public static string Named(IEnumerable<int> channels)
    {
        var runs = Runs(channels).Select(run => run.First == run.Last ? $"{run.First}" : $"{run.First} to {run.Last}").ToArray();
        var single = runs.Length == 1 && !runs[0].Contains(" to ");
        return (single ? "channel " : "channels ") + string.Join(", ", runs);
    }

    private static IEnumerable<(int First, int Last)> Runs(IEnumerable<int> channels)
    {
        (int First, int Last)? run = null;
        foreach (var channel in channels.Distinct().OrderBy(channel => channel))
        {
            if (run is { } open && channel == open.Last + 1)
            {
                run = (open.First, channel);
                continue;
            }

            if (run is { } ended)
                yield return ended;
            run = (channel, channel);
        }

        if (run is { } last)
            yield return last;
    }
}
