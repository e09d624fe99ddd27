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
