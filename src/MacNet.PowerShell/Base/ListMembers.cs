using System.Collections;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using MacNet.Data;
using MacNet.Data.Logging;
using MacNet.Protocol.Operations;

namespace MacNet.PowerShell;

/// <summary>
/// Lists that name what they hold where they become text, in a file of Export-Csv, and not the type of the list. Each of these stands
/// before the type's own property of that name, and has its value.
/// </summary>
public static class ListMembers
{
    /// <summary>The properties, by type: all lists of what the cmdlets give.</summary>
    public static IReadOnlyList<(Type Type, string Member)> Added { get; } =
    [
        (typeof(ReadingLog), nameof(Session)),
        (typeof(TestStartCheck), nameof(Details)),
        (typeof(GlobalFlags), nameof(Set)),
        (typeof(InterruptedTest), nameof(Variables)),
        (typeof(LogReading), nameof(Auxiliaries)),
        (typeof(LogReading), nameof(Variables)),
        (typeof(SmartBatteryRegister), nameof(Bytes)),
        (typeof(SmartBatteryData), nameof(Bytes)),
    ];

    /// <summary>The testers.</summary>
    public static object? Session(PSObject item) => Of(item);

    /// <summary>What a tester says beside its reason.</summary>
    public static object? Details(PSObject item) => Of(item);

    /// <summary>The flags that are set.</summary>
    public static object? Set(PSObject item) => Of(item);

    /// <summary>The auxiliary inputs.</summary>
    public static object? Auxiliaries(PSObject item) => Of(item);

    /// <summary>The variables.</summary>
    public static object? Variables(PSObject item) => Of(item);

    /// <summary>The bytes.</summary>
    public static object? Bytes(PSObject item) => Of(item);

    private static object? Of(PSObject? item, [CallerMemberName] string name = "") => OwnProperty.Of(item, name) switch
    {
        byte[] bytes => new WrittenBytes(bytes),
        IEnumerable values => new NamedList<object?>(values.Cast<object?>()),
        _ => null,
    };
}
