using System.Text;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;
using MacNet.Tests.Unit.Time;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Options;
using Xunit;

namespace MacNet.Tests.Unit.Trace;

public sealed class FileTraceTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();
    private readonly ManualTime time = new();
    private readonly List<string> warnings = [];

    public void Dispose() => File.Delete(path);

    public static TheoryData<byte[]> Messages() => new()
    {
        Utf8("{\"jsonrpc\":\"2.0\"}"),
        Utf8("{\r\n  \"a\": \"b\",\n\t\"c\": 1\r\n}\r\n"),
        Utf8("{\"escapes\":\"\\r\\n\\t\\\\ \\\" \\u0041\"}\r\n"),
        Utf8("{\"backslash at the end\\\\\":\r\n1}"),
        Utf8("{\"größe €\":\"\U0001F511\"}"),
        Utf8("{\"cut in a stri"),
        Utf8("{\"cut after a backslash\\"),
        Utf8("{"),
        Utf8("{\"a\":\"\r\n\"}"),
        Utf8("{ \\r no JSON"),
        Utf8("{\u0001}"),
        Utf8("plain text"),
        Utf8(" {\"begins\":\"with a blank\"}"),
        Array.Empty<byte>(),
        new byte[] { 0 },
        new byte[] { (byte)'{', 0xC3, 0x28 },
        Enumerable.Range(0, 256).Select(value => (byte)value).ToArray(),
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public void Every_message_can_be_had_back(byte[] bytes)
    {
        using (var trace = new FileTrace(path, "bench", time))
        {
            trace.Note(LinkKind.Udp, 3, sent: true, bytes);
            trace.Note(LinkKind.Json, 12, sent: false, [1]);
        }

        var messages = TraceReader.Read(path).ToList();

        Assert.Equal(2, messages.Count);
        Assert.Equal(bytes, messages[0].Bytes);
        Assert.Equal((LinkKind.Udp, 3, true, "bench"), (messages[0].Link, messages[0].Connection, messages[0].Sent, messages[0].Tester));
        Assert.Equal((LinkKind.Json, 12, false), (messages[1].Link, messages[1].Connection, messages[1].Sent));
        Assert.Equal(time.GetUtcNow(), messages[0].Time);
    }

    [Fact]
    public void A_line_is_readable()
    {
        using (var trace = new FileTrace(path, "bench\t1", time))
        {
            trace.Note(LinkKind.Json, 1, sent: true, "{\"id\":1}"u8);
            trace.Note(LinkKind.Json, 1, sent: false, "{\r\n  \"id\": 1\r\n}\r\n"u8);
            trace.Note(LinkKind.Binary, 2, sent: true, [0, 1, 0xAB]);
        }

        Assert.Equal(
            [
                "2026-01-05T08:00:00.000+00:00\tbench 1\tJson1\t->\t{\"id\":1}",
                "2026-01-05T08:00:00.000+00:00\tbench 1\tJson1\t<-\t{\\r\\n  \"id\": 1\\r\\n}\\r\\n",
                "2026-01-05T08:00:00.000+00:00\tbench 1\tBinary2\t->\t00 01 AB",
            ],
            File.ReadAllLines(path));
    }

    [Fact]
    public void Several_write_at_the_end_of_one_file_at_once()
    {
        File.WriteAllText(path, "# what was there\n");
        using (var one = new FileTrace(path, "one", time))
        using (var two = new FileTrace(path, "two", time))
        {
            Parallel.For(0, 200, i => (i % 2 == 0 ? one : two).Note(LinkKind.Binary, i, sent: true, new byte[i]));
        }

        Assert.Equal(200, TraceReader.Read(path).Count());
        Assert.Equal("# what was there", File.ReadLines(path).First());
        Assert.All(TraceReader.Read(path), message => Assert.Equal(message.Connection, message.Bytes.Length));
    }

    [Fact]
    public async Task A_session_writes_down_all_that_it_says_and_hears()
    {
        using var tester = SimulatedTester.Start(new VirtualTesterOptions { Channels = 4, Speed = 0, TransitionTime = default });
        using (var session = await tester.ConnectAsync(trace: new FileTrace(path, "bench")))
        {
            await session.ReadReadingsAsync();
            await session.AskAsync(Functions.LongNames, new ChannelRequest { Channel = 2 });
            await session.SendFileAsync(FileType.Waveform, "w.mwf", new MemoryStream(new byte[501]));
        }

        var messages = TraceReader.Read(path).ToList();

        Assert.Equal(
            tester.Requests.All.Select(request => request.Bytes), messages.Where(message => message.Sent).Select(message => message.Bytes));
        // In JSON the line end comes behind the object, which is the reply.
        Assert.Equal(
            tester.Requests.All.Select(request => Encoding.ASCII.GetString(request.Reply!).TrimEnd()),
            messages.Where(message => !message.Sent).Select(message => Encoding.ASCII.GetString(message.Bytes).TrimEnd()));
        Assert.Equal(
            ["Json1", "Binary2", "Binary3"],
            messages.Select(message => $"{message.Link}{message.Connection}").Distinct());
    }

    [Fact]
    public async Task A_session_leaves_a_trace_to_its_owner_who_may_have_several_write_to_it()
    {
        using var tester = SimulatedTester.Start(new VirtualTesterOptions { Channels = 4, Speed = 0 });
        using (var trace = new FileTrace(path, "both"))
        {
            var options = new MaccorSessionOptions { ComputerName = "127.0.0.1", JsonPort = tester.JsonPort, Trace = trace };
            using var one = await MaccorSession.ConnectAsync(options);
            using var other = await MaccorSession.ConnectAsync(options);
            one.Dispose();
            await other.ReadReadingsAsync();
        }

        Assert.Equal(tester.Requests.Count, TraceReader.Read(path).Count(message => message.Sent));
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("2026-01-05T08:00:00.000+00:00\tbench\tJson1\t->")]
    [InlineData("today\tbench\tJson1\t->\t{}")]
    [InlineData("2026-01-05T08:00:00.000+00:00\tbench\tPigeon1\t->\t{}")]
    [InlineData("2026-01-05T08:00:00.000+00:00\tbench\tJson\t->\t{}")]
    [InlineData("2026-01-05T08:00:00.000+00:00\tbench\tJson1\t--\t{}")]
    [InlineData("2026-01-05T08:00:00.000+00:00\tbench\tJson1\t->\t00 1")]
    [InlineData("2026-01-05T08:00:00.000+00:00\tbench\tJson1\t->\t00 GG")]
    public void What_is_no_trace_is_told_with_its_line(string line)
    {
        File.WriteAllText(path, $"# a comment\n\n{line}\n");

        var problem = Assert.Throws<FormatException>(() => TraceReader.Read(path).ToList());

        Assert.Contains("Line 3", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trace_that_cannot_be_written_is_warned_of_once_and_disturbs_nothing()
    {
        using var tester = SimulatedTester.Start(new VirtualTesterOptions { Channels = 4, Speed = 0, TransitionTime = default });
        using var session = await tester.ConnectAsync(trace: new FileTrace(new FullDisk(), "bench") { Warn = Hear });

        while (warnings.Count == 0)
            await session.ReadReadingsAsync();
        await session.ReadReadingsAsync();

        Assert.Contains("full", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trace_that_stalls_holds_up_nothing_and_is_complete_once_it_goes_on()
    {
        using var disk = new StallingDisk();
        using var tester = SimulatedTester.Start(new VirtualTesterOptions { Channels = 4, Speed = 0, TransitionTime = default });
        using var session = await Task.Run(() => tester.ConnectAsync(trace: new FileTrace(disk, "bench"))).WaitAsync(Soon);
        await Task.Run(() => session.ReadReadingsAsync()).WaitAsync(Soon);

        disk.GoOn();
        session.Dispose();

        Assert.Equal(2 * tester.Requests.Count, Encoding.UTF8.GetString(disk.ToArray()).Count(letter => letter == '\n'));
    }

    [Fact]
    public async Task A_trace_that_stalls_for_too_long_is_warned_of_once_and_closed_without_waiting_for_it()
    {
        using var disk = new StallingDisk();
        var trace = new FileTrace(disk, "bench") { Warn = Hear };

        await Task.Run(() =>
        {
            for (var i = 0; i < 20_000; i++)
                trace.Note(LinkKind.Binary, 1, sent: true, [1]);
            trace.Dispose();
        }).WaitAsync(Soon);

        Assert.Contains("too slowly", Assert.Single(warnings), StringComparison.Ordinal);
        disk.GoOn();
    }

    private bool Hear(string warning)
    {
        warnings.Add(warning);
        return true;
    }

    // Only a test that fails waits so long.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private sealed class StallingDisk : MemoryStream
    {
        private readonly ManualResetEventSlim goingOn = new();

        public void GoOn() => goingOn.Set();

        public override void Write(byte[] buffer, int offset, int count)
        {
            goingOn.Wait();
            base.Write(buffer, offset, count);
        }
    }

    private sealed class FullDisk : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("The disk is full.");
    }
}
