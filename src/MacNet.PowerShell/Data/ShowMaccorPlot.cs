using System.Management.Automation;
using MacNet.Data.Plotting;
using MacNet.PowerShell.Screen;

namespace MacNet.PowerShell.Data;

/// <summary>
/// Draws voltage, current, temperature, capacity or energy of channels in the terminal, with dots, from whatever gives readings. It emits
/// lines of text.
/// </summary>
[Cmdlet(VerbsCommon.Show, "MaccorPlot")]
[OutputType(typeof(string))]
public sealed class ShowMaccorPlot : PlotCmdlet
{
    private const int UsualWidth = 80;

    /// <summary>How wide it is, in letters: as the window, unless given.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(TextPlot.LeastWidth, 1000)]
    [NoCompletion]
    public int? Width { get; set; }

    /// <summary>How high each quantity is drawn, in lines.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(2, 200)]
    [NoCompletion]
    public int Height { get; set; } = 8;

    /// <inheritdoc/>
    protected override void Draw(Plot plot) =>
        WriteObject(TextPlot.Draw(plot, Width ?? WindowWidth, Height, HasColors), enumerateCollection: true);

    // A line that fills the last column is wrapped by some terminals.
    private int WindowWidth => this.GoesToTerminal() && Console.WindowWidth > TextPlot.LeastWidth ? Console.WindowWidth - 1 : UsualWidth;

    private bool HasColors => this.GoesToTerminal() && Host.UI.SupportsVirtualTerminal;
}
