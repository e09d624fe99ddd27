using MacNet.Data.Export;
using MacNet.Data.Stores;
using Parquet;
using Xunit;

namespace MacNet.Tests.Unit.Data;

/// <summary>Tables in Parquet files.</summary>
public sealed class ParquetTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.parquet");

    public void Dispose() => File.Delete(path);

    [Fact]
    public async Task Values_of_each_kind_come_back_and_missing_ones_are_missing()
    {
        TableColumn[] columns =
            [new("V", typeof(double)), new("n", typeof(long)), new("text", typeof(string)), new("at", typeof(DateTime))];
        var time = new DateTime(2026, 11, 26, 10, 0, 0, DateTimeKind.Utc).AddMilliseconds(1.5);
        using (var table = new AllStores().WriteParquet(path, columns))
        {
            table.Write([3.7, 2L, "Ä", time]);
            table.Write([null, null, null, null]);
            table.Complete();
        }

        await using var reader = await ParquetReader.CreateAsync(path, cancellationToken: TestContext.Current.CancellationToken);
        using var group = reader.OpenRowGroupReader(0);
        var fields = reader.Schema.GetDataFields();
        Assert.Equal(columns.Select(column => column.Name), fields.Select(field => field.Name));
        var (voltages, numbers, texts, times) = (new double?[2], new long?[2], new string[2], new DateTime?[2]);
        await group.ReadAsync<double>(fields[0], voltages, cancellationToken: TestContext.Current.CancellationToken);
        await group.ReadAsync<long>(fields[1], numbers, cancellationToken: TestContext.Current.CancellationToken);
        await group.ReadAsync(fields[2], texts, cancellationToken: TestContext.Current.CancellationToken);
        await group.ReadAsync<DateTime>(fields[3], times, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([3.7, null], voltages);
        Assert.Equal([2, null], numbers);
        Assert.Equal(["Ä", null], texts);
        Assert.Equal([time, null], times);
    }
}
