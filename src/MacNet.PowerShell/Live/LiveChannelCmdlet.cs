using System.Management.Automation;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Live;

/// <summary>A cmdlet that follows testers over connections of their own: it gathers those of the whole pipeline before it begins.</summary>
public abstract class LiveChannelCmdlet : SessionCmdlet
{
    /// <summary>The channels, counted from 1; all, unless given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    [ChannelTransformation]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public int[]? Channel { get; set; }

    /// <summary>The testers, each once.</summary>
    private protected List<MaccorSession> Followed { get; } = [];

    /// <summary>The channels that were given and exist; none where all are meant.</summary>
    private protected HashSet<(string Session, int Channel)> Chosen { get; } = [];

    /// <summary>Whether there is no tester, or of the channels that were given none exists.</summary>
    private protected bool IsAboutNothing => Followed.Count == 0 || (Channel is not null && Chosen.Count == 0);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var session in Sessions)
        {
            if (!Followed.Contains(session))
                Followed.Add(session);
            foreach (var channel in Channel ?? [])
            {
                if (Try(() => session.CheckChannel(channel), new ChannelAddress(session.Name, channel)))
                    Chosen.Add((session.Name, channel));
            }
        }
    }
}
