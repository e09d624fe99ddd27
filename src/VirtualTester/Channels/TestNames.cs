namespace MacNet.VirtualTester.Channels;

/// <summary>The texts that belong to a test, as (4, 6) tells them.</summary>
/// <param name="TestName">The name of the test, unique on the tester.</param>
/// <param name="Comment">What the user wrote about it.</param>
/// <param name="ProcedureName">The procedure's name, without extension.</param>
/// <param name="ProcedureDescription">What the procedure does.</param>
public sealed record TestNames(string TestName, string Comment, string ProcedureName, string ProcedureDescription)
{
    internal static TestNames None { get; } = new("", "", "", "");
}
