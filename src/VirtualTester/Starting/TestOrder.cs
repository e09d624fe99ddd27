namespace MacNet.VirtualTester.Starting;

/// <summary>What a test is started with, as far as (6, 2) to start it and (6, 11) to check it have in common.</summary>
/// <param name="TestName">The test's name, or Random.</param>
/// <param name="ProcedureName">The procedure's name, without extension.</param>
/// <param name="Comment">What the user writes about it.</param>
/// <param name="CRate">The current in A that is 1C; 1 if unused.</param>
/// <param name="Chamber">The environmental chamber's number; 0 for none.</param>
internal sealed record TestOrder(string TestName, string ProcedureName, string Comment, float CRate, int Chamber)
{
    /// <summary>How long a test's name may be: a longer one does not fit a data file's name.</summary>
    public const int LongestName = 250;

    public bool HasCRate => CRate > 0 && !float.IsInfinity(CRate);
}
