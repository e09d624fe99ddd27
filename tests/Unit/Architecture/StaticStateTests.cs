using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using MacNet.Protocol.Session;
using Xunit;

namespace MacNet.Tests.Unit.Architecture;

/// <summary>State belongs to a session: nothing of the library is static that changes.</summary>
public class StaticStateTests
{
    // What is made to be changed, from wherever.
    private static readonly Type[] Changeable =
    [
        typeof(AsyncLocal<>), typeof(ThreadLocal<>), typeof(ConditionalWeakTable<,>), typeof(ConcurrentDictionary<,>),
        typeof(ConcurrentQueue<>), typeof(ConcurrentBag<>), typeof(List<>), typeof(StrongBox<>),
    ];

    [Fact]
    public void Nothing_of_the_library_is_static_that_changes() =>
        Assert.Empty(ChangeableIn(typeof(MaccorSession).Assembly.GetTypes()));

    [Fact]
    public void What_is_static_and_changes_is_found() =>
        Assert.Equal(["Counted", "Known", "Told"], ChangeableIn([typeof(WithState)]).Order());

    private static IEnumerable<string> ChangeableIn(IEnumerable<Type> types) =>
        from type in types
        where !type.IsDefined(typeof(CompilerGeneratedAttribute))
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where !field.IsLiteral && !field.Name.StartsWith("<>", StringComparison.Ordinal)
        where !field.IsInitOnly || (field.FieldType.IsGenericType && Changeable.Contains(field.FieldType.GetGenericTypeDefinition()))
        select field.Name;

#pragma warning disable CS0067, CS0169, IDE0044, IDE0051
    private static class WithState
    {
        private static readonly List<int> Known = [];
        private static int Counted;

        private static event Action? Told;
    }
#pragma warning restore CS0067, CS0169, IDE0044, IDE0051
}
