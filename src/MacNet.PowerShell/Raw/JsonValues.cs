using System.Collections;
using System.Management.Automation;
using System.Text.Json;
using MacNet.Protocol;

namespace MacNet.PowerShell.Raw;

/// <summary>Turns JSON into what PowerShell works with, and back.</summary>
internal static class JsonValues
{
    // As deep as System.Text.Json goes: what is deeper contains itself.
    private const int DeepestLevel = 64;

    /// <exception cref="MaccorInputException">A field has a value that JSON does not have.</exception>
    internal static JsonElement FromHashtable(Hashtable fields, Asked asked)
    {
        try
        {
            return JsonSerializer.SerializeToElement(Plain(fields));
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException or InvalidOperationException or JsonException)
        {
            throw new MaccorInputException(
                asked,
                "InvalidInput",
                "a field has a value that JSON cannot carry, such as NaN, an object, or a table that contains itself.",
                problem);
        }
    }

    internal static object? ToObject(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => ToPSObject(json),
        JsonValueKind.Array => new NamedList<object?>(json.EnumerateArray().Select(ToObject)),
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.TryGetInt64(out var whole) ? (object)whole : json.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static PSObject ToPSObject(JsonElement json)
    {
        var result = new PSObject();
        foreach (var member in json.EnumerateObject())
        {
            // Testers have been seen to repeat a key; the last one counts, as in JSON elsewhere.
            result.Properties.Remove(member.Name);
            result.Properties.Add(new PSNoteProperty(member.Name, ToObject(member.Value)));
        }

        return result;
    }

    private static object? Plain(object? value, int level = 0) => value.Unwrapped() switch
    {
        _ when level > DeepestLevel => throw new JsonException("The value is too deep."),
        string text => text,
        IDictionary table => table.Keys.Cast<object>().ToDictionary(key => key.ToString()!, key => Plain(table[key], level + 1)),
        IEnumerable list => list.Cast<object?>().Select(item => Plain(item, level + 1)).ToArray(),
        var bare => bare,
    };
}
