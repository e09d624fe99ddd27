namespace MacNet.VirtualTester.Procedures;

/// <summary>A procedure that can be run: its steps in the order in which the tester numbers them.</summary>
internal sealed class Procedure(string name, string description, IReadOnlyList<Step> steps)
{
    public string Name { get; } = name;

    public string Description { get; } = description;

    public IReadOnlyList<Step> Steps { get; } = steps;

    public int NumberOfEnds { get; } = steps.Count(step => step.Kind == StepKind.End);

    /// <summary>Which of the end steps this one is, from 1.</summary>
    public int EndNumber(int index) => Steps.Take(index + 1).Count(step => step.Kind == StepKind.End);
}
