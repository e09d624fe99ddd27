using System.Globalization;
using MacNet.Data;
using MacNet.Data.Live;
using MacNet.PowerShell.Live;
using MacNet.Protocol.Messages;

namespace MacNet.PowerShell.Screen;

/// <summary>What a terminal shows of testers: a line for each channel, as many as there is room for.</summary>
internal sealed class ChannelScreen
{
    private const string Help = "q quit   ↑ ↓ PgUp PgDn Home End   t tests only";
    private const int LeastTest = 10;
    private const int StaleAfter = 5;
    private const int MostAlarms = 2;
    private const int MostWords = 2;

    private static readonly Column[] Columns =
    [
        new("U (V)", 8, reading => Number(reading.Voltage, "0.0000")),
        new("I (A)", 8, reading => Number(reading.SignedCurrent, "0.0000")),
        new("T (°C)", 6, reading => Number(reading.HottestTemperature(), "0.0")),
        new("Cycle", 5, reading => Number(reading.Cycle, "0")),
        new("Step", 4, reading => Number(reading.Step, "0")),
        new("Test time", 11, reading => reading.TestTime is { Ticks: > 0 } time ? time.ToString(@"d\.hh\:mm\:ss", CultureInfo.InvariantCulture) : ""),
    ];

    private int room = 1;
    private int length;

    /// <summary>The first line that is shown.</summary>
    internal int Top { get; private set; }

    /// <summary>Whether only channels with a test are shown.</summary>
    internal bool TestsOnly { get; private set; }

    /// <summary>The lines, none of them wider than the terminal, with its colours.</summary>
    /// <param name="testers">What is known of the testers.</param>
    /// <param name="alarms">The alarms that are raised.</param>
    /// <param name="words">What was said meanwhile; the last of it is shown.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="width">The terminal's columns.</param>
    /// <param name="height">The terminal's lines.</param>
    internal IReadOnlyList<string> Draw(
        IReadOnlyList<TesterPicture> testers,
        IReadOnlyCollection<string> alarms,
        IReadOnlyList<Spoken> words,
        DateTimeOffset now,
        int width,
        int height)
    {
        var columns = Fitting(width);
        var body = testers.SelectMany(tester => Of(tester, columns, now, width)).ToArray();
        var head = Head(testers, alarms, columns, now, width);
        var foot = words.Skip(words.Count - MostWords).Select(spoken => Paint(spoken.Text.Fitted(width), spoken.IsError ? "31" : "33"))
            .ToArray();
        room = Math.Max(1, height - head.Count - foot.Length - 1);
        length = body.Length;
        Top = Math.Max(0, Math.Min(Top, length - room));
        var shown = body.Skip(Top).Take(room).ToArray();
        // The first line names its tester, whose own line may have been scrolled away.
        if (shown.Length > 0)
            shown[0] = shown[0] with { Text = shown[0].Heading };
        string[] free = [.. Enumerable.Repeat("", room - shown.Length)];
        return [.. head, .. shown.Select(line => line.Text), .. free, .. foot, Keys(shown.Length, width)];
    }

    /// <summary>Takes a key.</summary>
    /// <returns>Whether to go on.</returns>
    internal bool Press(ConsoleKeyInfo key)
    {
        if (key.Key is ConsoleKey.Q or ConsoleKey.Escape || (key.Key == ConsoleKey.C && key.Modifiers.HasFlag(ConsoleModifiers.Control)))
            return false;
        TestsOnly ^= key.Key == ConsoleKey.T;
        Top = key.Key switch
        {
            ConsoleKey.UpArrow or ConsoleKey.K => Top - 1,
            ConsoleKey.DownArrow or ConsoleKey.J => Top + 1,
            ConsoleKey.PageUp => Top - room + 1,
            ConsoleKey.PageDown or ConsoleKey.Spacebar => Top + room - 1,
            ConsoleKey.Home => 0,
            ConsoleKey.End => length,
            _ => Top,
        };
        Top = Math.Max(0, Math.Min(Top, length - room));
        return true;
    }

