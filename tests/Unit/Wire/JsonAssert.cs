using System.Text.Json;
using Xunit;

namespace MacNet.Tests.Unit.Wire;

/// <summary>Compares JSON by its content: the same keys, the same values; numbers as numbers, single precision being enough.</summary>
internal static class JsonAssert
{
    internal static void Equal(string expected, byte[] actual)
    {
        using var one = JsonDocument.Parse(expected);
        using var other = JsonDocument.Parse(actual);
        Assert.Empty(Differences("", one.RootElement, other.RootElement));
    }

    private static IEnumerable<string> Differences(string path, JsonElement expected, JsonElement actual)
    {
        if (expected.ValueKind != actual.ValueKind)
            return [$"{path}: {expected}, {actual}"];
        return expected.ValueKind switch
        {
            JsonValueKind.Object => ObjectDifferences(path, expected, actual),
            JsonValueKind.Array => ArrayDifferences(path, [.. expected.EnumerateArray()], [.. actual.EnumerateArray()]),
            JsonValueKind.Number => SameNumber(expected.GetDouble(), actual.GetDouble()) ? [] : [$"{path}: {expected}, {actual}"],
            _ => expected.ToString() == actual.ToString() ? [] : [$"{path}: {expected}, {actual}"],
        };
    }

    private static IEnumerable<string> ObjectDifferences(string path, JsonElement expected, JsonElement actual)
    {
        foreach (var name in Names(expected).Except(Names(actual)))
            yield return $"{path}.{name} is missing";
        foreach (var name in Names(actual).Except(Names(expected)))
            yield return $"{path}.{name} is too many";
        foreach (var name in Names(expected).Intersect(Names(actual)))
        {
            foreach (var difference in Differences($"{path}.{name}", expected.GetProperty(name), actual.GetProperty(name)))
                yield return difference;
        }
    }

    private static IEnumerable<string> ArrayDifferences(string path, JsonElement[] expected, JsonElement[] actual) =>
        expected.Length != actual.Length
            ? [$"{path}: {expected.Length} items, {actual.Length} items"]
            : expected.Zip(actual).SelectMany((pair, i) => Differences($"{path}[{i}]", pair.First, pair.Second));

    private static IEnumerable<string> Names(JsonElement item) => item.EnumerateObject().Select(member => member.Name).Distinct();

    private static bool SameNumber(double expected, double actual) => expected == actual || (float)expected == (float)actual;
}
