using MacNet.Data.Logging;
using Xunit;

namespace MacNet.Tests.Unit.Data;

public sealed class CsvStoreTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("macnet-csv-").FullName;

    private string LogPath => Path.Combine(folder, "log.csv");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_file_is_written_by_one_log_at_a_time()
    {
        using (new CsvStore(LogPath))
        {
            var problem = Assert.Throws<LogException>(() => new CsvStore(LogPath));
            Assert.Equal(LogProblem.InUse, problem.Kind);
            Assert.Contains($"'{LogPath}'", problem.Message, StringComparison.Ordinal);
        }

        new CsvStore(LogPath).Dispose();
    }

    [Theory]
    [InlineData("2026-11-26T10:00:01.0000000Z,lab,1,Cel")]
    [InlineData("\n2026")]
    [InlineData("")]
    public void What_a_crash_left_unfinished_is_cut_off_and_what_is_whole_is_gone_on_with(string left)
    {
        using (var store = new CsvStore(LogPath))
            Assert.Equal(2, store.Write([Readings.Batch([Readings.Of(0, 1), Readings.Of(0, 2)])]));
        File.AppendAllText(LogPath, left);

        using (var store = new CsvStore(LogPath))
            store.Write([Readings.Batch([Readings.Of(1, 1)])]);
        Assert.Equal([0, 0, 1], LogFiles.Read(LogPath, new()).Select(reading => reading.TestTime!.Value.TotalSeconds));
    }

    [Fact]
    public void A_file_that_has_gone_is_told_and_not_written_into_nothing()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Windows lets nobody delete a file that is open.");
        using var store = new CsvStore(LogPath);
        Assert.Equal(1, store.Write([Readings.Batch([Readings.Of(0, 1)])]));
        File.Delete(LogPath);

        Assert.Throws<IOException>(() => store.Write([Readings.Batch([Readings.Of(1, 1)])]));
    }
}
