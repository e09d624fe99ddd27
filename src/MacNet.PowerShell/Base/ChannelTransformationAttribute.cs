using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace MacNet.PowerShell;

/// <summary>
/// Lets channels be given as numbers, and as texts of numbers and spans: '1-8,12'. Scripts that are started by `pwsh -File` get such
/// texts, and PowerShell would make channel 12 of '1,2'.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ChannelTransformationAttribute : ArgumentTransformationAttribute
{
    // More than any tester has: what is longer is a slip.
    private const int LongestSpan = 1024;

    private static readonly Regex Span = new(
        @"^\s*(?<first>-?[0-9]{1,9})\s*(?:(?:-|\.\.)\s*(?<last>[0-9]{1,9})\s*)?$", RegexOptions.CultureInvariant);

    /// <summary>
    /// Whether a word, which can be no channel, is left for the next parameter: what is left is no array of numbers, and PowerShell looks
    /// further.
    /// </summary>
    public bool LeavesWords { get; set; }

    /// <summary>Whether a number that can be no channel's, a fraction or one below 1, is left for the next parameter.</summary>
    public bool LeavesNumbers { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData.Unwrapped() is IEnumerable several and not string && several.Cast<object?>().Any(item => item.Unwrapped() is null))
            throw new ArgumentTransformationMetadataException("A channel is missing: one of those given is null.");
        if (LeavesWords && IsWord(inputData))
            return inputData;
        if (LeavesNumbers && IsNoChannel(inputData))
            return new LeftArgument(inputData);
        // An object that has a channel binds by its property.
        if (!IsNumberOrText(inputData))
            return inputData;
        var channels = Read(inputData).ToArray();
        return channels.Length == 1 ? channels[0] : channels;
    }

    private static bool IsWord(object? value) => value.Unwrapped() switch
    {
        string text => !text.IsBlank() && !text.Split(',').Any(part => Span.IsMatch(part))
            && !LanguagePrimitives.TryConvertTo<int>(text, out _),
        IEnumerable list => list.Cast<object?>().Any() && list.Cast<object?>().All(IsWord),
        _ => false,
    };

    private static bool IsNoChannel(object? value) =>
        LanguagePrimitives.TryConvertTo<double>(value.Unwrapped(), out var number) && (number < 1 || number != Math.Truncate(number));

    private static bool IsNumberOrText(object? value) => value.Unwrapped() switch
    {
        IEnumerable list and not string => list.Cast<object?>().All(IsNumberOrText),
        var bare => bare is IConvertible,
    };

    private static IEnumerable<int> Read(object? value) => value.Unwrapped() switch
    {
        string text => text.Split(',').SelectMany(ReadSpan),
        IEnumerable list => list.Cast<object?>().SelectMany(Read),
        var other => [ReadOne(other)],
    };

    private static int ReadOne(object? value) => NumberText.ReadWhole(value) is >= int.MinValue and <= int.MaxValue and var channel
        ? (int)channel
        : throw new ArgumentTransformationMetadataException($"'{value}' is no channel.");

    private static IEnumerable<int> ReadSpan(string text)
    {
        if (Span.Match(text) is not { Success: true } span)
        {
            throw new ArgumentTransformationMetadataException(text.IsBlank()
                ? "A channel is blank. Give its number, counted from 1."
                : $"'{text.Trim()}' is no channel. Give numbers counted from 1, or spans, as in 1, 5 or '1-8,12'.");
        }

        var first = Number(span.Groups["first"]);
        var last = span.Groups["last"].Success ? Number(span.Groups["last"]) : first;
        return last >= first && last - first < LongestSpan
            ? Enumerable.Range(first, last - first + 1)
            : throw new ArgumentTransformationMetadataException($"'{text.Trim()}' is no span of channels.");
    }

    private static int Number(Group digits) => int.Parse(digits.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
