using System.Text.RegularExpressions;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using MacNet.Data;
using MacNet.PowerShell.Connection;
using MacNet.Protocol.Messages;
using MacNet.Tests.Unit.Module;
using MacNet.VirtualTester;
using Xunit;

namespace MacNet.Tests.Unit.Architecture;

/// <summary>Folders, which are namespaces, stand on one another in one direction.</summary>
public partial class FolderTests
{
    [Theory]
    [InlineData(typeof(SimulatedTester))]
    [InlineData(typeof(Functions))]
    [InlineData(typeof(LogReading))]
    [InlineData(typeof(ConnectMaccor))]
    public void No_folder_stands_on_one_that_stands_on_it(System.Type anyOfAssembly)
    {
        var uses = UsesWithin(anyOfAssembly.Assembly);
        Assert.NotEmpty(uses);
        Assert.Empty(Circles(uses));
    }

    [Fact]
    public void No_folder_of_jobs_stands_on_one_that_stands_on_it()
    {
        var folders = FoldersByType(Path.Combine(TheModule.Root, "src", "Protocol", "Operations"));
        var uses = from type in TypesOf(typeof(Functions).Assembly)
                   from dependency in type.Dependencies
                   let user = FolderOf(type, folders)
                   let used = FolderOf(dependency.Target, folders)
                   where user is not null && used is not null && user != used
                   select (user, used);
        var operations = uses.Distinct().ToLookup(use => use.user, use => use.used);
        Assert.True(operations.Count > 4);
        Assert.Empty(Circles(operations));
    }

    [Fact]
    public void A_circle_over_three_folders_is_found() => Assert.Equal(
        ["A", "B", "C"],
        Circles(new[] { ("A", "B"), ("B", "C"), ("C", "A"), ("D", "A"), ("C", "E") }.ToLookup(use => use.Item1, use => use.Item2)));

    private static ILookup<string, string> UsesWithin(System.Reflection.Assembly assembly)
    {
        var types = TypesOf(assembly);
        var own = types.Select(type => type.Namespace.FullName).ToHashSet();
        var uses = from type in types
                   from dependency in type.Dependencies
                   let user = type.Namespace.FullName
                   let used = dependency.Target.Namespace?.FullName
                   where dependency.Target is not GenericParameter
                   where user.StartsWith("MacNet", StringComparison.Ordinal) && used is not null && used != user && own.Contains(used)
                   select (user, used);
        return uses.Distinct().ToLookup(use => use.user, use => use.used);
    }

    private static List<IType> TypesOf(System.Reflection.Assembly assembly) =>
        [.. new ArchLoader().LoadAssembly(assembly).Build().Types];

    // They share a namespace, so that a user of the library needs one.
    private static Dictionary<string, string> FoldersByType(string root) => Directory
        .EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
        .SelectMany(
            file => Declaration().Matches(File.ReadAllText(file)).Select(match => (Type: match.Groups[1].Value, Folder: FolderOf(file))))
        .Distinct()
        .ToDictionary(item => item.Type, item => item.Folder);

    private static string FolderOf(string file) => Path.GetFileName(Path.GetDirectoryName(file))!;

    private static string? FolderOf(IType type, Dictionary<string, string> folders) =>
        type is GenericParameter ? null : folders.GetValueOrDefault(NameOfOutermost().Match(type.FullName).Value);

    [GeneratedRegex(@"^(?:public|internal)[\w ]* (?:class|record struct|record|struct|interface|enum) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"(?<=^MacNet\.Protocol\.Operations\.)\w+")]
    private static partial Regex NameOfOutermost();

    // Those from which a way leads back.
    private static string[] Circles(ILookup<string, string> uses) =>
        [.. uses.Select(folder => folder.Key).Where(folder => Reached(folder, uses).Contains(folder)).Order()];

    private static HashSet<string> Reached(string start, ILookup<string, string> uses)
    {
        var reached = new HashSet<string>();
        var open = new Queue<string>(uses[start]);
        while (open.TryDequeue(out var folder))
        {
            if (!reached.Add(folder))
                continue;
            foreach (var next in uses[folder])
                open.Enqueue(next);
        }

        return reached;
    }
}
