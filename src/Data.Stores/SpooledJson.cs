using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MacNet.Data.Stores;

/// <summary>Reads back what waited on disk: readings, which nobody but this project may fill in.</summary>
internal static class SpooledJson
{
    internal static JsonSerializerOptions Options { get; } = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { FillIn } },
    };

    private static void FillIn(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.Set is null && property.AttributeProvider is PropertyInfo { SetMethod: not null } own)
                property.Set = own.SetValue;
        }
    }
}
