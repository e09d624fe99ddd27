#if NET
using System.Runtime.InteropServices;
#endif

namespace MacNet.Protocol.Operations;

/// <summary>Tells that the process is about to end: by itself, or because the system wants it to (a service is stopped, a terminal closed).</summary>
internal static class ProcessEnd
{
#if NET
    // Kept, as they stop when they are collected.
    private static PosixSignalRegistration[] registrations = [];
#endif

    /// <summary>Has an action run before the process ends.</summary>
    internal static void Before(Action action)
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => action();
#if NET
        // From .NET 10 on these end a process without a ProcessExit. What follows the action stays as it would be.
        PosixSignal[] signals = [PosixSignal.SIGTERM, PosixSignal.SIGHUP];
        registrations = [.. registrations, .. signals.Select(signal => PosixSignalRegistration.Create(signal, _ => action()))];
#endif
    }
}
