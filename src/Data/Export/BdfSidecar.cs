using System.Text.Json;

namespace MacNet.Data.Export;

/// <summary>
/// What is known of a test beside its readings: a file of metadata next to one in the Battery Data Format, in BattINFO's words. It has
/// nothing but what the tester said.
/// </summary>
internal static class BdfSidecar
{
    internal static void Write(string path, TestSpan test)
    {
        using var file = File.Create(path);
        using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        WriteTest(json, test);
        WriteRecord(json, "battinfo_channel", "channel", () =>
        {
            if (test.Channel > 0)
                json.WriteNumber("index", test.Channel);
        });
        WriteRecord(json, "battinfo_equipment", "equipment", () => WriteKnown(json, "name", test.Session));
        json.WriteEndObject();
    }

    private static void WriteTest(Utf8JsonWriter json, TestSpan test) => WriteRecord(json, "battinfo_test", "test", () =>
    {
        WriteKnown(json, "name", test.TestName);
        WriteKnown(json, "protocol_name", test.Procedure);
        WriteKnown(json, "description", test.Comment);
        json.WriteString("instrument_name", "Maccor");
        if (test.Start is { } start && start.ToUnixTimeSeconds() >= 0)
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

    /// <summary>Whether a file of metadata is that of a channel and test.</summary>
    internal static bool IsOf(string path, TestSpan test) =>
        Read(path) is var found && (found.Session, found.Channel, found.TestName) == (test.Session, test.Channel, test.TestName);

    /// <summary>What a file of metadata says of a test.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    internal static LogReading Read(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        return new LogReading
        {
            Session = Text("battinfo_equipment", "equipment", "name") ?? "",
            Channel = Find("battinfo_channel", "channel", "index") is { ValueKind: JsonValueKind.Number } index ? index.GetInt32() : 0,
            TestName = Text("battinfo_test", "test", "name"),
            Procedure = Text("battinfo_test", "test", "protocol_name"),
            Comment = Text("battinfo_test", "test", "description"),
        };

        string? Text(string record, string entity, string name) =>
            Find(record, entity, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

        JsonElement? Find(string record, string entity, string name) =>
            json.RootElement.TryGetProperty(record, out var found) && found.TryGetProperty(entity, out found)
                && found.TryGetProperty(name, out found)
                ? found
                : null;
    }
}
