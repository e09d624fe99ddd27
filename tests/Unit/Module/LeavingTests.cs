using System.Collections;
using System.Reflection;
using MacNet.Data;
using MacNet.PowerShell;
using MacNet.PowerShell.Connection;
using MacNet.PowerShell.Simulator;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;
using Xunit;

namespace MacNet.Tests.Unit.Module;

/// <summary>What the cmdlets give keeps its meaning where it becomes text: in CSV, in JSON, in a list.</summary>
public class LeavingTests
{
    private static readonly Type[] Times = [typeof(DateTime), typeof(DateTimeOffset)];

    private static readonly Type[] Exported =
    [
        .. new[] { typeof(MaccorSession), typeof(LogReading), typeof(ConnectMaccor) }
            .SelectMany(type => type.Assembly.GetExportedTypes()),
    ];

    // What people make too, to hand it on, and a virtual tester, whose speed is for them to set.
    private static readonly Type[] Made =
    [
        typeof(SafetyLimits), typeof(SmartBatteryScanListEntry), typeof(SmartBatterySetup), typeof(KnownTester), typeof(MaccorSimulator),
    ];

    public static TheoryData<Type> Outputs =>
        [.. Exported.Where(type => TheModule.Cmdlets.Any(cmdlet => cmdlet.OutputTypes.Contains(type.FullName!)))];

    public static TheoryData<Type> Names => [.. Exported.Where(type => type.IsEnum)];

    [Theory]
    [MemberData(nameof(Outputs))]
    public void Every_time_that_a_cmdlet_gives_has_its_milliseconds_as_text(Type output)
    {
        var times = output.GetProperties()
            .Where(property => Times.Contains(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType))
            .Select(property => property.Name);
        Assert.Empty(times.Except(TimeMembers.Added.Where(added => added.Type.IsAssignableFrom(output)).Select(added => added.Member)));
    }

    [Theory]
    [MemberData(nameof(Outputs))]
    public void Every_list_that_a_cmdlet_gives_names_what_it_holds(Type output)
    {
        var lists = output.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => IsList(property.PropertyType)).Select(property => property.Name);
        Assert.Empty(lists.Except(ListMembers.Added.Where(added => added.Type.IsAssignableFrom(output)).Select(added => added.Member)));
    }

    [Theory]
    [MemberData(nameof(Outputs))]
    public void Nobody_can_change_what_a_cmdlet_gives(Type output) => Assert.DoesNotContain(
        output.GetProperties(), property => !Made.Contains(output) && property.SetMethod is { IsPublic: true });

    [Theory]
    [MemberData(nameof(Names))]
    public void ConvertTo_Json_writes_every_state_by_its_name_as_it_does_with_numbers_of_64_bits(Type names) =>
        Assert.Equal(typeof(long), Enum.GetUnderlyingType(names));

    // Whether it is a list that says nothing of what it holds itself.
    private static bool IsList(Type type) => typeof(IEnumerable).IsAssignableFrom(type)
        && (type.GetMethod(nameof(ToString), Type.EmptyTypes)?.DeclaringType ?? typeof(object)) == typeof(object);
}
