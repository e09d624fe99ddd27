using System.Text;
using MacNet.Protocol.Messages;
using MacNet.VirtualTester.Files;
using Xunit;

namespace MacNet.Tests.Unit.VirtualTester;

public sealed class FileStoreTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "macnet-files-" + Guid.NewGuid().ToString("N"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_store_keeps_names_dates_and_bytes(bool onDisk)
    {
        var bench = new Bench(options => options.FileFolder = onDisk ? folder : null);
        var files = bench.System.Files;

        files.Write(FileFolder.Waveforms, "Drive.MWF", Encoding.ASCII.GetBytes("12"));
        files.Append(FileFolder.Waveforms, "drive.mwf", Encoding.ASCII.GetBytes("345"));

        var file = Assert.Single(files.List(FileFolder.Waveforms));
        Assert.Equal(("Drive.MWF", 5L, bench.System.Clock.TesterTime), (file.Name, file.Size, file.Date));
        Assert.Equal("12345", Encoding.ASCII.GetString(file.Read()));
    }

    [Fact]
    public void A_tester_with_a_folder_finds_its_tests_again_archived()
    {
        var first = new Bench(options => options.FileFolder = folder);
        first.Run("Rest", "Kept");

        var second = new Bench(options => options.FileFolder = folder);

        Assert.Equal("Kept.001", Assert.Single(second.System.Files.List(FileFolder.Archive)).Name);
        Assert.Equal(CheckStartResult.NameInArchive, second.System.Check(second.One, Bench.Start("Rest", "Kept")).Code);
        Assert.NotEmpty(second.System.Files.List(FileFolder.SystemEvents));
    }

    [Fact]
    public void Procedures_come_from_a_folder_of_files_with_comments()
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "Mine.json"), """
            // Rests.
            { "steps": [ { "do": "rest", "until": "stepTime >= 1" }, ], }
            """);
        var bench = new Bench(options => options.ProcedureFolder = folder);

        Assert.True(bench.System.Procedures.Exists("Mine"));
        Assert.NotNull(bench.System.Files.Find(FileFolder.Procedur, "Mine.000"));
        Assert.Equal(1, bench.System.Procedures.Compile("Mine").NumberOfEnds);
    }

    [Theory]
    [InlineData(FileFolder.Procedur, "a.000", true)]
    [InlineData(FileFolder.Procedur, "a.exe", false)]
    [InlineData(FileFolder.Archive, "a.003", true)]
    [InlineData(FileFolder.Can, "a.DBC", true)]
    [InlineData(FileFolder.Can, "../a.DBC", false)]
    [InlineData(FileFolder.Can, "..\\a.DBC", false)]
    [InlineData(FileFolder.SystemEvents, "sysevent.log", true)]
    [InlineData(FileFolder.SystemEvents, "other.log", false)]
    public void A_file_stands_only_where_its_name_fits(FileFolder where, string name, bool fits) =>
        Assert.Equal(fits, FileRules.Fits(where, name));

    public void Dispose()
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
