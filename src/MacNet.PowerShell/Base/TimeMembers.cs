using System.Management.Automation;
using System.Runtime.CompilerServices;
using MacNet.Data;
using MacNet.Data.Alerts;
using MacNet.Data.Logging;
using MacNet.Protocol.Operations;

namespace MacNet.PowerShell;

/// <summary>
/// Times that keep their milliseconds where they become text, in a file of Export-Csv or a list, and are written as ISO 8601 in every
/// language. Each of these stands before the type's own property of that name, and has its value.
/// </summary>
public static class TimeMembers
{
    /// <summary>The properties, by type: all times of what the cmdlets give.</summary>
    public static IReadOnlyList<(Type Type, string Member)> Added { get; } =
    [
        (typeof(ChannelReading), nameof(ReadAt)),
        (typeof(ChannelStatus), nameof(TesterTime)),
        (typeof(AuxiliaryReading), nameof(ReadAt)),
        (typeof(LogReading), nameof(ReadAt)),
        (typeof(StartedTest), nameof(StartedAt)),
        (typeof(Protocol.Operations.DirectControl), nameof(StartedAt)),
        (typeof(ReadingLog), nameof(StartedAt)),
        (typeof(ReadingLog), nameof(LastWriteAt)),
        (typeof(ReadingLog), nameof(LastReadingKeptAt)),
        (typeof(AlertMessage), nameof(Began)),
        (typeof(AlertMessage), nameof(Time)),
        (typeof(MaccorFile), nameof(Date)),
        (typeof(TesterSystem), nameof(ExeDate)),
        (typeof(TesterSystem), nameof(DllDate)),
    ];

    /// <summary>When it was read.</summary>
    public static object? ReadAt(PSObject item) => Of(item);

    /// <summary>When the tester says that it was.</summary>
    public static object? TesterTime(PSObject item) => Of(item);

    /// <summary>When it was started.</summary>
    public static object? StartedAt(PSObject item) => Of(item);

    /// <summary>When something was written last.</summary>
    public static object? LastWriteAt(PSObject item) => Of(item);

    /// <summary>When the last reading that was written was read.</summary>
    public static object? LastReadingKeptAt(PSObject item) => Of(item);

    /// <summary>When it began.</summary>
    public static object? Began(PSObject item) => Of(item);

    /// <summary>When it was told.</summary>
    public static object? Time(PSObject item) => Of(item);

    /// <summary>A file's date.</summary>
    public static object? Date(PSObject item) => Of(item);

    /// <summary>The date of the tester's program.</summary>
    public static object? ExeDate(PSObject item) => Of(item);

    /// <summary>The date of the tester's library.</summary>
    public static object? DllDate(PSObject item) => Of(item);

    private static WrittenTime? Of(PSObject? item, [CallerMemberName] string name = "") =>
        OwnProperty.Of(item, name) is IFormattable time ? new(time) : null;
}
