using Xunit;

namespace MacNet.Tests.Unit.Wire.Vectors;

/// <summary>All vectors, each under a name that test output can show.</summary>
internal static class WireVectors
{
    private static readonly Dictionary<string, WireVector> ByName = Name(
    [
        .. Class0And1Vectors.All,
        .. Class3Vectors.All,
        .. Class4Vectors.All,
        .. Class5And8Vectors.All,
        .. Class6Vectors.All,
        .. Class7Vectors.All,
    ]);

    internal static IReadOnlyCollection<WireVector> All => ByName.Values;

    internal static WireVector Get(string name) => ByName[name];

    internal static TheoryData<string> Names(Func<WireVector, bool> wanted) => [.. ByName.Where(v => wanted(v.Value)).Select(v => v.Key)];

    private static Dictionary<string, WireVector> Name(IEnumerable<WireVector> vectors)
    {
        var named = new Dictionary<string, WireVector>();
        foreach (var vector in vectors)
        {
            var number = 1;
            while (!named.TryAdd($"{vector} {number}", vector))
                number++;
        }

        return named;
    }
}
