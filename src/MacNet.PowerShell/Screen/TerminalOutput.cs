using System.Management.Automation;
using System.Management.Automation.Language;

namespace MacNet.PowerShell.Screen;

/// <summary>Whether a terminal shows what a cmdlet emits.</summary>
internal static class TerminalOutput
{
    /// <summary>Whether it does: nobody takes it, be it another cmdlet, a file or a variable.</summary>
    internal static bool GoesToTerminal(this PSCmdlet cmdlet) =>
        cmdlet.MyInvocation.PipelinePosition == cmdlet.MyInvocation.PipelineLength
        && !Console.IsOutputRedirected
        && cmdlet.Host.Name == "ConsoleHost"
        && !IsTaken(cmdlet.MyInvocation.Line, cmdlet.MyInvocation.OffsetInLine - 1);

    /// <summary>Whether a file or a variable takes what a command emits, which PowerShell tells by nothing but the line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="offset">Where in it the command begins.</param>
    internal static bool IsTaken(string line, int offset) => Parser.ParseInput(line, out _, out _)
        .FindAll(part => part is CommandAst && part.Extent.StartOffset == offset, searchNestedScriptBlocks: true).Cast<CommandAst>()
        .Any(command => command.Redirections.OfType<FileRedirectionAst>()
            .Any(file => file.FromStream is RedirectionStream.Output or RedirectionStream.All)
            || command.Parent is PipelineAst { Parent: AssignmentStatementAst });
}
