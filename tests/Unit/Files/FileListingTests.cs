using System.Text;
using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Transport;
using MacNet.Protocol.Wire;
using MacNet.Tests.Unit.Time;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Faults;
using MacNet.VirtualTester.Files;
using MacNet.VirtualTester.Options;
using Xunit;

namespace MacNet.Tests.Unit.Files;

public sealed class FileListingTests : IDisposable
{
    private readonly SimulatedTester tester = SimulatedTester.Start(new VirtualTesterOptions { TimeProvider = new ManualTime() });

    public void Dispose() => tester.Dispose();

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    [InlineData(LinkKind.Udp)]
    public async Task Every_file_is_told_with_size_and_date_in_one_message_each_and_one_for_all(LinkKind protocol)
    {
        tester.Files.Write(FileFolder.Waveforms, "a.mwf", new byte[3]);
        tester.Files.Write(FileFolder.Waveforms, "b 2.MWF", new byte[70_000]);
        using var session = await tester.ConnectAsync(protocol);
        tester.Requests.Clear();

        var files = await session.ListFilesAsync(FileType.Waveform);

        Assert.Equal(["a.mwf", "b 2.MWF"], files.Select(file => file.Name));
        Assert.Equal([3, 70_000], files.Select(file => file.Size));
        Assert.All(files, file => Assert.Equal(ManualTime.Start.DateTime, file.Date));
        Assert.All(files, file => Assert.Equal((FileType.Waveform, "bench"), (file.Type, file.Session)));
        Assert.Equal(3, tester.Requests.Count);
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task A_tester_that_is_away_for_a_moment_is_waited_for(LinkKind protocol)
    {
        tester.Files.Write(FileFolder.Waveforms, "a.mwf", new byte[3]);
        var time = new ManualTime();
        using var session = await tester.ConnectAsync(protocol, clock: time);
        tester.StopListening();
        await session.WhenItHasNoticedAsync();

        var listing = session.ListFilesAsync(FileType.Waveform);
        await time.WhenShortTimerIsSet();
        tester.StartListening();
        await time.Pass(listing);

        Assert.Equal("a.mwf", Assert.Single(await listing).Name);
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task A_tester_that_closes_connections_for_a_moment_is_waited_for(LinkKind protocol)
    {
        tester.Files.Write(FileFolder.Waveforms, "a.mwf", new byte[3]);
        using var session = await tester.ConnectAsync(protocol, clock: new LeapingTime(longestLeapMs: 300));
        tester.DropConnections();
        await session.WhenItHasNoticedAsync();
        tester.Faults.Next(Fault.Disconnect, Functions.General, count: 5);

        Assert.Equal("a.mwf", Assert.Single(await session.ListFilesAsync(FileType.Waveform)).Name);
        tester.DropConnections();
        await session.WhenItHasNoticedAsync();
        tester.Faults.Next(Fault.Disconnect, Functions.General, count: 5);
        Assert.True((await session.ReadStatusAsync(3)).Voltage > 0);
    }

    [Fact]
    public async Task A_tester_that_has_no_list_any_more_is_asked_for_another()
    {
        tester.Files.Write(FileFolder.Waveforms, "a.mwf", new byte[3]);
        using var session = await tester.ConnectAsync();
        tester.Faults.Next(Fault.Error(), Functions.FileList, after: 1);

        Assert.Equal("a.mwf", Assert.Single(await session.ListFilesAsync(FileType.Waveform)).Name);
        tester.Faults.Always(Fault.Error(), Functions.FileList);
        await Assert.ThrowsAsync<MaccorErrorReplyException>(() => session.ListFilesAsync(FileType.Waveform));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(0)]
    public async Task A_number_of_files_that_is_not_told_at_first_is_told_with_each(int count)
    {
        for (var i = 0; i < count; i++)
            tester.Files.Write(FileFolder.Waveforms, $"{i}.mwf", new byte[3]);
        using var session = await tester.ConnectAsync();
        tester.Faults.Next(Fault.ChangeBytes(reply => JsonSplice.Replace(reply, "NumberOfFiles", "null"u8)), Functions.FileList);

        Assert.Equal(count, (await session.ListFilesAsync(FileType.Waveform)).Count);
    }

    [Fact]
    public async Task An_empty_folder_costs_one_message()
    {
        using var session = await tester.ConnectAsync();
        tester.Requests.Clear();

        Assert.Empty(await session.ListFilesAsync(FileType.Archive));
        Assert.Equal(1, tester.Requests.Count);
    }

    [Fact]
    public async Task Progress_ends_at_all_files()
    {
        tester.Files.Write(FileFolder.Can, "a.can", []);
        tester.Files.Write(FileFolder.Can, "b.dbc", []);
        using var session = await tester.ConnectAsync();
        var shares = new Told<double>();

        await session.ListFilesAsync(FileType.Can, shares);

        Assert.Equal([0.5, 1], shares.Values);
    }

    [Theory]
    [InlineData("0000-00-00T00:00:00", null)]
    [InlineData("", null)]
    [InlineData("1899-12-30T00:00:00", 1899)]
    public async Task A_file_whose_date_no_calendar_has_is_listed_with_the_others(string date, int? year)
    {
        tester.Files.Write(FileFolder.Waveforms, "a.mwf", []);
        tester.Files.Write(FileFolder.Waveforms, "b.mwf", []);
        using var session = await tester.ConnectAsync();
        tester.Faults.Next(
            Fault.ChangeBytes(reply => JsonSplice.Replace(reply, "FileDate", Encoding.UTF8.GetBytes($"\"{date}\""))),
            Functions.FileList,
            after: 1);

        var files = await session.ListFilesAsync(FileType.Waveform);

        Assert.Equal(["a.mwf", "b.mwf"], files.Select(file => file.Name));
        Assert.Equal(year, files[0].Date?.Year);
    }

    [Theory]
    [InlineData("count")]
    [InlineData("type")]
    [InlineData("index")]
    [InlineData("name")]
    [InlineData("end")]
    public async Task A_list_that_changes_while_it_is_read_is_read_again(string what)
    {
        foreach (var name in (string[])["a.mwf", "b.mwf", "c.mwf"])
            tester.Files.Write(FileFolder.Waveforms, name, []);
        using var session = await tester.ConnectAsync();
        // The reply to the build, then the first file, then this one.
        tester.Faults.Next(Fault.Change<FileListReply>(reply => Disturb(reply, what)), Functions.FileList, after: 2);

        var files = await session.ListFilesAsync(FileType.Waveform);

        Assert.Equal(["a.mwf", "b.mwf", "c.mwf"], files.Select(file => file.Name));
    }

    [Fact]
    public async Task A_list_that_never_stands_still_is_an_error_after_a_bounded_number_of_messages()
    {
        tester.Files.Write(FileFolder.Waveforms, "a.mwf", []);
        using var session = await tester.ConnectAsync();
        tester.Requests.Clear();
        tester.Faults.Always(
            Fault.Change<FileListReply>(reply => reply.NumberOfFiles = reply.Command == FileListRequest.Build ? (ushort)1 : (ushort)2),
            Functions.FileList);

        var problem = await Assert.ThrowsAsync<MaccorTransferException>(() => session.ListFilesAsync(FileType.Waveform));

        Assert.Equal("ListingChanged", problem.ErrorId);
        Assert.Equal(6, tester.Requests.Count);
    }

    [Fact]
    public async Task A_message_that_is_lost_begins_the_list_anew()
    {
        tester.Files.Write(FileFolder.Waveforms, "a.mwf", []);
        tester.Files.Write(FileFolder.Waveforms, "b.mwf", []);
        using var session = await tester.ConnectAsync();
        tester.Faults.Next(Fault.Disconnect, Functions.FileList, after: 1);

        var files = await session.ListFilesAsync(FileType.Waveform);

        Assert.Equal(["a.mwf", "b.mwf"], files.Select(file => file.Name));
    }

    [Fact]
    public async Task A_tester_that_is_gone_is_told_as_such()
    {
        using var session = await tester.ConnectAsync();
        tester.Faults.Always(Fault.Disconnect, Functions.FileList);

        var problem = await Assert.ThrowsAsync<MaccorConnectionException>(() => session.ListFilesAsync(FileType.Waveform));

        Assert.Equal("ConnectionLost", problem.ErrorId);
    }

    private static void Disturb(FileListReply reply, string what)
    {
        switch (what)
        {
            case "count":
                reply.NumberOfFiles++;
                break;
            case "type":
                reply.FileType++;
                break;
            case "index":
                reply.Index = (ushort)(reply.Index! + 2);
                break;
            case "name":
                reply.FileName = "A.MWF";
                break;
            default:
                reply.FileName = "";
                break;
        }
    }
}
