#if NET
using System.Runtime.InteropServices;
#endif

namespace MacNet.Protocol.Session;

/// <summary>
/// Has an action run before the process ends, until disposed: by itself, by an exception that nobody handles on whatever thread (a terminal
/// that is gone under a shell's reader of keys, for one), or because the system wants it to (a service is stopped, a terminal closed).
/// The action is to know itself whether it has been run, and each end waits for it. Until disposed, Ctrl+Z does not stop the process.
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
        registrations = [.. Signals.Select(signal => PosixSignalRegistration.Create(signal, _ => end())), .. Refusals()];
#endif
    }

#if NET
    // These end a process without a ProcessExit (the first two from .NET 10 on). What follows the action stays as it would be. The others
    // have only numbers: two of the user's own, and those for an alarm, too much time, too large a file, timers, a coprocessor, input,
    // failing power and a call that the system does not let pass.
    private static IEnumerable<PosixSignal> Signals =>
    [
        PosixSignal.SIGTERM,
        PosixSignal.SIGHUP,
        .. OperatingSystem.IsLinux() ? Numbered(10, 12, 14, 24, 25, 26, 27, 16, 29, 30, 31) : [],
        .. OperatingSystem.IsMacOS() ? Numbered(30, 31, 14, 24, 25, 26, 27, 12) : [],
    ];

    private static IEnumerable<PosixSignal> Numbered(params int[] numbers) => numbers.Select(number => (PosixSignal)number);

    // A process that stands still (Ctrl+Z) could neither watch a cell nor set it to rest.
    private static IEnumerable<PosixSignalRegistration> Refusals() => OperatingSystem.IsWindows()
        ? []
        : [PosixSignalRegistration.Create(PosixSignal.SIGTSTP, signal => signal.Cancel = true)];
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
