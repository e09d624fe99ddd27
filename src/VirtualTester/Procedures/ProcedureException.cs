namespace MacNet.VirtualTester.Procedures;

// What is wrong with a procedure's text, and where.
internal sealed class ProcedureException(string message) : Exception(message)
{
    public bool IsMissingSubroutine { get; init; }
}
