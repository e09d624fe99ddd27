using MacNet.Protocol;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Connection;

/// <summary>
/// A session on its way. Nobody else gets its name meanwhile; and what has been made of it and is not kept, because the pipeline
/// ended first, is closed again.
/// </summary>
/// <param name="name">The session's name, reserved.</param>
internal sealed class PendingSession(string name) : IDisposable
{
    private bool kept;

    internal string Name => name;

    internal MaccorSessionOptions? Options { get; set; }

    /// <summary>The session, once it stands.</summary>
    internal MaccorSession? Session { get; private set; }

    /// <summary>The session of the same name that made room for this one, or null.</summary>
    internal MaccorSession? Replaced { get; private set; }

    /// <summary>What went wrong when the channels that it drove were set to rest.</summary>
    internal IReadOnlyList<MaccorException> Unrest { get; private set; } = [];

    internal MaccorException? Problem { get; private set; }

    internal bool NeedsService { get; private set; }

    internal async Task ConnectAsync(CancellationToken cancellation)
    {
        try
        {
            Session = await MaccorSession.ConnectAsync(Options!, cancellation).ConfigureAwait(false);
            var version = await Session.GetVersionAsync(cancellation).ConfigureAwait(false);
            NeedsService = (version.ExeMajor, version.ExeMinor, version.ExeBuild) != (version.DllMajor, version.DllMinor, version.DllBuild);
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
        Replaced = SessionRegistry.Add(Session);
        if (Replaced is not null)
            Unrest = DirectControls.Close(Replaced);
    }

    public void Dispose()
    {
        SessionRegistry.Release(Name);
        if (kept)
            return;
        Session?.Dispose();
        (Options?.Trace as IDisposable)?.Dispose();
    }
}
