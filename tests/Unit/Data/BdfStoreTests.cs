using MacNet.Data;
using MacNet.Data.Logging;
using MacNet.Protocol.Messages;
using Xunit;
using static MacNet.Tests.Unit.Data.Readings;

namespace MacNet.Tests.Unit.Data;

/// <summary>A log that has a file in the Battery Data Format for each channel and test.</summary>
public sealed class BdfStoreTests : IDisposable
{
    private readonly string folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"))).FullName;

    private string LogPath => Path.Combine(folder, "UCam.bdf.csv");

    private string[] Files => [.. Directory.GetFiles(folder, "*.csv").Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Each_channel_and_test_has_a_file_without_fault()
    {
        using (var store = new BdfStore(LogPath, hasNames: true))
        {
            for (var second = 0; second < 60; second++)
                Assert.Equal(
                    2, store.Write([Batch(Of(second), Of(second, 2, "Cell B") with { Cycle = 1, Step = 1, Capacity = second / 3600.0 })]));
        }

        Assert.Equal(["UCam__Cell-A__20261126_001.bdf.csv", "UCam__Cell-B__20261126_001.bdf.csv"], Files.Select(Path.GetFileName));
        Assert.All(Files, file => Assert.Empty(BdfRules.Findings(file)));
        Assert.All(Files, file => Assert.True(File.Exists(file.Replace(".bdf.csv", ".bdf.metadata.json", StringComparison.Ordinal))));
        Assert.All(Files, file => Assert.Equal(61, File.ReadLines(file).Count()));
    }

    [Fact]
    public void A_test_is_gone_on_with_in_its_file_and_what_a_crash_left_is_cut_off()
    {
        Write(Of(0), Of(1));
        File.AppendAllText(Files[0], "2,3.7");
        Write(Of(3), Of(4));
        Assert.Equal(["0", "1", "3", "4"], Column("Test Time / s"));
        Assert.Equal(["1", "2", "3", "4"], Column("Record Index / 1"));
        Assert.Empty(BdfRules.Findings(Assert.Single(Files)));
    }

    [Fact]
    public void What_was_charged_while_nothing_was_logged_is_not_guessed()
    {
        Write(Of(0) with { Capacity = 0 }, Of(10) with { Capacity = 0.1 });
        Write(Of(500) with { Capacity = 0.9 });
        Assert.Equal(["0", "0.1", ""], Column("Charging Capacity / Ah"));
    }

    [Fact]
    public void A_test_begun_anew_under_its_old_name_has_a_file_of_its_own()
    {
        Write(Of(100), Of(101), Of(0) with { ReadAt = Start.AddSeconds(200) });
        Write(Of(5) with { ReadAt = Start.AddSeconds(205) });
        Assert.Equal([3, 3], Files.Select(file => File.ReadLines(file).Count()));
    }

    [Fact]
    public void A_file_waits_for_the_name_of_its_test_but_not_for_ever()
    {
        using (var store = new BdfStore(LogPath, hasNames: true))
        {
            Assert.Equal(0, store.Write([Batch(Of(0, test: null))]));
            Assert.Equal(2, store.Write([Batch(Of(1))]));
            for (var second = 0; second < 60; second++)
                store.Write([Batch(Of(second, 7, null))]);
            Assert.Equal(2, Files.Length);
        }

        Assert.Equal(["UCam__Cell-A__20261126_001.bdf.csv", "UCam__Channel-7__20261126_001.bdf.csv"], Files.Select(Path.GetFileName));
    }

    [Fact]
    public void What_cannot_be_written_is_neither_lost_nor_doubled_when_it_comes_again()
    {
        using (var store = new BdfStore(LogPath, hasNames: true))
        {
            store.Write([Batch(Of(0), Of(0, 2, "Cell B"))]);
            var batch = Batch(Of(1), Of(1, 2, "Cell B"));
            using (File.Open(Files[1], FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                Assert.ThrowsAny<IOException>(() => store.Write([batch]));
            store.Write([batch]);
        }

        Assert.All(Files, file => Assert.Equal(["0", "1"], Column("Test Time / s", file)));
    }

    [Fact]
    public void A_file_that_has_gone_is_told_and_not_written_into_nothing()
    {
        using var store = new BdfStore(LogPath, hasNames: true);
        Assert.Equal(1, store.Write([Batch(Of(0))]));
        File.Delete(Files[0]);

        Assert.Contains(
            "not there any more", Assert.Throws<IOException>(() => store.Write([Batch(Of(1))])).Message, StringComparison.Ordinal);
        Assert.Empty(Files);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named_and_no_file_of_which_nobody_knows()
    {
        var problem = Assert.Throws<LogException>(() => new BdfStore(Path.Combine(folder, "none", "UCam.bdf.csv"), hasNames: true));
        Assert.Contains("none' is not there", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(".lock", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_logs_cannot_write_there()
    {
        using var first = new BdfStore(LogPath, hasNames: true);
        Assert.Equal(LogProblem.InUse, Assert.Throws<LogException>(() => new BdfStore(LogPath, hasNames: true)).Kind);
    }

    [Fact]
    public void Channels_without_a_test_have_none()
    {
        Write(Of(0) with { State = ChannelState.Available, TestName = null });
        Assert.Empty(Files);
    }

    private void Write(params LogReading[] readings)
    {
        using var store = new BdfStore(LogPath, hasNames: true);
        foreach (var reading in readings)
            store.Write([Batch(reading)]);
    }

    private string[] Column(string name, string? file = null)
    {
        var lines = File.ReadAllLines(file ?? Files[0]).Select(line => line.Split(',')).ToArray();
        return [.. lines.Skip(1).Select(line => line[Array.IndexOf(lines[0], name)])];
    }
}
