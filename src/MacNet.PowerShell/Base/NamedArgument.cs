using System.Collections;
using System.Management.Automation;

namespace MacNet.PowerShell;

/// <summary>An argument that may be things themselves, their names, or names with wildcards.</summary>
/// <param name="kind">What a thing is called.</param>
/// <param name="lister">The cmdlet that gives them all.</param>
/// <param name="hint">What that cmdlet does, said where a name is not found.</param>
/// <param name="find">The things that a name means.</param>
internal sealed class NamedArgument<T>(string kind, string lister, string hint, Func<string, IReadOnlyList<T>> find)
    where T : class
{
    /// <exception cref="ArgumentTransformationMetadataException">Something else was given, or a name that nothing has.</exception>
    internal T[] Resolve(object? given)
    {
        var items = given.Bare() is IEnumerable list and not string ? list.Cast<object?>() : [given];
        return [.. items.SelectMany(ResolveOne).Distinct()];
    }

    private IEnumerable<T> ResolveOne(object? item) => item.Bare() switch
    {
        T thing => [thing],
        string name when name.IsBlank() => throw new ArgumentTransformationMetadataException($"The {kind} is blank. {lister} {hint}"),
        string name => find(name) is { Count: > 0 } found
            ? found
            : throw new ArgumentTransformationMetadataException($"There is no {kind} named '{name}'. {lister} {hint}"),
        var other => throw new ArgumentTransformationMetadataException(
            $"A {kind}, or the name of one, is needed, not {other?.GetType().Name ?? "nothing"}. See {lister}."),
    };
}
