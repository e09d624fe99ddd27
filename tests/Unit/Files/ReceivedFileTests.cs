using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Faults;
using MacNet.VirtualTester.Files;
using Xunit;

namespace MacNet.Tests.Unit.Files;

public sealed class ReceivedFileTests : IDisposable
{
    private readonly SimulatedTester tester = SimulatedTester.Start();
    private readonly string folder = Directory.CreateTempSubdirectory("macnet").FullName;

    public ReceivedFileTests() => tester.Files.Write(FileFolder.Archive, "a.001", [1, 2, 3]);

    private string Target => Path.Combine(folder, "a.001");

    public void Dispose()
    {
        tester.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_file_appears_under_its_name_when_it_is_complete()
    {
        tester.Files.Write(FileFolder.Archive, "a.001", new byte[700]);
        using var session = await tester.ConnectAsync();
        var seen = new List<string>();
        var progress = new Told<long>(_ => seen.AddRange(Directory.GetFiles(folder).Select(path => Path.GetFileName(path)!)));

        await session.ReceiveFileAsync(FileType.Archive, "a.001", Target, progress: progress);

        Assert.Equal(2, seen.Count);
        Assert.All(seen, name => Assert.EndsWith(".part", name, StringComparison.Ordinal));
        Assert.Equal(["a.001"], Directory.GetFiles(folder).Select(path => Path.GetFileName(path)!));
        Assert.Equal(700, new FileInfo(Target).Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_transfer_that_fails_leaves_what_was_there(bool fileIsThere)
    {
        tester.Files.Write(FileFolder.Archive, "a.001", new byte[2600]);
        if (fileIsThere)
            await File.WriteAllTextAsync(Target, "before");
        using var session = await tester.ConnectAsync();
        tester.Faults.Next(Fault.Disconnect, Functions.GetFile, after: 3);

        await Assert.ThrowsAsync<MaccorTransferException>(
            () => session.ReceiveFileAsync(FileType.Archive, "a.001", Target, overwrite: true));

        Assert.Equal(fileIsThere ? ["a.001"] : [], Directory.GetFiles(folder).Select(path => Path.GetFileName(path)!));
        if (fileIsThere)
            Assert.Equal("before", await File.ReadAllTextAsync(Target));
    }

    [Fact]
    public async Task A_file_that_is_there_is_replaced_only_where_that_is_wanted()
    {
        await File.WriteAllTextAsync(Target, "before");
        using var session = await tester.ConnectAsync();
        var before = tester.Requests.Count;

        var problem = await Assert.ThrowsAsync<MaccorTransferException>(
            () => session.ReceiveFileAsync(FileType.Archive, "a.001", Target));
        Assert.Equal("FileExists", problem.ErrorId);
        Assert.Equal(before, tester.Requests.Count);
        Assert.Equal("before", await File.ReadAllTextAsync(Target));

        await session.ReceiveFileAsync(FileType.Archive, "a.001", Target, overwrite: true);
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(Target));
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_file_that_appears_meanwhile_is_not_replaced()
    {
        using var session = await tester.ConnectAsync();
        var progress = new Told<long>(_ => File.WriteAllText(Target, "meanwhile"));

        var problem = await Assert.ThrowsAsync<MaccorTransferException>(
            () => session.ReceiveFileAsync(FileType.Archive, "a.001", Target, progress: progress));

        Assert.Equal("FileExists", problem.ErrorId);
        Assert.Equal("meanwhile", await File.ReadAllTextAsync(Target));
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_an_error_before_anything_is_sent()
    {
        using var session = await tester.ConnectAsync();
        var before = tester.Requests.Count;

        var problem = await Assert.ThrowsAsync<MaccorTransferException>(
            () => session.ReceiveFileAsync(FileType.Archive, "a.001", Path.Combine(folder, "no", "a.001")));

        Assert.Equal("LocalFile", problem.ErrorId);
        Assert.Equal(before, tester.Requests.Count);
    }

    [Fact]
    public async Task A_stream_that_cannot_be_written_ends_the_transfer()
    {
        using var session = await tester.ConnectAsync();
        var closed = new MemoryStream();
        closed.Dispose();

        var problem = await Assert.ThrowsAsync<MaccorTransferException>(
            () => session.ReceiveFileAsync(FileType.Archive, "a.001", closed));

        Assert.Equal("LocalFile", problem.ErrorId);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("...")]
    [InlineData("../x.001")]
    [InlineData("..\\x.001")]
    [InlineData("/x.001")]
    [InlineData("\\x.001")]
    [InlineData("\\\\server\\x.001")]
    [InlineData("C:\\x.001")]
    [InlineData("C:x.001")]
    [InlineData("x.001:stream")]
    [InlineData("a/x.001")]
    [InlineData("x\0.001")]
    [InlineData("x\n.001")]
    [InlineData("x\u007f.001")]
    [InlineData("x?.001")]
    [InlineData("x*.001")]
    [InlineData("x\".001")]
    [InlineData("x<.001")]
    [InlineData("x>.001")]
    [InlineData("x|.001")]
    [InlineData("x.001.")]
    [InlineData("x.001 ")]
    [InlineData(" x.001")]
    [InlineData("NUL")]
    [InlineData("nul.001")]
    [InlineData("Con.001")]
    [InlineData("COM1.001")]
    [InlineData("lpt9.tar.001")]
    [InlineData("AUX .001")]
    [InlineData("CONIN$")]
    [InlineData("COM¹.001")]
    [InlineData("größe.001")]
    public async Task A_name_that_means_more_than_a_file_in_a_folder_is_refused(string name)
    {
        using var session = await tester.ConnectAsync();
        var before = tester.Requests.Count;

        var problems = new[]
        {
            Assert.Throws<MaccorInputException>(() => { session.GetReceivePath(name, folder, overwrite: false); }),
            await Assert.ThrowsAsync<MaccorInputException>(
                () => session.ReceiveFileAsync(FileType.Archive, name, Path.Combine(folder, "safe.001"))),
            await Assert.ThrowsAsync<MaccorInputException>(
                () => session.ReceiveFileAsync(FileType.Archive, name, Stream.Null)),
        };

        Assert.All(problems, problem => Assert.Equal("UnsafeFileName", problem.ErrorId));
        Assert.DoesNotContain(problems, problem => problem.Message.Any(char.IsControl));
        Assert.Equal(before, tester.Requests.Count);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("4259-85-2853_001.005")]
    [InlineData("my cell (2) [new].001")]
    [InlineData("..x.001")]
    [InlineData("CONTROL.001")]
    [InlineData("COM.001")]
    public async Task An_ordinary_name_goes_into_the_folder(string name)
    {
        using var session = await tester.ConnectAsync();

        Assert.Equal(Path.Combine(folder, name), session.GetReceivePath(name, folder, overwrite: false));
    }
}
