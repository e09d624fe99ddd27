using System.Text.RegularExpressions;
using MacNet.Protocol.Messages;

namespace MacNet.VirtualTester.Procedures;

internal enum Quantity
{
    StepTime,
    TestTime,
    Cycle,
    Current,
    Voltage,
    Power,
    Resistance,
    Capacity,
    Energy,
    AuxVoltage,
    Temperature,
    Variable,
}

/// <summary>
/// When a step ends and where the test goes on: "voltage &gt;= 4.2", "stepTime &gt;= 3600 -&gt; cool down", "VAR2 &gt; 0".
/// </summary>
internal sealed record EndCondition(Quantity Quantity, int Variable, string Comparison, SetPoint Limit, string? Target)
{
    /// <summary>Index of the step that Target names; without a target the test goes on with the following step.</summary>
    public int? Next { get; init; }

    // Times are sums of steps: what is missing by rounding is not waited for.
    private const double Tolerance = 1e-6;

    private static readonly Regex Form = new(@"^\s*(\w+)\s*(>=|<=|>|<)\s*(\S+?)\s*(?:->\s*(.+?)\s*)?$");

    public bool IsTime => Quantity is Quantity.StepTime or Quantity.TestTime && Comparison[0] == '>';

    public RecordReason Reason => Quantity switch
    {
        Quantity.StepTime => RecordReason.StepTime,
        Quantity.TestTime => RecordReason.TestTime,
        Quantity.Cycle => RecordReason.CycleNumber,
        Quantity.Current => RecordReason.Current,
        Quantity.Voltage => RecordReason.Voltage,
        Quantity.Power => RecordReason.Power,
        Quantity.Resistance => RecordReason.Resistance,
        Quantity.Capacity => RecordReason.AmpereHour,
        Quantity.Energy => RecordReason.WattHour,
        Quantity.AuxVoltage => RecordReason.AuxiliaryVoltage,
        Quantity.Temperature => RecordReason.Thermistor,
        _ => RecordReason.Function,
    };

    public bool IsMet(double value, double limit) => Comparison switch
    {
        ">=" => value >= limit - Tolerance,
        "<=" => value <= limit + Tolerance,
        ">" => value > limit,
        _ => value < limit,
    };

    public static EndCondition? Parse(string text)
    {
        var match = Form.Match(text);
        if (!match.Success || SetPoint.Parse(match.Groups[3].Value) is not { } limit)
            return null;
        var name = match.Groups[1].Value;
        var variable = SetPoint.Parse(name)?.Variable ?? 0;
        var quantity = Quantity.Variable;
        if (variable == 0 && !TryQuantity(name, out quantity))
            return null;
        var target = match.Groups[4].Success ? match.Groups[4].Value : null;
        return new EndCondition(quantity, variable, match.Groups[2].Value, limit, target);
    }

    private static bool TryQuantity(string name, out Quantity quantity) =>
        Enum.TryParse(name, ignoreCase: true, out quantity) && quantity != Quantity.Variable && char.IsLetter(name[0]);
}
