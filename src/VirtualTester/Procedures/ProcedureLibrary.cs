using System.Text;
using MacNet.VirtualTester.Files;

namespace MacNet.VirtualTester.Procedures;

/// <summary>The procedures of a tester: the files of its Procedur folder.</summary>
public sealed class ProcedureLibrary
{
    private const string Extension = ".000";

    private readonly FileStore files;

    internal ProcedureLibrary(FileStore files) => this.files = files;

    /// <summary>The names of all procedures, without extension.</summary>
    public IReadOnlyList<string> Names => files.List(FileFolder.Procedur)
        .Where(file => file.Name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
        .Select(file => Path.GetFileNameWithoutExtension(file.Name))
        .ToList();

    /// <summary>Tells whether a procedure is there.</summary>
    /// <param name="name">Its name, without extension.</param>
    /// <returns>True when it is.</returns>
    public bool Exists(string name) => files.Find(FileFolder.Procedur, name + Extension) is not null;

    /// <summary>Adds or replaces a procedure.</summary>
    /// <param name="name">Its name, without extension.</param>
    /// <param name="text">Its steps as JSON; comments are allowed.</param>
    public void Add(string name, string text) =>
        files.Write(FileFolder.Procedur, name + Extension, Encoding.UTF8.GetBytes(text));

    internal Procedure Compile(string name) => ProcedureCompiler.Compile(name, TextOf);

    internal void AddFolder(string path)
    {
        foreach (var file in Directory.GetFiles(path, "*.json"))
            Add(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file));
    }

    internal void AddBuiltIn()
    {
        const string prefix = "Procedures/";
        var assembly = typeof(ProcedureLibrary).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            Add(Path.GetFileNameWithoutExtension(resource.Substring(prefix.Length)), reader.ReadToEnd());
        }
    }

    private string? TextOf(string name) =>
        files.Find(FileFolder.Procedur, name + Extension) is { } file ? Encoding.UTF8.GetString(file.Read()) : null;
}
