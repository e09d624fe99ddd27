using System.Management.Automation;
using System.Reflection;
using MacNet.Help;
using MacNet.PowerShell;
using MacNet.PowerShell.Steering;
using Xunit;

namespace MacNet.Tests.Unit.Module;

/// <summary>What a reviewer of PowerShell modules looks for, held to for every cmdlet.</summary>
public class CmdletStyleTests
{
    // Where a running test would be lost, or a cell is driven without a procedure, or may be. Nothing else asks by itself.
    private static readonly string[] AskByThemselves = ["Invoke-MaccorFunction", "Reset-MaccorChannel", "Start-MaccorDirectControl"];

    // Channels come down the pipeline, and the first argument is a word.
    private const string ToldByPosition = "Pipeline";

    private const string ChangesWhatItTests = "Test-MaccorWatchdog";

    private static readonly string[] VerbsThatOnlyLook = ["Get", "Read", "Test", "Watch", "Wait", "Connect", "Import", "Show"];

    private static readonly HashSet<string> ApprovedVerbs =
    [
        .. typeof(VerbsCommon).Assembly.GetTypes()
            .Where(type => type.Name.StartsWith("Verbs", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(field => (string)field.GetRawConstantValue()!),
    ];

    public static TheoryData<string> Cmdlets => [.. TheModule.Cmdlets.Select(cmdlet => cmdlet.Name)];

    [Fact]
    public void The_manifest_exports_the_cmdlets_of_the_assembly_and_no_others() =>
        Assert.Equal(TheModule.Cmdlets.Select(cmdlet => cmdlet.Name), TheModule.Exported);

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_cmdlet_has_an_approved_verb_and_a_singular_noun_of_ours(string name)
    {
        var cmdlet = TheModule.Named(name);
        Assert.Contains(cmdlet.Verb, ApprovedVerbs);
        Assert.StartsWith("Maccor", cmdlet.Noun, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?<!tatu)s$", cmdlet.Noun);
        Assert.Equal(cmdlet.Verb + cmdlet.Noun, cmdlet.Type.Name);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_cmdlet_sees_to_it_that_what_it_emits_is_shown_by_its_view(string name) =>
        Assert.True(TheModule.Named(name).Type.IsSubclassOf(typeof(ModuleCmdlet)));

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_cmdlet_that_gives_something_says_what(string name)
    {
        var cmdlet = TheModule.Named(name);
        if (VerbsThatOnlyLook.Contains(cmdlet.Verb) || Has(cmdlet, "PassThru"))
            Assert.NotEmpty(cmdlet.OutputTypes);
    }

    // As groups, lists and messages show it.
    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void What_a_cmdlet_gives_says_what_it_is(string name)
    {
        var own = TheModule.Named(name).OutputTypes.Select(FindType).OfType<Type>();
        Assert.All(own, type => Assert.NotEqual(typeof(object), type.GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void What_changes_a_tester_can_be_tried_out_with_WhatIf(string name)
    {
        var cmdlet = TheModule.Named(name);
        Assert.Equal(!VerbsThatOnlyLook.Contains(cmdlet.Verb) || name == ChangesWhatItTests, cmdlet.SupportsShouldProcess);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Only_what_loses_a_test_or_drives_a_cell_freely_asks_by_itself(string name) =>
        Assert.Equal(AskByThemselves.Contains(name), TheModule.Named(name).ConfirmImpact == ConfirmImpact.High);

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Parameter_sets_can_be_told_apart(string name)
    {
        var cmdlet = TheModule.Named(name);
        var sets = cmdlet.Sets.ToArray();
        foreach (var set in sets.Where(set => set != cmdlet.DefaultSet && set != ToldByPosition && sets.Length > 1))
        {
            var own = cmdlet.ParametersOf(set).Where(item => item.Use.Mandatory && item.Parameter.Sets.Count < sets.Length);
            Assert.True(
                own.Any(item => !item.Parameter.Sets.ContainsKey(ParameterFacts.AllSets)), $"Nothing tells that set '{set}' is meant.");
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Parameters_have_the_names_and_types_that_people_know(string name)
    {
        foreach (var parameter in TheModule.Named(name).Parameters)
        {
            Assert.DoesNotMatch(
                "^(Host.*|Server.*|Address|Ip.*|File|FileName|User.*|Password|Timeout|TimeoutSec|Channels|Sessions)$", parameter.Name);
            Assert.DoesNotMatch("(?<!tatu|Second|[PMl]as|Addres|M)s$", parameter.Name);
            if (parameter.Name == "ComputerName")
                Assert.Contains("CN", parameter.Aliases);
            if (parameter.Name is "PassThru" or "Force" or "Recurse" or "Quiet")
                Assert.True(parameter.IsSwitch);
            if (parameter.Name == "Credential")
                Assert.Equal(typeof(PSCredential), parameter.Type);
            if (parameter.Name.EndsWith("Seconds", StringComparison.Ordinal))
                Assert.Equal(typeof(double), Nullable.GetUnderlyingType(parameter.Type) ?? parameter.Type);
            if (parameter.Name == "Channel")
                Assert.Contains(parameter.Type, (Type[])[typeof(int), typeof(int[])]);
            if (parameter.Type == typeof(bool) || parameter.Type == typeof(bool?))
                Assert.Fail($"-{parameter.Name} is a Boolean; a switch is what people expect.");
        }
    }

    // PowerShell would read 5 out of '0,5', and channel 12 out of '1,2'.
    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void No_number_is_read_out_of_text_by_PowerShell(string name)
    {
        var numbers = TheModule.Named(name).Type.GetProperties()
            .Where(property => property.IsDefined(typeof(ParameterAttribute)) && IsNumber(property.PropertyType));
        Assert.All(numbers, property => Assert.True(
            property.GetCustomAttributes<ArgumentTransformationAttribute>()
                .Any(item => item is NumberAttribute or ChannelTransformationAttribute or VariableTransformationAttribute),
            $"-{property.Name}"));
    }

    // PowerShell completes what nothing is said of with the files of the folder.
    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_parameter_that_is_no_path_says_what_it_is_completed_with(string name)
    {
        var silent = TheModule.Named(name).Type.GetProperties()
            .Where(property => property.IsDefined(typeof(ParameterAttribute)) && !IsChosen(property.PropertyType))
            .Where(property => !property.IsDefined(typeof(ArgumentCompleterAttribute)))
            .Where(property => !property.IsDefined(typeof(ValidateSetAttribute)));
        Assert.All(silent, property => Assert.Matches("(Path|^Destination)$", property.Name));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Channel_and_session_come_from_whatever_has_them(string name)
    {
        var bound = TheModule.Named(name).Parameters.Where(parameter => parameter.Name is "Channel" or "Session");
        Assert.All(bound, parameter => Assert.All(parameter.Sets.Values, use => Assert.True(use.FromProperty, $"-{parameter.Name}")));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Channel_comes_as_a_number_too(string name)
    {
        var channel = TheModule.Named(name).Parameters.Where(parameter => parameter.Name is "Channel");
        Assert.All(channel, parameter => Assert.All(parameter.Sets.Values, use => Assert.True(use.FromPipeline)));
    }

    private static Type? FindType(string name) =>
        typeof(ModuleCmdlet).Assembly.GetType(name) ?? typeof(Protocol.Session.MaccorSession).Assembly.GetType(name);

    private static bool IsChosen(Type type) => type == typeof(SwitchParameter) || Single(type).IsEnum;

    private static Type Single(Type type)
    {
        var single = type.GetElementType() ?? type;
        return Nullable.GetUnderlyingType(single) ?? single;
    }

    private static bool IsNumber(Type type)
    {
        var single = Single(type);
        return single.IsPrimitive && single != typeof(bool) && single != typeof(char);
    }

    private static bool Has(CmdletFacts cmdlet, string parameter) => cmdlet.Parameters.Any(item => item.Name == parameter);
}