    private static List<string> Head(
        IReadOnlyList<TesterPicture> testers, IReadOnlyCollection<string> alarms, Column[] columns, DateTimeOffset now, int width)
    {
        var clock = now.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var states = testers.SelectMany(tester => tester.Channels)
            .GroupBy(reading => reading.State).OrderByDescending(group => group.Count());
        var counts = string.Join(", ", states.Select(group => FormattableString.Invariant($"{group.Count()} {group.Key}")));
        var titles = $"{"Ch".Fitted(4, true)} {"State".Fitted(13)} {"Test".Fitted(TestWidth(columns, width))}";
        var lines = new List<string> { Paint($"{counts.Fitted(width - 9)} {clock}".Fitted(width), "1") };
        lines.AddRange(alarms.Take(MostAlarms).Select(alarm => Paint($"! {alarm.Shown()}".Fitted(width), "1;37;41")));
        lines.Add(
            Paint((titles + string.Concat(columns.Select(column => " " + column.Title.Fitted(column.Width, true)))).Fitted(width), "4"));
        return lines;
    }

    private IEnumerable<Line> Of(TesterPicture tester, Column[] columns, DateTimeOffset now, int width)
    {
        var silence = now - (tester.AnsweredAt ?? tester.Since);
        var isStale = tester.Problem is not null || silence.TotalSeconds > StaleAfter * Math.Max(1, tester.Interval.TotalSeconds);
        var said = isStale ? $"no answer for {Age(silence)}"
            : tester.AnsweredAt is null ? "connecting"
            : $"last answer {Age(silence)} ago";
        var heading = $"{tester.Session.Shown()}  {said}{(tester.Problem is { } why ? $": {why.Shown()}" : "")}".Fitted(width);
        heading = Paint(heading, isStale ? "1;31" : "1;36");
        yield return new(heading, heading);
        foreach (var reading in tester.Channels.Where(reading => !TestsOnly || HasTest(reading)))
            yield return new(Row(reading, columns, width, isStale), heading);
    }

    private static string Row(LogReading reading, Column[] columns, int width, bool isStale)
    {
        var state = (reading.State == ChannelState.Active ? reading.Activity?.ToString() : reading.State?.ToString()) ?? "";
        var test = reading.TestName.Shown();
        if (reading is { State: { } now, Reason: { } reason } && StateStyle.IsFault(now))
            test = test.Length > 0 ? $"{reason}, {test}" : reason.ToString();
        var number = reading.Channel.ToString(CultureInfo.InvariantCulture).Fitted(4, true);
        var rest =
            $"{test.Fitted(TestWidth(columns, width))}{string.Concat(columns.Select(column => " " + column.Value(reading).Fitted(column.Width, true)))}";
        if (isStale)
            return Paint($"{number} {state.Fitted(13)} {rest}".Fitted(width), "2");
        return width < 20
            ? number
            : $"{number} {StateStyle.Painted(state.Fitted(13), reading.State)} {(HasTest(reading) ? rest : Paint(rest, "2"))}";
    }

    private string Keys(int shown, int width)
    {
        var where = length > room ? FormattableString.Invariant($"lines {Top + 1} to {Top + shown} of {length}   ") : "";
        return Paint($"{where}{Help}{(TestsOnly ? " (on)" : "")}".Fitted(width), "7");
    }

    // In a narrow window what is most to the right is left out.
    private static Column[] Fitting(int width)
    {
        var count = Columns.Length;
        while (count > 0 && TestWidth([.. Columns.Take(count)], width) < LeastTest)
            count--;
        return [.. Columns.Take(count)];
    }

    private static int TestWidth(Column[] columns, int width) => width - 19 - columns.Sum(column => column.Width + 1);

    private static bool HasTest(LogReading reading) => reading.State is not (ChannelState.Available or ChannelState.Selected or null);

    private static string Age(TimeSpan age) => age.TotalMinutes < 2
        ? FormattableString.Invariant($"{age.TotalSeconds:0} s")
        : age.TotalHours < 2
        ? FormattableString.Invariant($"{age.TotalMinutes:0} min")
        : FormattableString.Invariant($"{age.TotalHours:0} h");

    private static string Number(double? value, string format) =>
        value is { } number && !double.IsNaN(number) ? number.ToString(format, CultureInfo.InvariantCulture) : "";

    private static string Paint(string text, string style) => $"\u001b[{style}m{text}\u001b[0m";

    private sealed record Column(string Title, int Width, Func<LogReading, string> Value);

    private readonly record struct Line(string Text, string Heading);
}
