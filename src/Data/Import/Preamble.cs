using System.Globalization;
using System.Text.RegularExpressions;

namespace MacNet.Data.Import;

/// <summary>What stands above the columns: of which test, channel and tester the file is.</summary>
internal sealed class Preamble
{
    private const string Labels = @"Today's Date|Date of Test|Filename|Tester Channel|Procedure|Comment/Barcode|Description|Started";
    private static readonly Regex Dated = new(
        @"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2} [A-Za-z]{3,9} \d{4}|\d{1,2}-[A-Za-z]{3}-\d{2,4}", RegexOptions.CultureInvariant);

    internal List<Clock> Dates { get; } = [];

    /// <summary>The date of the test, and not that of the export.</summary>
    internal Clock? TestDate { get; private set; }

    internal string? TestName { get; private set; }

    internal string? Procedure { get; private set; }

    internal string? Comment { get; private set; }

    internal string? Tester { get; private set; }

    internal int? Channel { get; private set; }

    internal void Add(string line)
    {
        foreach (var (label, date) in DatesOf(line))
        {
            Dates.Add(date);
            if (!label.StartsWith("Today", StringComparison.OrdinalIgnoreCase))
                TestDate ??= date;
        }

        if (Value(line, "Filename") is { } file)
            TestName ??= Path.GetFileNameWithoutExtension(file.Substring(file.LastIndexOfAny(['\\', '/']) + 1));
        if (Value(line, "^Name") is { } name)
            TestName ??= Path.GetFileNameWithoutExtension(name);
        if (Value(line, "Procedure") is { } procedure)
            Procedure ??= procedure.IndexOf(".000", StringComparison.Ordinal) is > 0 and var end ? procedure.Substring(0, end) : procedure;
        if (Value(line, "Comment/Barcode") is { } comment)
            Comment ??= comment;
        if (Value(line, @"^Tester(?! Channel)") is { } tester)
            Tester ??= tester;
        if (Value(line, "(?:Tester |^)Channel") is { } channel
            && int.TryParse(channel, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            Channel ??= number;
    }

    private static IEnumerable<(string Label, Clock Date)> DatesOf(string line)
    {
        // Names of files and comments have numbers of their own.
        var known = Regex.Matches(
            line,
            @"(Today's Date|Date of Test|Started)\s*:?\s*([^:]{6,40}?\d{2,4})",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        foreach (Match match in known)
        {
            if (Dated.Match(match.Value) is { Success: true } date && Clock.TryParse(date.Value, out var clock))
                yield return (match.Groups[1].Value, clock);
        }
    }

    private static string? Value(string line, string label)
    {
        var match = Regex.Match(
            line,
            $@"{label}[\s,;]*:?[\s,;]*(?<value>.+?)\s*(?:(?:{Labels})\s*:|\t|;|,{{2,}}|$)",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        var value = match.Groups["value"].Value.Trim(' ', ',', ';', '"');
        return value.Length > 0 ? value : null;
    }
}
