using System.Collections.Concurrent;
using System.Management.Automation;
using System.Runtime.ExceptionServices;
using MacNet.Protocol;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.DirectControl;

/// <summary>
/// A cmdlet that steers channels in control loops, those of the whole pipeline at the same time. A channel whose loop fails costs one
/// error, and the others go on.
/// </summary>
public abstract class ControlLoopCmdlet : SessionCmdlet
{
    private readonly List<(MaccorSession Session, int Channel)> wanted = [];
    private readonly ConcurrentQueue<ControlLoopEnd> ends = new();
    private bool isAlone;
    private bool isOfSeveral;
    private bool hasWarnedOfTime;

    /// <summary>The channels, counted from 1.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ChannelTransformation]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public virtual int[] Channel { get; set; } = [];

    /// <summary>
    /// How long a decision may take, and how old it may be when it is set, s. Later the channel is made safe, whatever the script block or
    /// the pipeline does meanwhile. Three intervals, and 2 s at least, unless given.
    /// </summary>
    [Parameter]
    [Number]
    [ValidateRange(0.11, 86400.0)]
    [NoCompletion]
    public double? PatienceSeconds { get; set; }

    /// <summary>Ends another loop that drives a channel, which makes it safe first. Without it, this one is refused then.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// Reads all channels of a tester by four messages for each 128, in place of one a channel. The statuses are readings then, as
    /// Get-MaccorReading gives them.
    /// </summary>
    [Parameter]
    public SwitchParameter Sweep { get; set; }

    /// <summary>What is asked before a channel's loop begins, as -WhatIf shows it.</summary>
    protected abstract string Action { get; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var session in Sessions)
        {
            foreach (var channel in Channel.Where(channel => !wanted.Contains((session, channel))))
            {
                if (Try(() => CheckAll(session, channel), new ChannelAddress(session.Name, channel)))
                    wanted.Add((session, channel));
            }
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        var allowed = wanted.Where(item => ShouldProcess(new ChannelAddress(item.Session.Name, item.Channel).ToString(), Action)).ToArray();
        if (allowed.Length == 0)
            return;
        isAlone = allowed.Length == 1;
        isOfSeveral = allowed.Any(item => item.Session != allowed[0].Session);
        try
        {
            Await(pump => RunAsync(allowed, pump));
        }
        finally
        {
            while (ends.TryDequeue(out var end))
                ReportUnrest(end);
        }
    }

    /// <summary>Fails where a channel cannot be steered; nothing is changed.</summary>
    protected virtual void Check(MaccorSession session, int channel) => session.CheckChannel(channel);

    /// <summary>Makes a channel's loop.</summary>
    protected abstract ControlLoop Loop(MaccorSession session, int channel, ChannelSweep? sweep, Pump pump);

    /// <summary>How long a decision may take, by the interval.</summary>
    protected TimeSpan Patience(double intervalSeconds) => TimeSpan.FromSeconds(PatienceSeconds ?? Math.Max(2, 3 * intervalSeconds));

    /// <summary>
    /// Has a script block's work done on the pipeline's thread. Where several channels are steered, what goes wrong ends this channel's
    /// loop alone; else it ends the pipeline, as PowerShell would have it.
    /// </summary>
    private protected async Task<T> AskAsync<T>(Pump pump, Func<T> ask, CancellationToken cancellation)
    {
        var (answer, problem) = await pump.AskAsync(() => Captured(ask), cancellation).ConfigureAwait(false);
        problem?.Throw();
        return answer!;
    }

    /// <summary>Emits a status.</summary>
    private protected bool Emit(ChannelReading status)
    {
        WriteInTurns(status, isOfSeveral);
        return true;
    }

    /// <summary>Warns, once, that a turn took too long.</summary>
    private protected void WarnOfTime(string what)
    {
        if (hasWarnedOfTime)
            return;
        hasWarnedOfTime = true;
        WriteWarning(what);
    }

