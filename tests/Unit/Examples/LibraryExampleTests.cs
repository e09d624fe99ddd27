using Xunit;

namespace MacNet.Tests.Unit.Examples;

/// <summary>Runs examples/Library as a person would.</summary>
public class LibraryExampleTests
{
    [Fact]
    public async Task The_main_job_is_done_from_beginning_to_end()
    {
        var (shown, problems, exitCode) = await BuiltProgram.RunAsync("LibraryQuickStart");

        Assert.Empty(problems);
        Assert.Equal(0, exitCode);
        Assert.Contains("Connected to 'Lab tester 1': 16 channels", shown, StringComparison.Ordinal);
        Assert.Equal(4, Lines(shown, "check passed, limits verified").Count());
        Assert.Equal(4, Lines(shown, "Completed").Count());
        Assert.Contains("VAR1 = 1 A                   Charge", shown, StringComparison.Ordinal);
        Assert.Contains(Lines(shown, "discharge with 0.2 A"), line => line.EndsWith("-0.2000 A", StringComparison.Ordinal));
        Assert.Contains(Lines(shown, "stopped"), line => line.EndsWith(" 0.0000 A", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Lines(string text, string part) =>
        text.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Contains(part, StringComparison.Ordinal));
}
