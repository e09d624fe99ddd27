using System.Management.Automation;
using System.Reflection;

namespace MacNet.Help;

/// <summary>What the built module says of a cmdlet: everything but prose.</summary>
public sealed class CmdletFacts
{
    private CmdletFacts(Type type)
    {
        Type = type;
        var cmdlet = type.CustomAttributes.Single(IsA<CmdletAttribute>);
        Verb = (string)cmdlet.ConstructorArguments[0].Value!;
        Noun = (string)cmdlet.ConstructorArguments[1].Value!;
        SupportsShouldProcess = cmdlet.Named<bool>(nameof(CmdletAttribute.SupportsShouldProcess));
        ConfirmImpact = cmdlet.Named(nameof(CmdletAttribute.ConfirmImpact), ConfirmImpact.Medium);
        DefaultSet = cmdlet.Named<string?>(nameof(CmdletAttribute.DefaultParameterSetName));
        OutputTypes = [.. type.CustomAttributes.Where(IsA<OutputTypeAttribute>).SelectMany(TypesOf)];
        Parameters = [.. ParametersOf(type)];
    }

    /// <summary>The class.</summary>
    public Type Type { get; }

    /// <summary>The verb.</summary>
    public string Verb { get; }

    /// <summary>The noun.</summary>
    public string Noun { get; }

    /// <summary>Verb-Noun.</summary>
    public string Name => $"{Verb}-{Noun}";

    /// <summary>Whether it has -WhatIf and -Confirm.</summary>
    public bool SupportsShouldProcess { get; }

    /// <summary>From which $ConfirmPreference on it asks.</summary>
    public ConfirmImpact ConfirmImpact { get; }

    /// <summary>The parameter set taken where nothing tells.</summary>
    public string? DefaultSet { get; }

    /// <summary>The names of the types that it emits.</summary>
    public IReadOnlyList<string> OutputTypes { get; }

    /// <summary>The parameters that it declares or inherits, -WhatIf and -Confirm included.</summary>
    public IReadOnlyList<ParameterFacts> Parameters { get; }

    /// <summary>The parameter sets, the default one first.</summary>
    public IEnumerable<string> Sets
    {
        get
        {
            var named = Parameters.SelectMany(parameter => parameter.Sets.Keys)
                .Prepend(DefaultSet!).Where(name => name is not (null or ParameterFacts.AllSets));
            var sets = named.Distinct().OrderBy(name => name == DefaultSet ? 0 : 1).ToArray();
            return sets.Length > 0 ? sets : [ParameterFacts.AllSets];
        }
    }

    /// <summary>The cmdlets of a module's assembly, by name.</summary>
    public static IReadOnlyList<CmdletFacts> Of(string assembly) => Of(Assembly.LoadFrom(Path.GetFullPath(assembly)));

    /// <summary>The cmdlets of a module's assembly, by name.</summary>
    public static IReadOnlyList<CmdletFacts> Of(Assembly assembly) =>
    [
        .. assembly.GetExportedTypes()
            .Where(type => !type.IsAbstract && type.CustomAttributes.Any(IsA<CmdletAttribute>))
            .Select(type => new CmdletFacts(type))
            .OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal),
    ];

    /// <summary>
    /// A set's parameters in the order in which PowerShell shows them: by position, then what is mandatory, then the rest.
    /// </summary>
    public IEnumerable<(ParameterFacts Parameter, ParameterUse Use)> ParametersOf(string set) =>
        from parameter in Parameters
        let use = parameter.In(set)
        where use is not null
        orderby use.Position ?? int.MaxValue, use.Mandatory ? 0 : 1
        select (parameter, use);

    internal static bool IsA<T>(CustomAttributeData attribute) => attribute.AttributeType == typeof(T);

    private static IEnumerable<string> TypesOf(CustomAttributeData outputType) =>
        from argument in outputType.ConstructorArguments
        from type in argument.Value as IEnumerable<CustomAttributeTypedArgument> ?? [argument]
        select type.Value is Type known ? known.FullName! : (string)type.Value!;

    private IEnumerable<ParameterFacts> ParametersOf(Type type)
    {
        var fresh = Activator.CreateInstance(type);
        foreach (var property in type.GetProperties().Where(property => property.CustomAttributes.Any(IsA<ParameterAttribute>)))
            yield return new ParameterFacts(property, property.GetValue(fresh));
        if (!SupportsShouldProcess)
            yield break;
        yield return ParameterFacts.Switch("WhatIf", "wi");
        yield return ParameterFacts.Switch("Confirm", "cf");
    }
}
