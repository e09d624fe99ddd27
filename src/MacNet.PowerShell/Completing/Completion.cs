using System.Management.Automation;

namespace MacNet.PowerShell;

/// <summary>What all completers do with the names that they find.</summary>
internal static class Completion
{
    internal static IEnumerable<CompletionResult> Matching(string? word, IEnumerable<string> names)
    {
        var begin = (word ?? "").Trim('\'', '"');
        return names
            .Where(name => name.StartsWith(begin, StringComparison.OrdinalIgnoreCase))
            .Select(name => new CompletionResult(Quoted(name), name, CompletionResultType.ParameterValue, name));
    }

    private static string Quoted(string name) =>
        name.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '.') ? name : $"'{name.Replace("'", "''")}'";
}
