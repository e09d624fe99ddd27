using System.Management.Automation;

namespace MacNet.PowerShell;

/// <summary>
/// Finds things by name as people mean it: a name that something has means that thing, even where it looks like a pattern.
/// </summary>
internal static class NameSearch
{
    internal static IReadOnlyList<T> Named<T>(this IReadOnlyCollection<T> items, string name, Func<T, string> nameOf)
    {
        if (name == "*")
            return [.. items];
        var exact = items.Where(item => IsSame(nameOf(item), name)).ToArray();
        return exact.Length > 0 || !WildcardPattern.ContainsWildcardCharacters(name) ? exact : Fitting(items, name, nameOf);
    }

    /// <summary>The things that any of several names mean, each once, in their own order.</summary>
    internal static IEnumerable<T> NamedByAny<T>(this IReadOnlyCollection<T> items, IEnumerable<string> names, Func<T, string> nameOf)
    {
        var meant = new HashSet<T>(names.SelectMany(name => items.Named(name, nameOf)));
        return items.Where(meant.Contains);
    }

    /// <summary>Whether a name that is no pattern means nothing, which is worth an error.</summary>
    internal static bool Lacks<T>(this IReadOnlyCollection<T> items, string name, Func<T, string> nameOf) =>
        !WildcardPattern.ContainsWildcardCharacters(name) && items.Named(name, nameOf).Count == 0;

    internal static bool HasNamed<T>(this IReadOnlyCollection<T> items, string name, Func<T, string> nameOf) =>
        items.Any(item => IsSame(nameOf(item), name));

    /// <summary>A name that nothing has: a word and the first number that is free.</summary>
    internal static string FreeName<T>(this IReadOnlyCollection<T> items, string word, Func<T, string> nameOf) =>
        Enumerable.Range(1, int.MaxValue)
            .Select(number => FormattableString.Invariant($"{word}{number}"))
            .First(name => !items.HasNamed(name, nameOf));

    internal static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static T[] Fitting<T>(IReadOnlyCollection<T> items, string name, Func<T, string> nameOf)
    {
        var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase);
        try
        {
            return [.. items.Where(item => pattern.IsMatch(nameOf(item)))];
        }
        catch (WildcardPatternException)
        {
            // 'rig[' is no pattern, and nothing has that name.
            return [];
        }
    }
}
