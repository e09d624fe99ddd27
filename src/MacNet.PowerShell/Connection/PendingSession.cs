using System.Management.Automation;
using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Connection;

/// <summary>
/// A session on its way. Nobody else gets its name meanwhile; and what has been made of it and is not kept, because the pipeline
/// ended first, is closed again.
/// </summary>
/// <param name="name">The session's name, reserved.</param>
/// <param name="choice">What is asked for.</param>
internal sealed class PendingSession(string name, SessionChoice choice) : IDisposable
{
    private bool kept;

    internal string Name => name;

    internal SessionChoice Choice => choice;

    /// <summary>The session of the name that there is, or null.</summary>
    internal MaccorSession? Former { get; } = SessionRegistry.Named(name)?.Session;

    /// <summary>Whether <see cref="Former"/> serves.</summary>
    internal bool IsThere => Former is not null && Session == Former;

    internal MaccorSessionOptions? Options { get; set; }

    /// <summary>The session, once it stands.</summary>
    internal MaccorSession? Session { get; private set; }

    /// <summary>The session of the same name that made room for this one, or null.</summary>
    internal MaccorSession? Replaced { get; private set; }

    /// <summary>What went wrong when the channels that it drove were set to rest.</summary>
    internal IReadOnlyList<MaccorException> Unrest { get; private set; } = [];

    internal MaccorException? Problem { get; private set; }

    /// <summary>Why it is not tried at all, or null.</summary>
    internal ErrorRecord? Refusal { get; set; }

    internal bool NeedsService { get; private set; }

    /// <summary>Takes the session that there is, where the same was asked for when it was connected and its tester still answers.</summary>
    internal async Task TakeFormerAsync(CancellationToken cancellation)
    {
        if (Former is not { IsClosed: false } || SessionRegistry.Named(name)?.Choice.IsSameAs(choice) != true)
            return;
        try
        {
            await Former.AskAsync(Functions.Version, new Nothing(), cancellation).ConfigureAwait(false);
            Session = Former;
        }
        catch (MaccorException)
        {
            // A new one is tried then, and tells what is wrong.
        }
    }

    internal async Task ConnectAsync(CancellationToken cancellation)
    {
        if (Options is null)
            return;
        try
        {
            Session = await MaccorSession.ConnectAsync(Options, cancellation).ConfigureAwait(false);
            NeedsService = (await Session.GetVersionAsync(cancellation).ConfigureAwait(false)).NeedsService;
        }
        catch (MaccorException problem)
        {
            Problem = problem;
        }
    }

    /// <summary>Remembers the session, where there is one.</summary>
    internal void Keep()
    {
        if (Session is null)
            return;
        kept = true;
        if (IsThere)
        {
            SessionRegistry.Adopt(Session);
            return;
        }

        Replaced = SessionRegistry.Add(Session, choice);
        if (Replaced is not null)
            Unrest = Replaced.CloseAsync().GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        SessionRegistry.Release(Name);
        if (kept || IsThere)
            return;
        Session?.Dispose();
        (Options?.Trace as IDisposable)?.Dispose();
    }
}
