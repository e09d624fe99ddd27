using System.Reflection;
using System.Text.RegularExpressions;
using MacNet.Help;
using MacNet.PowerShell.Connection;

namespace MacNet.Tests.Unit.Module;

/// <summary>The compiled module and what the repository says of it.</summary>
internal static partial class TheModule
{
    internal static string Root { get; } = typeof(TheModule).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "RepositoryRoot").Value!;

    internal static IReadOnlyList<CmdletFacts> Cmdlets { get; } = CmdletFacts.Of(typeof(ConnectMaccor).Assembly);

    internal static HelpPages Pages { get; } = HelpPages.Read(Path.Combine(Root, "docs", "cmdlets"));

    internal static string Manifest { get; } = File.ReadAllText(Path.Combine(Root, "MacNet.psd1"));

    internal static IReadOnlyList<string> Exported { get; } =
        [.. Quoted().Matches(CmdletsToExport().Match(Manifest).Groups[1].Value).Select(match => match.Groups[1].Value)];

    internal static CmdletFacts Named(string cmdlet) => Cmdlets.Single(candidate => candidate.Name == cmdlet);

    [GeneratedRegex(@"CmdletsToExport\s*=\s*@\(([^)]*)\)")]
    private static partial Regex CmdletsToExport();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();
}
