using System.Text.Json;

namespace MacNet.VirtualTester.Procedures;

/// <summary>
/// Turns the readable text of a procedure into numbered steps: loops are unrolled into begin and end, called procedures inserted.
/// </summary>
internal sealed class ProcedureCompiler
{
    private const int DeepestLoop = 4;
    private const int DeepestCall = 8;
    private const int MostSteps = 1000;

    private static readonly JsonDocumentOptions Readable = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 32,
    };

    private readonly Func<string, string?> textOf;
    private readonly List<Step> steps = [];
    private int calls;

    private ProcedureCompiler(Func<string, string?> textOf) => this.textOf = textOf;

    public static Procedure Compile(string name, Func<string, string?> textOf)
    {
        var compiler = new ProcedureCompiler(textOf);
        var description = compiler.Insert(name, depth: 0);
        if (compiler.steps.Count == 0 || compiler.steps[compiler.steps.Count - 1].Kind != StepKind.End)
            compiler.steps.Add(new Step(StepKind.End));
        return new Procedure(name, description, compiler.steps);
    }

    private string Insert(string name, int depth)
    {
        var text = textOf(name)
            ?? throw new ProcedureException($"Procedure '{name}' does not exist.") { IsMissingSubroutine = calls > 0 };
        using var document = Parse(name, text);
        var root = new StepReader(document.RootElement, $"'{name}'");
        root.AllowOnly("description", "steps");
        var labels = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var first = steps.Count;
        Append(root.Steps("steps"), depth, labels);
        Resolve(first, labels, name);
        return root.Text("description") ?? "";
    }

    private static JsonDocument Parse(string name, string text)
    {
        try
        {
            return JsonDocument.Parse(text, Readable);
        }
        catch (JsonException error)
        {
            throw new ProcedureException($"'{name}' is not a procedure of the virtual tester: {error.Message}");
        }
    }

    private void Append(IEnumerable<StepReader> readers, int depth, Dictionary<string, int> labels)
    {
        foreach (var reader in readers)
        {
            if (reader.Text("name") is { } label)
                labels[label] = steps.Count;
            Append(reader, depth, labels);
            if (steps.Count > MostSteps)
                throw reader.Error($"a procedure has at most {MostSteps} steps");
        }
    }

    private void Append(StepReader reader, int depth, Dictionary<string, int> labels)
    {
        switch (reader.Kind)
        {
            case "loop":
                AppendLoop(reader, depth, labels);
                break;
            case "call":
                AppendCall(reader, depth);
                break;
            default:
                steps.Add(reader.Step());
                break;
        }
    }

    private void AppendLoop(StepReader reader, int depth, Dictionary<string, int> labels)
    {
        reader.AllowOnly("do", "name", "times", "steps");
        if (depth >= DeepestLoop)
            throw reader.Error($"loops are nested at most {DeepestLoop} deep");
        var begin = new Step(StepKind.Loop) { Times = reader.WholeNumber("times", 1, 1_000_000), Depth = depth };
        steps.Add(begin);
        var first = steps.Count;
        Append(reader.Steps("steps"), depth + 1, labels);
        steps.Add(begin with { Kind = StepKind.EndLoop, First = first });
    }

    private void AppendCall(StepReader reader, int depth)
    {
        reader.AllowOnly("do", "name", "procedure");
        if (++calls > DeepestCall)
            throw reader.Error($"procedures are called at most {DeepestCall} deep");
        Insert(reader.Text("procedure") ?? throw reader.Error("'procedure' is missing"), depth);
        calls--;
    }

    // Names are known within their own procedure only: what it called has been resolved before.
    private void Resolve(int first, Dictionary<string, int> labels, string name)
    {
        for (var i = first; i < steps.Count; i++)
            steps[i] = steps[i] with { Until = Array.ConvertAll(steps[i].Until, condition => Resolve(condition, labels, name)) };
    }

    private static EndCondition Resolve(EndCondition condition, Dictionary<string, int> labels, string name)
    {
        if (condition.Target is null || condition.Next is not null)
            return condition;
        return labels.TryGetValue(condition.Target, out var next)
            ? condition with { Next = next }
            : throw new ProcedureException($"'{name}': no step is named '{condition.Target}'.");
    }
}
