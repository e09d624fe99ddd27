using System.Globalization;
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
    // PowerShell hands a format on only to what has more than one form.
    private static readonly MemberText Written =
        new(typeof(TimeMembers).GetMethod(nameof(Text))!, "string ToString()", "string ToString(string format, IFormatProvider provider)");

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

    /// <summary>A time as text: ISO 8601 where no format is given.</summary>
    public static string Text(PSObject time, string? format = null, IFormatProvider? provider = null) => time?.BaseObject switch
    {
        IFormattable known when !string.IsNullOrEmpty(format) => known.ToString(format, provider),
        DateTimeOffset known => Iso(known),
        DateTime known => known.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF", CultureInfo.InvariantCulture),
        _ => "",
    };

    internal static string Iso(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    private static PSObject? Of(PSObject? item, [CallerMemberName] string name = "") => MemberText.Of(item, name, Written);
}
