using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;
using MacNet.Data;
using MacNet.Protocol.Messages;

namespace MacNet.PowerShell.Data;

/// <summary>Makes readings of what Import-Csv gives of a log's .csv file: rows of texts.</summary>
internal static class ReadingOfRow
{
    private static readonly Regex Input = new(@"^(?<number>\d+)=(?<value>\S+) (?<unit>.*)$", RegexOptions.CultureInvariant);

    /// <summary>A row as a reading; null where it is none, for it has no voltage, or none of the times.</summary>
    internal static LogReading? Of(PSObject row)
    {
        if (row.Properties["Voltage"] is null || (row.Properties["ReadAt"] ?? row.Properties["TestTime"]) is null)
            return null;
        return new LogReading
        {
            Session = Text(row, "Session") ?? "",
            Channel = (int)(Number(row, "Channel") ?? 0),
            TestName = Text(row, "TestName"),
            State = Enum.TryParse(Text(row, "State"), out ChannelState state) ? state : null,
            Voltage = Number(row, "Voltage"),
            Current = Number(row, "Current"),
            SignedCurrent = Number(row, "SignedCurrent"),
            TestTime = Number(row, "TestTime") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            ReadAt = Time(Text(row, "ReadAt")),
            Capacity = Number(row, "Capacity"),
            Energy = Number(row, "Energy"),
            Record = (long?)Number(row, "Record"),
            Auxiliaries = [.. (Text(row, "Auxiliaries") ?? "").Split(';').Select(text => Input.Match(text))
                .Where(input => input.Success).Select(AuxiliaryOf)],
        };
    }

    private static AuxiliaryValue AuxiliaryOf(Match input) => new(
        (int)NumberText.ReadWhole(input.Groups["number"].Value),
        NumberText.Read(input.Groups["value"].Value),
        input.Groups["unit"].Value);

    private static double? Number(PSObject row, string name) => Text(row, name) is { } text ? NumberText.Read(text) : null;

    private static DateTimeOffset? Time(string? text) => text is null ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw new ArgumentTransformationMetadataException($"'{text}' is no time as a log writes it.");

    private static string? Text(PSObject row, string name) =>
        row.Properties[name]?.Value is { } value && !value.IsBlank()
            ? Convert.ToString(value.Unwrapped(), CultureInfo.InvariantCulture)
            : null;
}
