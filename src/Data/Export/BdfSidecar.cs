using System.Text.Json;

namespace MacNet.Data.Export;

/// <summary>
/// What is known of a test beside its readings: a file of metadata next to one in the Battery Data Format, in BattINFO's words. It has
/// nothing but what the tester said.
/// </summary>
internal static class BdfSidecar
{
    internal static void Write(string path, TestPart part)
    {
        using var file = File.Create(path);
        using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        WriteTest(json, part);
        WriteRecord(json, "battinfo_channel", "channel", () =>
        {
            if (part.Channel > 0)
                json.WriteNumber("index", part.Channel);
        });
        WriteRecord(json, "battinfo_equipment", "equipment", () => WriteKnown(json, "name", part.Session));
        json.WriteEndObject();
    }

    private static void WriteTest(Utf8JsonWriter json, TestPart part) => WriteRecord(json, "battinfo_test", "test", () =>
    {
        WriteKnown(json, "name", part.TestName);
        WriteKnown(json, "protocol_name", part.Procedure);
        json.WriteString("instrument_name", "Maccor");
        if (part.Start is { } start && start.ToUnixTimeSeconds() >= 0)
            json.WriteNumber("started_at", start.ToUnixTimeSeconds());
    });

    private static void WriteRecord(Utf8JsonWriter json, string record, string entity, Action write)
    {
        json.WriteStartObject(record);
        json.WriteStartObject(entity);
        write();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteKnown(Utf8JsonWriter json, string name, string? value)
    {
        if (value is { Length: > 0 })
            json.WriteString(name, value);
    }
}
