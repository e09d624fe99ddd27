using System.Diagnostics;
using System.IO.Compression;
using MacNet.Tests.Unit.Module;

namespace MacNet.Tests.Unit.Packages;

/// <summary>The packages, made of what was just built.</summary>
public sealed class PackedPackages : IDisposable
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif
    private readonly string folder = Directory.CreateTempSubdirectory("macnet-packages-").FullName;

    public PackedPackages()
    {
        Module = Pack("packaging", "MacNet.?.*.nupkg");
        Library = Pack("src/Protocol", "MacNet.Protocol.*.nupkg");
    }

    public ZipArchive Module { get; }

    public ZipArchive Library { get; }

    public void Dispose()
    {
        Module.Dispose();
        Library.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private ZipArchive Pack(string project, string name)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            WorkingDirectory = TheModule.Root,
            RedirectStandardOutput = true,
        };
        foreach (var argument in (string[])["pack", project, "-c", Configuration, "--no-build", "-o", folder, "-nologo", "-nodeReuse:false"])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? ZipFile.OpenRead(Directory.GetFiles(folder, name).Single())
            : throw new InvalidOperationException(output);
    }
}
