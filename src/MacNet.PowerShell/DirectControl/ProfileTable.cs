using System.Collections;
using System.Management.Automation;
using MacNet.Protocol.Operations;

namespace MacNet.PowerShell.DirectControl;

/// <summary>
/// Reads the rows of a profile out of objects: those of Import-Csv, hashtables, or others. What it does not know is an error.
/// </summary>
internal static class ProfileTable
{
    private static readonly string[] Columns = ["Time", "Current", "Power", "Voltage"];

    /// <exception cref="ArgumentException">A row is none; the message says which one and why.</exception>
    internal static ProfileRow[] Read(IReadOnlyList<PSObject> rows) => [.. rows.Select((row, index) => Read(row, index + 1))];

    private static ProfileRow Read(PSObject row, int number)
    {
        try
        {
            var values = ValuesOf(row);
            if (!values.TryGetValue("Time", out var time) || time.IsBlank())
                throw new ArgumentException("it has no Time");
            return new ProfileRow((TimeSpan)new SpanAttribute().Transform(null!, time)!)
            {
                Current = Find(values, "Current"),
                Power = Find(values, "Power"),
                Voltage = Find(values, "Voltage"),
            };
        }
        catch (Exception problem) when (problem is ArgumentException or ArgumentTransformationMetadataException)
        {
            throw new ArgumentException($"Row {number} of the profile: {problem.Message}", problem);
        }
    }

    private static Dictionary<string, object?> ValuesOf(PSObject row)
    {
        IEnumerable<(string Name, object? Value)> values = row.BaseObject is IDictionary table
            ? table.Cast<DictionaryEntry>().Select(entry => (entry.Key.ToString() ?? "", (object?)entry.Value))
            : row.Properties.Select(property => (property.Name, (object?)property.Value));
        var known = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in values)
            known[Known(name)] = value;
        return known;
    }

    // What is not known must not be left out: it may be the current, in another word.
    private static string Known(string name) =>
        Columns.FirstOrDefault(column => string.Equals(column, name.Trim(), StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"it has a column '{name}'; it may have {string.Join(", ", Columns)} (in s, A, W, V)");

    private static float? Find(Dictionary<string, object?> values, string name) =>
        values.TryGetValue(name, out var value) && !value.IsBlank() ? (float)NumberText.Read(value) : null;
}
