using System.Management.Automation;
using MacNet.Protocol.Operations;

namespace MacNet.PowerShell.Following;

/// <summary>A cmdlet that looks at channels again and again.</summary>
public abstract class FollowCmdlet : ChannelReadCmdlet<ChannelReading>
{
    /// <summary>Time from one look to the next, s.</summary>
    [Parameter]
    [ValidateRange(0.1, 86400.0)]
    public double IntervalSeconds { get; set; } = 1;

    /// <summary>How long a tester may be away, s.</summary>
    [Parameter]
    [ValidateRange(0.0, 4e6)]
    public double AbsenceSeconds { get; set; } = 300;
}
