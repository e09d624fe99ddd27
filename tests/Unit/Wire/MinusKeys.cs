using System.Text.Json.Nodes;
using MacNet.Tests.Unit.Wire.Vectors;

namespace MacNet.Tests.Unit.Wire;

/// <summary>A message's body once for each of its keys, without that key.</summary>
internal static class MinusKeys
{
    // The envelope's own, texts, what a reply has only where the request had it, and what only some smart battery boards have.
    private static readonly HashSet<string> MayBeMissing =
    [
        "FClass", "FNum", "SystemID", "FileName", "TestName", "ProcName", "Designator", "SMBDevAddr",
        "ServerVersionMajor", "ServerVersionMinor", "ClientVersionMajor", "ClientVersionMinor", "BusVolt", "Temperature",
    ];

    internal static IEnumerable<(string Key, bool MayBeMissing, string Json)> Of(WireVector vector)
    {
        var message = JsonNode.Parse(vector.Json!.Text.Replace("\"Chan\":3,\n\"Chan\":3,", "\"Chan\":3,", StringComparison.Ordinal))!;
        var body = (message["result"] ?? message["params"])!.AsObject();
        foreach (var (key, value) in body.ToArray())
        {
            body.Remove(key);
            yield return (key, MayBeMissing.Contains(key), body.ToJsonString());
            body.Add(key, value);
        }
    }
}
