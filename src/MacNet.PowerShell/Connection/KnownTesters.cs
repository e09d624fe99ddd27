using System.Text.Json;
using System.Text.Json.Serialization;

namespace MacNet.PowerShell.Connection;

/// <summary>The testers that are remembered: a JSON file in the user's settings, which a person may write too.</summary>
internal static class KnownTesters
{
    // Names the file where it is not the user's: that of a whole laboratory, on a share.
    private const string PathVariable = "MACNET_TESTERS";

    private const string InSettings = "MacNet/testers.json";

    private static readonly JsonSerializerOptions Form = new() { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    internal static string Path => Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } given
        ? given
        : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), InSettings);

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="JsonException">It is none of testers.</exception>
    internal static IReadOnlyList<KnownTester> Read() =>
        File.Exists(Path) ? JsonSerializer.Deserialize<KnownTester[]>(File.ReadAllText(Path), Form) ?? [] : [];

    /// <summary>The testers, as far as they can be read: none where not.</summary>
    internal static IReadOnlyList<KnownTester> ReadOrNone()
    {
        try
        {
            return Read();
        }
        catch (Exception problem) when (IsOfFile(problem))
        {
            return [];
        }
    }

    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    internal static void Write(IEnumerable<KnownTester> testers)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!);
        // In one piece: whoever reads it meanwhile has the old ones.
        var draft = $"{Path}.{Guid.NewGuid():N}";
        File.WriteAllText(draft, JsonSerializer.Serialize(testers.OrderBy(tester => tester.Name, StringComparer.OrdinalIgnoreCase), Form));
        if (File.Exists(Path))
            File.Replace(draft, Path, destinationBackupFileName: null);
        else
            File.Move(draft, Path);
    }

    internal static bool IsOfFile(Exception problem) => problem is IOException or UnauthorizedAccessException or JsonException;
}
