using System.Collections;
using System.Reflection;
using MacNet.Protocol.Messages;
using Xunit;

namespace MacNet.Tests.Unit.Wire;

/// <summary>Compares messages property by property, and says which differ.</summary>
internal static class MessageAssert
{
    internal static void Equal(Message expected, Message actual) => Assert.Empty(Differences("", expected, actual));

    internal static bool Same(object? expected, object? actual) => !Differences("", expected, actual).Any();

    /// <summary>The values of a message, and of those in it, that are other ones than those of another.</summary>
    internal static IEnumerable<object?> Changed(Message from, Message to) => Properties(from.GetType()).SelectMany(
        property => (property.GetValue(from), property.GetValue(to)) switch
        {
            var (one, other) when Same(one, other) => [],
            (Message[] ones, Message[] others) when ones.Length == others.Length =>
                ones.Zip(others, Changed).SelectMany(changed => changed),
            var (_, other) => [other],
        });

    /// <summary>What a message says: its properties that anybody can set.</summary>
    internal static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties().Where(property => property.SetMethod is { IsPublic: true });

    private static IEnumerable<string> Differences(string path, object? expected, object? actual) => (expected, actual) switch
    {
        (null, null) => [],
        (null, _) or (_, null) => [$"{path}: {expected ?? "null"}, {actual ?? "null"}"],
        _ when expected.GetType() != actual.GetType() => [$"{path}: {expected.GetType()}, {actual.GetType()}"],
        (Message, Message) => Properties(expected.GetType()).SelectMany(
            property => Differences($"{path}.{property.Name}", property.GetValue(expected), property.GetValue(actual))),
        (CommandResult one, CommandResult other) =>
            one.Code == other.Code && one.Text == other.Text ? [] : [$"{path}: {one.Code} {one}, {other.Code} {other}"],
        (IList one, IList other) when one.Count != other.Count => [$"{path}: {one.Count} items, {other.Count} items"],
        (IList one, IList other) => Enumerable.Range(0, one.Count).SelectMany(i => Differences($"{path}[{i}]", one[i], other[i])),
        _ => expected.Equals(actual) ? [] : [$"{path}: {expected}, {actual}"],
    };
}
