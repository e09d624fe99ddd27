using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Transport;
using MacNet.Tests.Unit.Time;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Faults;
using MacNet.VirtualTester.Files;
using Xunit;

namespace MacNet.Tests.Unit.Files;

public sealed class FileTransferTests : IDisposable
{
    private readonly SimulatedTester tester = SimulatedTester.Start();

    public void Dispose() => tester.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(499)]
    [InlineData(500)]
    [InlineData(501)]
    [InlineData(1000)]
    [InlineData(123_456)]
    public async Task A_file_arrives_as_it_was_both_ways(int size)
    {
        var content = Content(size);
        using var session = await tester.ConnectAsync();
        var sent = new Told<long>();
        var received = new Told<long>();

        await session.SendFileAsync(FileType.Waveform, "w.mwf", new MemoryStream(content), sent);
        Assert.Equal(content, tester.Files.Find(FileFolder.Waveforms, "w.mwf")!.Read());
        using var back = new MemoryStream();
        Assert.Equal(size, await session.ReceiveFileAsync(FileType.Waveform, "w.mwf", back, received));

        Assert.Equal(content, back.ToArray());
        // One report a block, the last of which is short.
        Assert.Equal(size / 500 + 1, sent.Values.Count);
        Assert.Equal(size / 500 + 1, received.Values.Count);
        Assert.Equal(size, sent.Values[^1]);
        Assert.Equal(size, received.Values[^1]);
    }

    [Fact]
    public async Task A_tester_that_is_away_for_a_moment_is_waited_for_and_only_so_long()
    {
        tester.Files.Write(FileFolder.Waveforms, "w.mwf", Content(3));
        var time = new ManualTime();
        using var session = await tester.ConnectAsync(clock: time);
        tester.StopListening();
        await session.WhenItHasNoticedAsync();
        using var back = new MemoryStream();

        var receiving = session.ReceiveFileAsync(FileType.Waveform, "w.mwf", back);
        await time.WhenShortTimerIsSet();
        tester.StartListening();
        await time.Pass(receiving);
        Assert.Equal(Content(3), back.ToArray());

        tester.StopListening();
        var inVain = time.Pass(session.ReceiveFileAsync(FileType.Waveform, "w.mwf", back), longestSeconds: 30);
        Assert.Contains("30 s", (await Assert.ThrowsAsync<MaccorConnectionException>(() => inVain)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_more_blocks_than_there_are_numbers_arrives_both_ways()
    {
        var content = Content(500 * 65_540);
        using var session = await tester.ConnectAsync();

        await session.SendFileAsync(FileType.Waveform, "w.mwf", new MemoryStream(content));
        Assert.True(content.AsSpan().SequenceEqual(tester.Files.Find(FileFolder.Waveforms, "w.mwf")!.Read()));
        using var back = new MemoryStream(content.Length);
        await session.ReceiveFileAsync(FileType.Waveform, "w.mwf", back);

        Assert.True(content.AsSpan().SequenceEqual(back.ToArray()));
    }

    [Fact]
    public async Task Block_numbers_that_go_on_at_1_are_understood()
    {
        tester.System.Options.Quirks.BlockNumbersSkipZero = true;
        var content = Content(500 * 65_540);
        tester.Files.Write(FileFolder.Archive, "long.001", content);
        using var session = await tester.ConnectAsync();
        using var back = new MemoryStream(content.Length);

        await session.ReceiveFileAsync(FileType.Archive, "long.001", back);

        Assert.True(content.AsSpan().SequenceEqual(back.ToArray()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_packet_that_comes_twice_is_no_harm(bool sending)
    {
        using var session = await tester.ConnectAsync();
        tester.Faults.Next(Fault.Twice, sending ? Functions.SendFile : Functions.GetFile, after: 3);

        Assert.Equal(Content(2600), await CarryAsync(session, sending, 2600));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_packet_that_is_lost_ends_the_transfer_and_nothing_else(bool sending)
    {
        var time = new ManualTime();
        using var session = await tester.ConnectAsync(clock: time);
        tester.Requests.Clear();
        tester.Faults.Next(Fault.Silence, sending ? Functions.SendFile : Functions.GetFile, after: 3);

        var carrying = CarryAsync(session, sending, 2600);
        await tester.TimeOutAsync(time, count: 5);

        var problem = await Assert.ThrowsAsync<MaccorTransferException>(() => carrying);

        Assert.Equal("TransferBroken", problem.ErrorId);
        Assert.IsType<MaccorTimeoutException>(problem.InnerException);
        Assert.Contains(sending ? "1000 bytes" : "1500 bytes", problem.Message, StringComparison.Ordinal);
        Assert.Equal(Content(2600), await CarryAsync(session, sending, 2600));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_block_that_is_left_out_ends_the_transfer(bool sending)
    {
        using var session = await tester.ConnectAsync();
        tester.Faults.Next(Fault.Change<FilePacket>(packet => packet.Block++), sending ? Functions.SendFile : Functions.GetFile, after: 3);

        var problem = await Assert.ThrowsAsync<MaccorTransferException>(() => CarryAsync(session, sending, 2600));

        Assert.Equal("TransferBroken", problem.ErrorId);
        Assert.Contains(sending ? "block 3" : "block 4", problem.Message, StringComparison.Ordinal);
        Assert.Equal(Content(2600), await CarryAsync(session, sending, 2600));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_error_of_the_tester_in_mid_file_is_told_in_its_words(bool sending)
    {
        using var session = await tester.ConnectAsync();
        tester.Faults.Next(ErrorPacket(), sending ? Functions.SendFile : Functions.GetFile, after: 3);

        var problem = await Assert.ThrowsAsync<MaccorTransferException>(() => CarryAsync(session, sending, 2600));

        Assert.Equal("TransferFailed", problem.ErrorId);
        Assert.Contains("Disk on fire (code 42)", problem.Message, StringComparison.Ordinal);
        Assert.Equal(Content(2600), await CarryAsync(session, sending, 2600));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_packet_that_makes_no_sense_ends_the_transfer(bool sending)
    {
        using var session = await tester.ConnectAsync();
        tester.Faults.Next(
            Fault.Change<FilePacket>(packet => packet.OpCode = FilePacket.ReadRequest), sending
                ? Functions.SendFile
                : Functions.GetFile, after: 2);

        var problem = await Assert.ThrowsAsync<MaccorTransferException>(() => CarryAsync(session, sending, 2600));

        Assert.Equal("TransferBroken", problem.ErrorId);
        Assert.Contains("opcode 1", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_block_that_is_too_large_ends_the_transfer()
    {
        using var session = await tester.ConnectAsync();
        tester.Faults.Next(Fault.Change<FilePacket>(packet => packet.Content = new byte[501]), Functions.GetFile);

        var problem = await Assert.ThrowsAsync<MaccorTransferException>(() => CarryAsync(session, sending: false, 2600));

        Assert.Contains("501 bytes", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transfer_that_is_given_up_is_told_to_the_tester()
    {
        using var session = await tester.ConnectAsync();
        tester.Faults.Next(Fault.Change<FilePacket>(packet => packet.Block += 7), Functions.SendFile, after: 2);
        var come = tester.Requests.Count + 5;

        await Assert.ThrowsAsync<MaccorTransferException>(() => CarryAsync(session, sending: true, 2600));

        await tester.Requests.WhenCountReaches(come);
        Assert.Equal(FilePacket.Error, ((FilePacket)tester.Requests.All[^1].Message!).OpCode);
        Assert.Null(tester.Files.Find(FileFolder.Waveforms, "w.mwf"));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_refused_in_the_testers_words()
    {
        using var session = await tester.ConnectAsync();

        var problem = await Assert.ThrowsAsync<MaccorTransferException>(
            () => session.ReceiveFileAsync(FileType.Archive, "nowhere.001", Stream.Null));

        Assert.Equal("TransferRefused", problem.ErrorId);
        Assert.Contains("'nowhere.001' does not exist", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_waits_behind_a_transfer_and_closing_the_session_ends_it()
    {
        tester.Files.Write(FileFolder.Archive, "a.001", Content(2600));
        var session = await tester.ConnectAsync(LinkKind.Binary);
        var reached = tester.Requests.Count + 3;
        tester.Faults.Next(Fault.Silence, Functions.GetFile, after: 2);
        var receiving = session.ReceiveFileAsync(FileType.Archive, "a.001", Stream.Null);
        await tester.Requests.WhenCountReaches(reached);

        await session.AskAsync(Functions.Echo, new Nothing());
        Assert.False(receiving.IsCompleted);
        session.Dispose();

        var problem = await Assert.ThrowsAsync<MaccorTransferException>(() => receiving);
        Assert.Equal("SessionClosed", Assert.IsType<MaccorConnectionException>(problem.InnerException).ErrorId);
    }

    [Fact]
    public async Task A_transfer_can_be_cancelled()
    {
        tester.Files.Write(FileFolder.Archive, "a.001", Content(2600));
        using var session = await tester.ConnectAsync();
        using var cancelling = new CancellationTokenSource();
        tester.Faults.Next(Fault.Silence, Functions.GetFile, after: 2);
        var progress = new Told<long>(bytes =>
        {
            if (bytes == 1000)
                cancelling.Cancel();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => session.ReceiveFileAsync(FileType.Archive, "a.001", Stream.Null, progress, cancelling.Token));
    }

    [Fact]
    public async Task A_transfer_counts_as_messages_and_is_told_as_one_exchange()
    {
        var told = new List<MacNet.Protocol.Session.Exchange>();
        using var session = await tester.ConnectAsync(exchanged: told.Add);
        var before = session.MessagesSent;
        told.Clear();

        await session.SendFileAsync(FileType.Waveform, "w.mwf", new MemoryStream(Content(1200)));

        Assert.Equal(5, session.MessagesSent - before);
        Assert.Equal([Functions.General, Functions.SendFile], told.Select(exchange => exchange.Function));
        Assert.Equal(LinkKind.Binary, told[1].Link);
    }

    [Theory]
    [InlineData(FileType.Active, "a.001", "FileTypeNotSent")]
    [InlineData(FileType.Archive, "a.001", "FileTypeNotSent")]
    [InlineData(FileType.SystemEvent, "SysEvent.log", "FileTypeNotSent")]
    [InlineData(FileType.Procedure, "a.mwf", "FileExtension")]
    [InlineData(FileType.Can, "a", "FileExtension")]
    [InlineData(FileType.Can, "../a.can", "UnsafeFileName")]
    public async Task What_a_tester_does_not_take_is_not_sent(FileType type, string name, string errorId)
    {
        using var session = await tester.ConnectAsync();
        var before = tester.Requests.Count;

        var problem = await Assert.ThrowsAsync<MaccorInputException>(
            () => session.SendFileAsync(type, name, Stream.Null));

        Assert.Equal(errorId, problem.ErrorId);
        Assert.Equal(before, tester.Requests.Count);
    }

    private static Fault ErrorPacket() => Fault.Change<FilePacket>(packet =>
    {
        packet.OpCode = FilePacket.Error;
        packet.ErrorCode = 42;
        packet.ErrorText = "Disk on fire.";
    });

    // Sends content, or has it received; gives what arrived.
    private async Task<byte[]> CarryAsync(MacNet.Protocol.Session.MaccorSession session, bool sending, int size)
    {
        if (sending)
        {
            await session.SendFileAsync(FileType.Waveform, "w.mwf", new MemoryStream(Content(size)));
            return tester.Files.Find(FileFolder.Waveforms, "w.mwf")!.Read();
        }

        tester.Files.Write(FileFolder.Waveforms, "w.mwf", Content(size));
        using var back = new MemoryStream();
        await session.ReceiveFileAsync(FileType.Waveform, "w.mwf", back);
        return back.ToArray();
    }

    private static byte[] Content(int size)
    {
        var content = new byte[size];
        new Random(1).NextBytes(content);
        return content;
    }
}
