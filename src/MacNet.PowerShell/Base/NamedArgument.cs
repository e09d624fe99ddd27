using System.Collections;
using System.Management.Automation;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell;

/// <summary>
/// What was given where a thing or its name is wanted: the thing, or a name that nothing has, which is an error of the work.
/// </summary>
/// <param name="Thing">The thing, or null.</param>
/// <param name="Name">Its name, as given where nothing has it.</param>
public abstract record NamedArgument<T>(T? Thing, string Name)
    where T : class
{
    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}

/// <summary>A session, or the name of one.</summary>
/// <param name="Session">The session, or null where there is none of the name.</param>
/// <param name="Name">Its name.</param>
public sealed record SessionArgument(MaccorSession? Session, string Name) : NamedArgument<MaccorSession>(Session, Name)
{
    /// <summary>Makes one of a name alone, as PowerShell does where a mock stands for a cmdlet.</summary>
    public SessionArgument(string name)
        : this(null, name)
    {
    }

    /// <summary>Makes one of a session.</summary>
    public SessionArgument(MaccorSession session)
        : this(session, session.Name)
    {
    }
}

/// <summary>Reads an argument that may be things themselves, their names, or names with wildcards.</summary>
/// <param name="kind">What a thing is called.</param>
/// <param name="lister">The cmdlet that gives them all.</param>
/// <param name="find">The things that a name means.</param>
/// <param name="nameOf">The name of a thing.</param>
/// <param name="make">Makes the argument of a thing, or of a name that nothing has.</param>
internal sealed class NamedArgumentReader<T, TArgument>(
    string kind, string lister, Func<string, IReadOnlyList<T>> find, Func<T, string> nameOf, Func<T?, string, TArgument> make)
    where T : class
{
    /// <exception cref="ArgumentTransformationMetadataException">Something that is neither a thing nor a name was given.</exception>
    internal TArgument[] Read(object? given)
    {
        var items = given.Unwrapped() is IEnumerable list and not string ? list.Cast<object?>() : [given];
        return [.. items.SelectMany(ReadOne).Distinct()];
    }

    // Scripts that are started by `pwsh -File` get one text: 'a,b'.
    private IEnumerable<TArgument> ReadSeveral(string names) => names.Split(',') is { Length: > 1 } several
        ? several.Select(name => name.Trim()).Where(name => name.Length > 0).SelectMany(name => ReadOne(name))
        : [make(null, names)];

    private IEnumerable<TArgument> ReadOne(object? item) => item.Unwrapped() switch
    {
        T thing => [make(thing, nameOf(thing))],
        TArgument read => [read],
        string name when name.IsBlank() => throw new ArgumentTransformationMetadataException($"The {kind} is blank. See {lister}."),
        string name => find(name) is { Count: > 0 } found ? found.Select(thing => make(thing, nameOf(thing))) : ReadSeveral(name),
        var other => throw new ArgumentTransformationMetadataException(
            $"A {kind}, or the name of one, is needed, not {other?.GetType().Name ?? "nothing"}. See {lister}."),
    };
}
