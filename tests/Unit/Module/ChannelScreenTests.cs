using System.Text.RegularExpressions;
using MacNet.Data;
using MacNet.Data.Live;
using MacNet.PowerShell.Live;
using MacNet.PowerShell.Screen;
using MacNet.Protocol.Messages;
using Xunit;

namespace MacNet.Tests.Unit.Module;

public class ChannelScreenTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly ChannelScreen screen = new();

    [Fact]
    public void A_line_has_what_a_channel_does_with_test_values_cycle_and_step()
    {
        var line = Plain(Draw([Tester(Running(5))], width: 100)).Single(text => text.Contains("Batch 12", StringComparison.Ordinal));
        Assert.Matches(@"^   5 Charge +Batch 12 cell 5 +3\.7000 +1\.0000 +31\.5 +2 +7 +1\.02:03:04$", line);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(100)]
    [InlineData(80)]
    [InlineData(40)]
    [InlineData(12)]
    [InlineData(1)]
    public void No_line_is_wider_than_the_window_and_no_screen_higher(int width)
    {
        var tester = Tester([.. Enumerable.Range(1, 60).Select(Running)]);
        var lines = Plain(Draw([tester], ["It is hot"], width, height: 20));
        Assert.Equal(20, lines.Length);
        Assert.DoesNotContain(lines, line => line.Length > Math.Max(width, 4));
    }

    [Fact]
    public void A_fault_is_red_and_says_why()
    {
        var fault =
            Running(5) with { State = ChannelState.Problem, Activity = ChannelActivity.Problem, Reason = RecordReason.OverchargeSafety };
        var line = Draw([Tester(fault)], width: 100)
            .Single(text => text.Contains("Problem ", StringComparison.Ordinal) && text.Contains("Batch", StringComparison.Ordinal));
        Assert.Contains("\u001b[31mProblem", line, StringComparison.Ordinal);
        Assert.Contains("OverchargeSafety, Batch 12 cell 5", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ChannelState.Active, 32)]
    [InlineData(ChannelState.Completed, 36)]
    [InlineData(ChannelState.Suspended, 33)]
    [InlineData(ChannelState.PowerFail, 31)]
    public void A_state_has_its_colour(ChannelState state, int colour)
    {
        var reading = Running(5) with { State = state, Activity = null };
        Assert.Contains(Draw([Tester(reading)]), line => line.Contains($"\u001b[{colour}m", StringComparison.Ordinal)
            && (state == ChannelState.Active || line.Contains($"\u001b[{colour}m{state}", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_is_said_meanwhile_stands_above_the_keys_and_only_the_last_of_it()
    {
        Spoken[] words = [new("old", false), new("fault: Channel 2", false), new("The alert 'fault' could not be told", true)];
        var lines = screen.Draw([Tester(Running(5))], [], words, Now, 60, 12);
        Assert.Equal(12, lines.Count);
        Assert.Equal(
            ["\u001b[33mfault: Channel 2", "\u001b[31mThe alert 'fault' could not be told"],
            lines.Skip(9).Take(2).Select(line => line.Replace("\u001b[0m", "", StringComparison.Ordinal).TrimEnd()));
        Assert.StartsWith("q quit", Plain(lines)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_said_while_a_screen_is_there_is_the_screen_s_and_what_a_script_writes_too()
    {
        var words = new HeardWords();
        using (HostVoice.Divert(words.Add))
        {
            HostVoice.Warn(null, "two\r\nlines \u001b[2J");
            Assert.True(HostVoice.TryDivert("written"));
        }

        Assert.Equal(["two lines \\u001B[2J", "written"], words.All.Select(spoken => spoken.Text));
        Assert.False(HostVoice.TryDivert("afterwards"));
    }

    [Fact]
    public void A_tester_that_does_not_answer_says_since_when_and_its_channels_are_dimmed()
    {
        var silent = new TesterPicture
        {
            Session = "tester1",
            Since = Now,
            AnsweredAt = Now.AddSeconds(-90),
            Problem = "no connection",
            Interval = TimeSpan.FromSeconds(1),
            Channels = [Running(5)],
        };
        var lines = Draw([silent], width: 100);
        Assert.Contains(lines, line => line.Contains("\u001b[1;31mtester1  no answer for 90 s: no connection", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("\u001b[2m   5 Charge", StringComparison.Ordinal));
    }

    [Fact]
    public void Keys_page_through_more_channels_than_lines_and_not_beyond_them()
    {
        TesterPicture[] testers = [Tester([.. Enumerable.Range(1, 60).Select(Running)])];
        Assert.Contains("lines 1 to 17 of 61", Plain(Draw(testers, height: 20))[^1], StringComparison.Ordinal);
        Press(ConsoleKey.PageDown);
        var second = Plain(Draw(testers, height: 20));
        Assert.StartsWith("tester1", second[2], StringComparison.Ordinal);
        Assert.StartsWith("  17 ", second[3], StringComparison.Ordinal);
        Press(ConsoleKey.End);
        Assert.Contains("lines 45 to 61 of 61", Plain(Draw(testers, height: 20))[^1], StringComparison.Ordinal);
        Press(ConsoleKey.DownArrow);
        Press(ConsoleKey.Home);
        Assert.Equal(0, screen.Top);
        Press(ConsoleKey.UpArrow);
        Assert.Equal(0, screen.Top);
    }

    [Fact]
    public void A_window_that_grows_shows_what_there_is_room_for()
    {
        TesterPicture[] testers = [Tester([.. Enumerable.Range(1, 60).Select(Running)])];
        _ = Draw(testers, height: 20);
        Press(ConsoleKey.End);
        Assert.DoesNotContain("lines", Plain(Draw(testers, height: 80))[^1], StringComparison.Ordinal);
        Assert.Equal(0, screen.Top);
    }

    [Fact]
    public void Channels_without_a_test_are_left_out_when_wanted_and_come_back()
    {
        var idle = Running(6) with { State = ChannelState.Available, TestName = null };
        Press(ConsoleKey.T);
        Assert.DoesNotContain(Plain(Draw([Tester(Running(5), idle)])), line => line.StartsWith("   6", StringComparison.Ordinal));
        Press(ConsoleKey.T);
        Assert.Contains(Plain(Draw([Tester(Running(5), idle)])), line => line.StartsWith("   6", StringComparison.Ordinal));
    }

    [Fact]
    public void It_ends_with_q_and_with_Escape()
    {
        Assert.False(screen.Press(new ConsoleKeyInfo('q', ConsoleKey.Q, false, false, false)));
        Assert.False(screen.Press(new ConsoleKeyInfo('\u001b', ConsoleKey.Escape, false, false, false)));
    }

    [Fact]
    public void What_a_test_is_called_cannot_act_on_the_terminal()
    {
        var line = Draw([Tester(Running(5) with { TestName = "\u001b[2Jgone" })])
            .Single(text => text.Contains("gone", StringComparison.Ordinal));
        Assert.DoesNotContain("\u001b[2J", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Zelle", 8, "Zelle   ")]
    [InlineData("Zelle aus Ulm", 8, "Zelle a…")]
    [InlineData("日本の電池", 8, "日本の… ")]
    public void A_text_takes_the_columns_that_it_has(string text, int width, string fitted) => Assert.Equal(fitted, text.Fitted(width));

    [Fact]
    public void A_terminal_is_left_as_it_was_found()
    {
        using var written = new StringWriter();
        using (var terminal = new TerminalScreen(written))
            terminal.Draw(["one", "two"]);
        Assert.StartsWith("\u001b[?1049h\u001b[?25l", written.ToString(), StringComparison.Ordinal);
        Assert.Contains("one\u001b[K\r\ntwo\u001b[K\u001b[J", written.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("\u001b[0m\u001b[?25h\u001b[?1049l", written.ToString(), StringComparison.Ordinal);
    }

    private IReadOnlyList<string> Draw(IReadOnlyList<TesterPicture> testers, string[]? alarms = null, int width = 90, int height = 24) =>
        screen.Draw(testers, alarms ?? [], [], Now, width, height);

    private void Press(ConsoleKey key) => Assert.True(screen.Press(new ConsoleKeyInfo('\0', key, false, false, false)));

    private static string[] Plain(IEnumerable<string> lines) => [.. lines.Select(line => Regex.Replace(line, "\u001b\\[[0-9;]*m", ""))];

    private static TesterPicture Tester(params LogReading[] channels) => new()
    {
        Session = "tester1",
        Since = Now,
        AnsweredAt = Now,
        Interval = TimeSpan.FromSeconds(1),
        Channels = channels,
    };

    private static LogReading Running(int channel) => new()
    {
        Session = "tester1",
        Channel = channel,
        TestName = $"Batch 12 cell {channel}",
        State = ChannelState.Active,
        Activity = ChannelActivity.Charge,
        Voltage = 3.7,
        SignedCurrent = 1,
        TestTime = new TimeSpan(1, 2, 3, 4),
        Cycle = 2,
        Step = 7,
        Auxiliaries = [new AuxiliaryValue(1, 31.5, "C")],
    };
}
