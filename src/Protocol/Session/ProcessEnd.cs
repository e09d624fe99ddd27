#if NET
using System.Runtime.InteropServices;
#endif

namespace MacNet.Protocol.Session;

/// <summary>Tells that the process is about to end: by itself, or because the system wants it to (a service is stopped, a terminal closed).</summary>
internal static class ProcessEnd
{
    private static readonly CancellationTokenSource Beginning = new();

#if NET
    // Kept, as they stop when they are collected.
    private static PosixSignalRegistration[] registrations = [];
#endif

    /// <summary>Cancelled when the end begins: nothing that drives a cell is sent any more.</summary>
    internal static CancellationToken Begun => Beginning.Token;

    /// <summary>Has an action run before the process ends. A signal and the exit that follows it run it once, and both wait for it.</summary>
    internal static void Before(Action action)
    {
        var end = new Lazy<bool>(() => Begin(action));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => End();
#if NET
        // From .NET 10 on these end a process without a ProcessExit. What follows the action stays as it would be.
        PosixSignal[] signals = [PosixSignal.SIGTERM, PosixSignal.SIGHUP];
        registrations = [.. registrations, .. signals.Select(signal => PosixSignalRegistration.Create(signal, _ => End()))];
#endif

        void End() => _ = end.Value;
    }

    private static bool Begin(Action action)
    {
        try
        {
            Beginning.Cancel();
        }
        finally
        {
            action();
        }

        return true;
    }
}
