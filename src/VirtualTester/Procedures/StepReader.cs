using System.Text.Json;
using MacNet.Protocol.Messages;

namespace MacNet.VirtualTester.Procedures;

/// <summary>One object in a procedure's text, and where it stands, for messages.</summary>
internal readonly struct StepReader
{
    private static readonly Dictionary<string, StepKind> Kinds = new()
    {
        ["charge"] = StepKind.Charge,
        ["discharge"] = StepKind.Discharge,
        ["rest"] = StepKind.Rest,
        ["pause"] = StepKind.Pause,
        ["advance cycle"] = StepKind.AdvanceCycle,
        ["problem"] = StepKind.Problem,
        ["end"] = StepKind.End,
    };

    private readonly JsonElement element;
    private readonly string place;

    public StepReader(JsonElement element, string place)
    {
        this.element = element;
        this.place = place;
        if (element.ValueKind != JsonValueKind.Object)
            throw Error("an object is expected");
    }

    public string Kind => Text("do") ?? throw Error("'do' is missing");

    public ProcedureException Error(string problem) => new($"{place}: {problem}.");

    public string? Text(string key)
    {
        if (!element.TryGetProperty(key, out var value))
            return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw Error($"'{key}' is not a text");
    }

    public int WholeNumber(string key, int low, int high)
    {
        if (!element.TryGetProperty(key, out var value))
            throw Error($"'{key}' is missing");
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= low && number <= high
            ? number
            : throw Error($"'{key}' is not a whole number from {low} to {high}");
    }

    public IEnumerable<StepReader> Steps(string key)
    {
        if (!element.TryGetProperty(key, out var list) || list.ValueKind != JsonValueKind.Array)
            throw Error($"'{key}' is not a list");
        var where = place;
        return list.EnumerateArray().Select((step, index) => new StepReader(step, $"{where}, step {index + 1}"));
    }

    public void AllowOnly(params string[] keys)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (!keys.Contains(property.Name))
                throw Error($"'{property.Name}' is not known here");
        }
    }

    public Step Step()
    {
        if (!Kinds.TryGetValue(Kind, out var kind))
            throw Error($"'{Kind}' is not a kind of step");
        return kind switch
        {
            StepKind.Charge or StepKind.Discharge => Driven(kind),
            StepKind.Rest => Rest(),
            StepKind.Problem => Problem(),
            _ => Plain(kind),
        };
    }

    private Step Driven(StepKind kind)
    {
        AllowOnly("do", "name", "current", "voltage", "power", "resistance", "until", "record");
        var step = new Step(kind)
        {
            Current = SetPoint("current"),
            Voltage = SetPoint("voltage"),
            Power = SetPoint("power"),
            Resistance = SetPoint("resistance"),
            Until = Until(),
            Record = Record(),
        };
        if ((step.Current ?? step.Voltage ?? step.Power ?? step.Resistance) is null)
            throw Error("one of current, voltage, power and resistance is needed");
        return step;
    }

    private Step Rest()
    {
        AllowOnly("do", "name", "until", "record");
        return new Step(StepKind.Rest) { Until = Until(), Record = Record() };
    }

    private Step Problem()
    {
        AllowOnly("do", "name", "code");
        return new Step(StepKind.Problem) { Code = (RecordReason)WholeNumber("code", 0, 255) };
    }

    private Step Plain(StepKind kind)
    {
        AllowOnly("do", "name");
        return new Step(kind);
    }

    private SetPoint? SetPoint(string key)
    {
        if (!element.TryGetProperty(key, out var value))
            return null;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return Procedures.SetPoint.Parse(text)
            ?? throw Error($"'{key}' is neither a number, nor a multiple of the C-rate like \"0.5C\", nor VAR1 to VAR15");
    }

    private EndCondition[] Until()
    {
        if (!element.TryGetProperty("until", out var value))
            throw Error("'until' is missing: the step would never end");
        var texts = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToList() : [value];
        return texts.ConvertAll(Condition).ToArray();
    }

    private EndCondition Condition(JsonElement text) =>
        (text.ValueKind == JsonValueKind.String ? EndCondition.Parse(text.GetString()!) : null)
        ?? throw Error($"'until' has {text.GetRawText()}, which is not a condition like \"voltage >= 4.2\"");

    private RecordRule Record()
    {
        if (!element.TryGetProperty("record", out var value))
            return RecordRule.EveryMinute;
        var rule = new StepReader(value, place + ", record");
        rule.AllowOnly("time", "voltage", "current");
        return new RecordRule(rule.Number("time"), rule.Number("voltage"), rule.Number("current"));
    }

    private double Number(string key)
    {
        if (!element.TryGetProperty(key, out var value))
            return 0;
        return value.ValueKind == JsonValueKind.Number && value.GetDouble() >= 0
            ? value.GetDouble()
            : throw Error($"'{key}' is not a number from 0");
    }
}
