using System.Collections;
using System.Management.Automation;
using MacNet.Protocol.Operations;

namespace MacNet.PowerShell;

/// <summary>
/// Lets safety limits be given as a hashtable, or as an object from a file, with the names of the parameters or of the properties. Both
/// voltages and both currents have to be there: what is left out must not become a limit of 0.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class SafetyLimitTransformationAttribute : ArgumentTransformationAttribute
{
    private const string Names = "VoltageMin, VoltageMax, ChargeCurrentMax, DischargeCurrentMax, ChargePowerMax and DischargePowerMax";

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData.Unwrapped() switch
    {
        null or SafetyLimits => inputData,
        IDictionary table => Read(Entries(table)),
        _ when inputData is PSObject loose => Read(Entries(loose)),
        var other => throw new ArgumentTransformationMetadataException($"'{other}' is no safety limits: give a hashtable with {Names}."),
    };

    private static Dictionary<string, object?> Entries(IDictionary table)
    {
        var entries = NewEntries();
        foreach (DictionaryEntry entry in table)
        {
            var name = NameOf(entry.Key.ToString()!)
                ?? throw new ArgumentTransformationMetadataException($"Safety limits have no '{entry.Key}': they have {Names}.");
            entries.Add(name, entry.Value);
        }

        return entries;
    }

    // An object may have more than limits, such as the channel that they are of.
    private static Dictionary<string, object?> Entries(PSObject loose)
    {
        var entries = NewEntries();
        foreach (var property in loose.Properties)
        {
            if (NameOf(property.Name) is { } name)
                entries[name] = property.Value;
        }

        return entries;
    }

    private static Dictionary<string, object?> NewEntries() => new(StringComparer.OrdinalIgnoreCase);

    private static string? NameOf(string given) => given.ToUpperInvariant() switch
    {
        "VOLTAGEMIN" => nameof(SafetyLimits.VoltageMin),
        "VOLTAGEMAX" => nameof(SafetyLimits.VoltageMax),
        "CHARGECURRENT" or "CHARGECURRENTMAX" => nameof(SafetyLimits.ChargeCurrent),
        "DISCHARGECURRENT" or "DISCHARGECURRENTMAX" => nameof(SafetyLimits.DischargeCurrent),
        "CHARGEPOWER" or "CHARGEPOWERMAX" => nameof(SafetyLimits.ChargePower),
        "DISCHARGEPOWER" or "DISCHARGEPOWERMAX" => nameof(SafetyLimits.DischargePower),
        _ => null,
    };

    private static SafetyLimits Read(Dictionary<string, object?> entries) => new()
    {
        VoltageMin = Needed(entries, nameof(SafetyLimits.VoltageMin)),
        VoltageMax = Needed(entries, nameof(SafetyLimits.VoltageMax)),
        ChargeCurrent = Needed(entries, nameof(SafetyLimits.ChargeCurrent)),
        DischargeCurrent = Needed(entries, nameof(SafetyLimits.DischargeCurrent)),
        ChargePower = IfGiven(entries, nameof(SafetyLimits.ChargePower)),
        DischargePower = IfGiven(entries, nameof(SafetyLimits.DischargePower)),
    };

    private static float Needed(Dictionary<string, object?> entries, string name) => IsGiven(entries, name)
        ? (float)NumberText.Read(entries[name])
        : throw new ArgumentTransformationMetadataException(
            $"{name} is missing: safety limits need VoltageMin, VoltageMax, ChargeCurrentMax and DischargeCurrentMax.");

    private static float IfGiven(Dictionary<string, object?> entries, string name) =>
        IsGiven(entries, name) ? (float)NumberText.Read(entries[name]) : 0;

    private static bool IsGiven(Dictionary<string, object?> entries, string name) =>
        entries.TryGetValue(name, out var value) && !value.IsBlank();
}
