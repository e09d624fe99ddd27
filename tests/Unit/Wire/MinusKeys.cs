using System.Text.Json.Nodes;
using MacNet.Tests.Unit.Wire.Vectors;

namespace MacNet.Tests.Unit.Wire;

/// <summary>A message's body once for each of its keys, without that key.</summary>
internal static class MinusKeys
{
    // FClass and FNum are the envelope's. A reply with a Len may say it or not: the array that it counts knows its own length.
    private static readonly HashSet<string> NotRead = ["FClass", "FNum"];

    internal static IEnumerable<(string Key, bool MayBeMissing, string Json)> Of(WireVector vector)
    {
        var message = JsonNode.Parse(vector.Json!.Text.Replace("\"Chan\":3,\n\"Chan\":3,", "\"Chan\":3,", StringComparison.Ordinal))!;
        var body = (message["result"] ?? message["params"])!.AsObject();
        foreach (var (key, value) in body.ToArray())
        {
            body.Remove(key);
            var text = value!.GetValueKind() == System.Text.Json.JsonValueKind.String && vector.Message.GetType().GetProperties()
                .Any(property => property.PropertyType == typeof(string) && Equals(property.GetValue(vector.Message), value.GetValue<string>()));
            yield return (key, NotRead.Contains(key) || text, body.ToJsonString());
            body.Add(key, value);
        }
    }
}
