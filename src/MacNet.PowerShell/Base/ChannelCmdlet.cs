using System.Management.Automation;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell;

/// <summary>A cmdlet that gives a command to channels, one by one, as they come down the pipeline.</summary>
public abstract class ChannelCmdlet : SessionCmdlet
{
    private readonly List<(MaccorSession Session, object Item)> done = [];
    private readonly HashSet<string> namesTold = [];

    /// <summary>The channels, counted from 1 as on the tester's screen.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ChannelTransformation]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public virtual int[] Channel { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var session in Sessions)
        {
            foreach (var channel in Channel)
                Try(() => ProcessChannel(session, channel), new ChannelAddress(session.Name, channel));
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        foreach (var item in done.GroupBy(each => each.Session, each => each.Item).SelectMany(ofTester => ofTester))
            WriteObject(item);
    }

    /// <summary>Emits what a channel is after the work; that of several testers at the end, tester by tester.</summary>
    protected void WriteDone(MaccorSession session, object item)
    {
        if (Sessions.Count > 1)
            done.Add((session, item));
        else
            WriteObject(item);
    }

    /// <summary>Does the cmdlet's work on one channel. An error of the tester becomes a non-terminating error.</summary>
    protected abstract void ProcessChannel(MaccorSession session, int channel);

    /// <summary>Warns, once of each, of the name of a test to come whose data file could never be fetched.</summary>
    protected void WarnOfName(string testName)
    {
        if (!TestName.CanBeFetched(testName) && namesTold.Add(testName))
            WriteWarning(
                $"A file transfer (ASCII) cannot carry the test name '{testName}': its data file could never be fetched with Receive-MaccorFile.");
    }

    /// <summary>With -WhatIf, fails where the tester would refuse the command in the state that the channel has: one message.</summary>
    protected void CheckDryRun(MaccorSession session, int channel, Function function, params ChannelState[] from)
    {
        if (IsDryRun)
            Await(pump => session.CheckStateAsync(function, channel, from, pump.Cancellation));
    }

    /// <summary>Whether to go on, as -WhatIf and -Confirm say. The channel is checked before anybody is asked.</summary>
    protected bool ShouldChange(MaccorSession session, int channel, string action)
    {
        session.CheckChannel(channel);
        return ShouldProcess(new ChannelAddress(session.Name, channel).ToString(), action);
    }
}
