namespace MacNet.VirtualTester.Procedures;

/// <summary>What is wrong with a procedure's text, and where.</summary>
internal sealed class ProcedureException(string message) : Exception(message)
{
    public bool IsMissingSubroutine { get; init; }
}
