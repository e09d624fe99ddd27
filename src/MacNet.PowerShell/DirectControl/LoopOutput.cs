using System.Collections;
using System.Globalization;
using System.Management.Automation;
using MacNet.Protocol;
using MacNet.Protocol.Operations;

namespace MacNet.PowerShell.DirectControl;

/// <summary>What a control loop's script block gave, as an output: a current, a hashtable, or nothing; or as a variable's value.</summary>
internal sealed class LoopOutput(Asked asked)
{
    internal DirectControlOutput? Of(IEnumerable<PSObject?> given) =>
        Single(given, "a current in A, a hashtable, or nothing") is { } value ? Of(value) : null;

    /// <summary>What was given for a variable: its value, or nothing.</summary>
    internal float? ValueOf(string variable, IEnumerable<PSObject?> given) =>
        Single(given, $"the value of {variable}, or nothing") is { } value ? Number(variable, value) : null;

    private object? Single(IEnumerable<PSObject?> given, string needed)
    {
        var values = given.Where(value => value is not null).Select(value => value!.BaseObject).ToArray();
        if (values.Length > 1)
            throw Wrong($"the script block gave {values.Length} values; one is needed: {needed}.");
        return values.Length == 0 ? null : values[0];
    }

    private DirectControlOutput Of(object value)
    {
        if (value is not IDictionary wanted)
            return new DirectControlOutput { Current = Number("Current", value) };
        var numbers = wanted.Cast<DictionaryEntry>()
            .ToDictionary(entry => Name(entry.Key), entry => Number(Name(entry.Key), entry.Value), StringComparer.OrdinalIgnoreCase);
        return new DirectControlOutput
        {
            Current = Find(numbers, "Current") ?? throw Wrong("the hashtable that the script block gave has no Current (A)."),
            Voltage = Find(numbers, "Voltage"),
            Power = Find(numbers, "Power"),
            Resistance = Find(numbers, "Resistance"),
            CurrentRange = Find(numbers, "CurrentRange") is { } range ? Whole("CurrentRange", range) : null,
        };
    }

    private string Name(object key)
    {
        string[] known = ["Current", "Voltage", "Power", "Resistance", "CurrentRange"];
        return known.FirstOrDefault(name => string.Equals(name, key.ToString(), StringComparison.OrdinalIgnoreCase))
            ?? throw Wrong($"the hashtable that the script block gave has a key '{key}'; it may have {string.Join(", ", known)}.");
    }

    private static float? Find(Dictionary<string, float> numbers, string name) =>
        numbers.TryGetValue(name, out var number) ? number : null;

    // Only what is a number: 'true' or an empty text must not become a current.
    private float Number(string name, object? value)
    {
        var bare = value.Unwrapped();
        if (bare is sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal)
            return Convert.ToSingle(bare, CultureInfo.InvariantCulture);
        throw Wrong($"the script block gave '{bare ?? "null"}' as {name}, which is no number.");
    }

    private int Whole(string name, float number) => number == (int)number
        ? (int)number
        : throw Wrong(FormattableString.Invariant($"the script block gave {number} as {name}, which is no whole number."));

    private MaccorInputException Wrong(string what) => new(
        asked, "InvalidLoopOutput", what);
}
