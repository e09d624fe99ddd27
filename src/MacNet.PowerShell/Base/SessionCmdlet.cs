using System.Management.Automation;
using MacNet.Protocol;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell;

/// <summary>A cmdlet that works on the testers of one or more sessions.</summary>
public abstract class SessionCmdlet : MaccorCmdlet
{
    /// <summary>The set of parameters where channels are given as arguments.</summary>
    protected const string GivenSet = "Channel";

    /// <summary>
    /// The set where channels come down the pipeline, so that the first argument is the next thing: `3..4 | Start-MaccorTest Rest`.
    /// </summary>
    protected const string PipedSet = "Pipeline";

    private readonly HashSet<string> missingNames = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The sessions, or their names; wildcards are allowed. The session connected last, unless given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public virtual SessionArgument[]? Session { get; set; }

    /// <summary>The sessions to work on. A name that no session has is told of once, and the others go on.</summary>
    /// <exception cref="PipelineStoppedException">None was given and there is none: a terminating error.</exception>
    protected IReadOnlyList<MaccorSession> Sessions => Session is null ? [SessionRegistry.Current ?? throw NoSession()] : Found(Session);

    /// <summary>
    /// Runs work on several sessions at the same time and writes what each gives in the order of the sessions. A session that
    /// fails costs one error, not the others' data.
    /// </summary>
    protected void ForEachSession<T>(IReadOnlyList<MaccorSession> sessions, Func<MaccorSession, Pump, Task<T>> work, Action<T> write)
    {
        var results = Await(pump => Task.WhenAll(sessions.Select(session => CaptureAsync(session, pump, work))));
        foreach (var (result, problem) in results)
        {
            if (problem is null)
                write(result!);
            else
                WriteError(Errors.RecordOf(problem));
        }
    }

    /// <summary>
    /// Emits one of the things that testers give in turns: where there are several, its row names its tester, in place of a heading.
    /// </summary>
    protected void WriteInTurns(object item, bool areSeveral)
    {
        if (!areSeveral)
        {
            WriteObject(item);
            return;
        }

        var row = PSObject.AsPSObject(item);
        row.TypeNames.Insert(0, $"{(item is ChannelReading ? typeof(ChannelReading) : item.GetType())}#InTurns");
        WriteObject(row);
    }

    private MaccorSession[] Found(SessionArgument[] given)
    {
        foreach (var missing in given.Where(argument => argument.Session is null && missingNames.Add(argument.Name)))
            WriteError(Errors.NoSuchSession(missing.Name));
        return [.. given.Select(argument => argument.Session).OfType<MaccorSession>()];
    }

    private static async Task<(T? Result, MaccorException? Problem)> CaptureAsync<T>(
        MaccorSession session, Pump pump, Func<MaccorSession, Pump, Task<T>> work)
    {
        try
        {
            return (await work(session, pump).ConfigureAwait(false), null);
        }
        catch (MaccorException problem)
        {
            return (default, problem);
        }
    }

    private PipelineStoppedException NoSession()
    {
        var others = string.Join(", ", SessionRegistry.All.Select(session => $"'{session.Name}'"));
        var (what, advice) = others.Length == 0
            ? ("There is no session with a tester.", "Connect first: Connect-Maccor -ComputerName <the tester's PC>.")
            : (
                $"The session connected last is gone, or was not made; which other one is meant ({others}) is not known.",
                "Give -Session, or connect again.");
        ThrowTerminatingError(Errors.RecordOf(
            new InvalidOperationException(what), "NoSession", ErrorCategory.ConnectionError, null, advice));
        return new PipelineStoppedException();
    }
}