    /// <summary>What would have the messages of a turn fit.</summary>
    private protected virtual string RemedyFor(ControlLoopLoad load) =>
        FormattableString.Invariant($"-IntervalSeconds {load.ShortestInterval.TotalSeconds:0.#} would do.");

    /// <summary>How many messages read all channels of a tester that are steered.</summary>
    private protected int MessagesToRead(MaccorSession session, ChannelSweep? sweep) =>
        sweep?.Messages ?? wanted.Count(item => item.Session == session);

    private void CheckAll(MaccorSession session, int channel)
    {
        Check(session, channel);
        if (IsDryRun)
            Await(pump => Loop(session, channel, sweep: null, pump).CheckStateAsync(pump.Cancellation));
    }

    private (T? Answer, ExceptionDispatchInfo? Problem) Captured<T>(Func<T> ask)
    {
        try
        {
            return (ask(), null);
        }
        catch (Exception problem)
            when (problem is MaccorException || (!isAlone && problem is RuntimeException and not PipelineStoppedException))
        {
            return (default, ExceptionDispatchInfo.Capture(problem));
        }
    }

    private Task<IReadOnlyList<ControlLoopEnd>> RunAsync(IReadOnlyCollection<(MaccorSession Session, int Channel)> channels, Pump pump)
    {
        var sweeps = Sweep
            ? channels.GroupBy(item => item.Session, item => item.Channel)
                .ToDictionary(group => group.Key, group => new ChannelSweep(group.Key, group))
            : [];
        ControlLoop[] loops =
        [
            .. channels.Select(item => Loop(item.Session, item.Channel, SweepOf(item.Session), pump)),
        ];
        foreach (var load in ControlLoopLoad.Of(loops))
            pump.Post(() => Tell(load));
        return new ControlLoops(loops) { Ended = end => Note(end, pump) }.RunAsync(pump.Cancellation);

        ChannelSweep? SweepOf(MaccorSession session) => sweeps.TryGetValue(session, out var sweep) ? sweep : null;
    }

    private void Tell(ControlLoopLoad load)
    {
        WriteVerbose(FormattableString.Invariant($"{load}; {load.Message.TotalMilliseconds:0.#} ms a message."));
        if (load.Fits)
            return;
        string[] sentences =
        [
            FormattableString.Invariant($"{load.Channels} channels of tester '{load.Session}' take up to {load.Messages} messages a turn,")
                + FormattableString.Invariant($" {load.Turn.TotalSeconds:0.##} s at {load.Message.TotalMilliseconds:0.#} ms each,")
                + FormattableString.Invariant($" and the interval is {load.Interval.TotalSeconds:0.###} s: turns will be left out."),
            RemedyFor(load),
            Sweep || load.Channels <= ChannelSweep.MessagesPerBlock ? "" : "-Sweep takes fewer messages.",
        ];
        WriteWarning(string.Join(" ", sentences.Where(sentence => sentence.Length > 0)));
    }

    private void Note(ControlLoopEnd end, Pump pump)
    {
        ends.Enqueue(end);
        pump.Post(() =>
        {
            while (ends.TryDequeue(out var next))
                Report(next);
        });
    }

    private void Report(ControlLoopEnd end)
    {
        ReportUnrest(end);
        var address = new ChannelAddress(end.Loop.Session.Name, end.Loop.Channel);
        if (end.Problem is MaccorException problem)
            WriteError(Errors.RecordOf(problem, address));
        else if (end.Problem is RuntimeException failure)
            WriteError(Errors.OfLoopBlock(failure, address));
        else if (end.Problem is { } other)
            ExceptionDispatchInfo.Capture(other).Throw();
    }

    // A pipeline that is being stopped takes no errors any more, and this one must not go unseen.
    private void ReportUnrest(ControlLoopEnd end)
    {
        if (end.Loop.RestProblem is not { } problem)
            return;
        try
        {
            WriteError(Errors.RecordOf(problem));
        }
        catch (PipelineStoppedException)
        {
            Host?.UI?.WriteErrorLine($"{problem.Message} {Advice.On(problem)}".Shown());
        }
    }
}
