using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;

namespace MacNet.Help;

/// <summary>How a parameter is given in one parameter set.</summary>
/// <param name="Mandatory">Whether it has to be given.</param>
/// <param name="Position">Its place without its name; null where it has none.</param>
/// <param name="FromPipeline">Whether whole objects of the pipeline bind to it.</param>
/// <param name="FromProperty">Whether a property of its name does.</param>
public sealed record ParameterUse(bool Mandatory, int? Position, bool FromPipeline, bool FromProperty);

/// <summary>What the built module says of a parameter.</summary>
public sealed class ParameterFacts
{
    /// <summary>The name under which PowerShell keeps what holds for every set.</summary>
    public const string AllSets = "__AllParameterSets";

    internal ParameterFacts(PropertyInfo property, object? value)
    {
        Name = property.Name;
        Type = property.PropertyType;
        Default = Show(value);
        Wildcards = property.CustomAttributes.Any(CmdletFacts.IsA<SupportsWildcardsAttribute>);
        Aliases = [.. property.CustomAttributes.Where(CmdletFacts.IsA<AliasAttribute>).SelectMany(AliasesOf)];
        Sets = property.CustomAttributes.Where(CmdletFacts.IsA<ParameterAttribute>).ToDictionary(SetOf, UseOf);
    }

    private ParameterFacts(string name, string alias)
    {
        Name = name;
        Type = typeof(SwitchParameter);
        Aliases = [alias];
        Sets = new Dictionary<string, ParameterUse> { [AllSets] = new(false, null, false, false) };
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>Other names.</summary>
    public IReadOnlyList<string> Aliases { get; }

    /// <summary>The type of its value.</summary>
    public Type Type { get; }

    /// <summary>The type's name as PowerShell shows it.</summary>
    public string TypeName => Nullable.GetUnderlyingType(Type)?.Name ?? Type.Name;

    /// <summary>The value where none is given; null where that is nothing.</summary>
    public string? Default { get; }

    /// <summary>Whether it is a switch.</summary>
    public bool IsSwitch => Type == typeof(SwitchParameter);

    /// <summary>Whether wildcards are understood.</summary>
    public bool Wildcards { get; }

    /// <summary>How it is given, by parameter set.</summary>
    public IReadOnlyDictionary<string, ParameterUse> Sets { get; }

    /// <summary>The values to choose from; none where it is not an enumeration.</summary>
    public IReadOnlyList<string> Choices
    {
        get
        {
            var type = Type.IsArray ? Type.GetElementType()! : Nullable.GetUnderlyingType(Type) ?? Type;
            return type.IsEnum ? Enum.GetNames(type) : [];
        }
    }

    /// <summary>How it is given in a set; null where it does not belong to it.</summary>
    public ParameterUse? In(string set) => Sets.GetValueOrDefault(set) ?? Sets.GetValueOrDefault(AllSets);

    internal static ParameterFacts Switch(string name, string alias) => new(name, alias);

    private static IEnumerable<string> AliasesOf(CustomAttributeData attribute) =>
        attribute.ConstructorArguments.SelectMany(argument => (IEnumerable<CustomAttributeTypedArgument>)argument.Value!)
            .Select(alias => (string)alias.Value!);

    private static string SetOf(CustomAttributeData attribute) =>
        attribute.Named(nameof(ParameterAttribute.ParameterSetName), AllSets);

    private static ParameterUse UseOf(CustomAttributeData attribute) => new(
        attribute.Named<bool>(nameof(ParameterAttribute.Mandatory)),
        attribute.Named<int?>(nameof(ParameterAttribute.Position)),
        attribute.Named<bool>(nameof(ParameterAttribute.ValueFromPipeline)),
        attribute.Named<bool>(nameof(ParameterAttribute.ValueFromPipelineByPropertyName)));

    private static string? Show(object? value) => value switch
    {
        null or "" => null,
        SwitchParameter => "False",
        string text => text,
        IEnumerable list => list.Cast<object?>().Select(Show).ToArray() is { Length: > 0 } items ? string.Join(", ", items) : null,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
