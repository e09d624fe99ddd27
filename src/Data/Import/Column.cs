using System.Globalization;
using System.Text.RegularExpressions;

namespace MacNet.Data.Import;

/// <summary>What a column of an export holds.</summary>
internal enum ColumnKind
{
    Unknown, Record, Cycle, CycleOfProcedure, Step, TestTime, StepTime, Capacity, ChargeCapacity, DischargeCapacity,
    Energy, ChargeEnergy, DischargeEnergy, Current, Voltage, Power, AcResistance, DcResistance, State, EndStatus, Clock, Auxiliary,
    AuxiliaryUnit, Variable,
}

/// <summary>A column of an export: what its header says.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Header">The header as it is written.</param>
/// <param name="Unit">The unit as it is written; empty where the header has none.</param>
/// <param name="Scale">What makes the SI unit of it; null where the header does not say.</param>
/// <param name="Number">Which variable or auxiliary it is.</param>
internal sealed record Column(ColumnKind Kind, string Header, string Unit, double? Scale, int Number)
{
    private static readonly Regex UnitOfName = new(
        @"([\(\[]\s*(?<unit>[^\)\]]*?)\s*[\)\]]|/\s*(?<unit>[^/]+?))\s*$", RegexOptions.CultureInvariant);
    private static readonly Regex Separators = new(@"[\s_\-\.#]+", RegexOptions.CultureInvariant);
    private static readonly Regex Numbered = new(@"^([a-z]+?)0*(\d{1,6})$", RegexOptions.CultureInvariant);

    private static readonly Dictionary<string, ColumnKind> Names = new()
    {
        ["rec"] = ColumnKind.Record,
        ["record"] = ColumnKind.Record,
        ["recordid"] = ColumnKind.Record,
        ["recnum"] = ColumnKind.Record,
        ["cyc"] = ColumnKind.Cycle,
        ["cycle"] = ColumnKind.Cycle,
        ["cycleid"] = ColumnKind.Cycle,
        ["cyclec"] = ColumnKind.Cycle,
        ["cyclep"] = ColumnKind.CycleOfProcedure,
        ["cyclenumproc"] = ColumnKind.CycleOfProcedure,
        ["cyclenum"] = ColumnKind.Cycle,
        ["cycleindex"] = ColumnKind.Cycle,
        ["step"] = ColumnKind.Step,
        ["stepid"] = ColumnKind.Step,
        ["stepnum"] = ColumnKind.Step,
        ["test"] = ColumnKind.TestTime,
        ["testtime"] = ColumnKind.TestTime,
        ["progtime"] = ColumnKind.TestTime,
        ["elapsedtime"] = ColumnKind.TestTime,
        ["steptime"] = ColumnKind.StepTime,
        ["amphr"] = ColumnKind.Capacity,
        ["amphrs"] = ColumnKind.Capacity,
        ["cap"] = ColumnKind.Capacity,
        ["capacity"] = ColumnKind.Capacity,
        ["ampshr"] = ColumnKind.Capacity,
        ["ah"] = ColumnKind.Capacity,
        ["chgcapacity"] = ColumnKind.ChargeCapacity,
        ["chargecapacity"] = ColumnKind.ChargeCapacity,
        ["chgcap"] = ColumnKind.ChargeCapacity,
        ["dchgcapacity"] = ColumnKind.DischargeCapacity,
        ["dischargecapacity"] = ColumnKind.DischargeCapacity,
        ["dchgcap"] = ColumnKind.DischargeCapacity,
        ["watthr"] = ColumnKind.Energy,
        ["watthrs"] = ColumnKind.Energy,
        ["ener"] = ColumnKind.Energy,
        ["energy"] = ColumnKind.Energy,
        ["wh"] = ColumnKind.Energy,
        ["chgenergy"] = ColumnKind.ChargeEnergy,
        ["chargeenergy"] = ColumnKind.ChargeEnergy,
        ["dchgenergy"] = ColumnKind.DischargeEnergy,
        ["dischargeenergy"] = ColumnKind.DischargeEnergy,
        ["amps"] = ColumnKind.Current,
        ["current"] = ColumnKind.Current,
        ["amp"] = ColumnKind.Current,
        ["curr"] = ColumnKind.Current,
        ["volts"] = ColumnKind.Voltage,
        ["voltage"] = ColumnKind.Voltage,
        ["volt"] = ColumnKind.Voltage,
        ["power"] = ColumnKind.Power,
        ["watts"] = ColumnKind.Power,
        ["watt"] = ColumnKind.Power,
        ["acimp"] = ColumnKind.AcResistance,
        ["acimpedance"] = ColumnKind.AcResistance,
        ["acr"] = ColumnKind.AcResistance,
        ["acir"] = ColumnKind.AcResistance,
        ["acz"] = ColumnKind.AcResistance,
        ["dcir"] = ColumnKind.DcResistance,
        ["dcr"] = ColumnKind.DcResistance,
        ["dcresistance"] = ColumnKind.DcResistance,
        ["internalresistance"] = ColumnKind.DcResistance,
        ["state"] = ColumnKind.State,
        ["md"] = ColumnKind.State,
        ["mode"] = ColumnKind.State,
        ["status"] = ColumnKind.State,
        ["es"] = ColumnKind.EndStatus,
        ["endstatus"] = ColumnKind.EndStatus,
        ["endcode"] = ColumnKind.EndStatus,
        ["dpttime"] = ColumnKind.Clock,
        ["dpt"] = ColumnKind.Clock,
        ["datetime"] = ColumnKind.Clock,
        ["date"] = ColumnKind.Clock,
        ["timestamp"] = ColumnKind.Clock,
    };

