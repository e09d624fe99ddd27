using System.Text;

namespace MacNet.PowerShell.Screen;

/// <summary>A terminal's second screen: what was on the first comes back when it is disposed.</summary>
internal sealed class TerminalScreen : IDisposable
{
    private readonly TextWriter terminal;

    internal TerminalScreen(TextWriter terminal)
    {
        this.terminal = terminal;
        Write("\u001b[?1049h\u001b[?25l\u001b[2J");
    }

    /// <summary>Draws all lines at once, over those that are there.</summary>
    internal void Draw(IEnumerable<string> lines)
    {
        var frame = new StringBuilder("\u001b[?2026h\u001b[H");
        var isFirst = true;
        foreach (var line in lines)
        {
            frame.Append(isFirst ? "" : "\r\n").Append(line).Append("\u001b[K");
            isFirst = false;
        }

        Write(frame.Append("\u001b[J\u001b[?2026l").ToString());
    }

    public void Dispose() => Write("\u001b[0m\u001b[?25h\u001b[?1049l");

    private void Write(string text)
    {
        terminal.Write(text);
        terminal.Flush();
    }
}
