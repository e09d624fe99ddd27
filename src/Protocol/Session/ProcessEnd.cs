#if NET
using System.Runtime.InteropServices;
#endif

namespace MacNet.Protocol.Session;

/// <summary>
/// Has an action run before the process ends, until disposed: by itself, by an exception that nobody handles on whatever thread (a terminal
/// that is gone under a shell's reader of keys, for one), or because the system wants it to (a service is stopped, a terminal closed).
/// The action is to know itself whether it has been run, and each end waits for it.
/// </summary>
internal sealed class ProcessEnd : IDisposable
{
    private readonly Action end;

#if NET
    // Kept, as they stop when they are collected.
    private readonly PosixSignalRegistration[] registrations;
#endif

    internal ProcessEnd(Action end)
    {
        this.end = end;
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        AppDomain.CurrentDomain.UnhandledException += OnUnhandled;
#if NET
        registrations = [.. Signals.Select(signal => PosixSignalRegistration.Create(signal, _ => end()))];
#endif
    }

#if NET
    // These end a process without a ProcessExit (the first two from .NET 10 on). What follows the action stays as it would be. The others
    // are what a scheduler sends before it kills: an alarm, time used up, and two of the user's own, which macOS numbers otherwise than
    // Linux.
    private static PosixSignal[] Signals =>
    [
        PosixSignal.SIGTERM,
        PosixSignal.SIGHUP,
        .. OperatingSystem.IsLinux() ? [(PosixSignal)10, (PosixSignal)12, (PosixSignal)14, (PosixSignal)24] : Array.Empty<PosixSignal>(),
        .. OperatingSystem.IsMacOS() ? [(PosixSignal)30, (PosixSignal)31, (PosixSignal)14, (PosixSignal)24] : Array.Empty<PosixSignal>(),
    ];
#endif

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        AppDomain.CurrentDomain.UnhandledException -= OnUnhandled;
#if NET
        foreach (var registration in registrations)
            registration.Dispose();
#endif
    }

    private void OnExit(object? sender, EventArgs exit) => end();

    private void OnUnhandled(object? sender, UnhandledExceptionEventArgs exception) => end();
}