    // Volts are not among them: where the current is in mA they have been seen to be mV.
    private static readonly HashSet<string> UnitsThemselves = ["amps", "amp", "amphr", "amphrs", "ampshr", "ah", "watthr", "watthrs", "wh"];

    internal bool IsTime => Kind is ColumnKind.TestTime or ColumnKind.StepTime;

    internal static Column Of(string header, string unitBelow = "")
    {
        var text = header.Trim().Trim('"', '\uFEFF').Trim();
        var own = UnitOfName.Match(text);
        var unit = own.Success ? own.Groups["unit"].Value : unitBelow.Trim().Trim('(', ')', '[', ']');
        var name = Separators.Replace(own.Success ? text.Remove(own.Index) : text, "");
        var milli = name.StartsWith("mA", StringComparison.Ordinal) || name.StartsWith("mW", StringComparison.Ordinal)
            || name.StartsWith("mV", StringComparison.Ordinal);
        var key = (milli ? name.Substring(1) : name).ToLowerInvariant();
        if (milli && unit.Length == 0)
            unit = "m";
        if (key is "unit" or "units" || (key.EndsWith("units", StringComparison.Ordinal) && key.Length > 5))
            return new(ColumnKind.AuxiliaryUnit, text, unit, null, 0);
        // Ah/g is no capacity of the cell.
        if (!Names.TryGetValue(key, out var kind) || unit.IndexOf('/') >= 0)
            return OfNumbered(text, key, unit);
        if (kind == ColumnKind.Step && TimeScale(unit) is not null)
            kind = ColumnKind.StepTime;
        if (unit.Length == 0 && UnitsThemselves.Contains(key))
            unit = key;
        return new(kind, text, unit, kind is ColumnKind.TestTime or ColumnKind.StepTime ? TimeScale(unit) : Scale1(unit), 0);
    }

    internal static double? TimeScale(string unit) => unit.ToLowerInvariant() switch
    {
        "s" or "sec" or "secs" or "second" or "seconds" => 1,
        "min" or "mins" or "minute" or "minutes" => 60,
        "h" or "hr" or "hrs" or "hour" or "hours" => 3600,
        "d" or "day" or "days" => 86400,
        "ms" => 1e-3,
        _ => null,
    };

    private static Column OfNumbered(string text, string key, string unit)
    {
        var numbered = Numbered.Match(key);
        var name = numbered.Success ? numbered.Groups[1].Value : key;
        var number = numbered.Success ? int.Parse(numbered.Groups[2].Value, CultureInfo.InvariantCulture) : 0;
        if (name is "var" or "varx" && number > 0)
            return new(ColumnKind.Variable, text, unit, 1, number);
        var isTemperature = name is "temp" or "temperature" or "evtemp" or "thermocouple" or "thermistor" or "logtemp"
            || name.StartsWith("temperature", StringComparison.Ordinal);
        return name is "aux" or "evhum" or "humidity" || isTemperature
            ? new(
                ColumnKind.Auxiliary,
                text,
                isTemperature && unit.TrimStart('\u00B0', '\u00BA').ToUpperInvariant() is "" or "C" or "DEGC" or "CEL" ? "C" : unit,
                1,
                number)
            : new(ColumnKind.Unknown, text, unit, null, 0);
    }

    private static double? Scale1(string unit) => unit switch
    {
        "" => null,
        _ when unit[0] == 'm' => 1e-3,
        _ when unit[0] == 'k' => 1e3,
        _ when unit[0] == 'n' => 1e-9,
        _ when unit[0] is 'u' or '\u00B5' or '\u03BC' => 1e-6,
        _ => 1,
    };
}
