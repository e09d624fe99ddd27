using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using MacNet.Data;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell;

/// <summary>
/// What PowerShell adds to the objects of the library: which session is meant, and times in a form that files can hold, where they would
/// fall apart (JSON). States and other names leave as text, and not as numbers (CLIXML, jobs, remoting).
/// </summary>
public static class ObjectMembers
{
    /// <summary>The members that are added, by type.</summary>
    public static IReadOnlyList<(Type Type, string Member)> Added { get; } =
    [
        (typeof(MaccorSession), nameof(IsDefault)),
        (typeof(ChannelReading), nameof(TestSeconds)),
        (typeof(ChannelReading), nameof(Timestamp)),
        (typeof(ChannelStatus), nameof(StepSeconds)),
        (typeof(AuxiliaryReading), nameof(Timestamp)),
        (typeof(StartedTest), nameof(Timestamp)),
        (typeof(InterruptedTest), nameof(TestSeconds)),
        (typeof(LogReading), nameof(TestSeconds)),
        (typeof(LogReading), nameof(StepSeconds)),
        (typeof(LogReading), nameof(Timestamp)),
    ];

    internal static TypeData[] Types =>
    [
        .. Getters(typeof(ObjectMembers), Added)
            .Concat(Getters(typeof(ListMembers), ListMembers.Added))
            .Concat(Getters(typeof(TimeMembers), TimeMembers.Added))
            .GroupBy(item => item.Type, item => item.Getter).Select(group => With(group.Key, group)),
        .. Names.Select(type => new TypeData(type) { SerializationMethod = "String" }),
    ];

    private static IEnumerable<Type> Names =>
        new[] { typeof(MaccorSession), typeof(LogReading) }.SelectMany(type => type.Assembly.GetExportedTypes()).Where(type => type.IsEnum);

    /// <summary>Whether a session is the one that the present runspace means where no -Session is given.</summary>
    public static bool IsDefault(PSObject item) => item?.BaseObject is MaccorSession session && session == SessionRegistry.Current;

    /// <summary>The test time, s; null where it is not known.</summary>
    public static object? TestSeconds(PSObject item) => item?.BaseObject switch
    {
        ChannelReading reading => reading.TestTime?.TotalSeconds,
        InterruptedTest test => test.TestTime?.TotalSeconds,
        LogReading reading => reading.TestTime?.TotalSeconds,
        _ => null,
    };

    /// <summary>The step time, s; null where it is not known.</summary>
    public static object? StepSeconds(PSObject item) => item?.BaseObject switch
    {
        ChannelStatus status => status.StepTime?.TotalSeconds,
        LogReading reading => reading.StepTime?.TotalSeconds,
        _ => null,
    };

    /// <summary>When it was read or started, as ISO 8601 with milliseconds.</summary>
    public static object? Timestamp(PSObject item) => item?.BaseObject switch
    {
        ChannelReading reading => WrittenTime.Iso(reading.ReadAt),
        AuxiliaryReading reading => WrittenTime.Iso(reading.ReadAt),
        StartedTest test => WrittenTime.Iso(test.StartedAt),
        LogReading reading => reading.ReadAt is { } time ? WrittenTime.Iso(time) : null,
        _ => null,
    };

    private static IEnumerable<(Type Type, MethodInfo Getter)> Getters(Type of, IEnumerable<(Type Type, string Member)> added) =>
        added.Select(item => (item.Type, of.GetMethod(item.Member)!));

    private static TypeData With(Type type, IEnumerable<MethodInfo> getters)
    {
        var data = new TypeData(type);
        foreach (var getter in getters)
            data.Members.Add(getter.Name, new CodePropertyData(getter.Name, getter));
        return data;
    }
}
