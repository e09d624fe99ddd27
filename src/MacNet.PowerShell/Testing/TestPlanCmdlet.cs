using System.Management.Automation;
using MacNet.Protocol.Operations;

namespace MacNet.PowerShell.Testing;

/// <summary>A cmdlet about a test to be started, with what every form of start has.</summary>
public abstract class TestPlanCmdlet : ChannelCmdlet
{
    /// <summary>
    /// The test's name, unique on the tester; Random, or none, lets the tester make one up. {channel} in it stands for the channel's number.
    /// Up to 250 characters, 25 over binary.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string TestName { get; set; } = "";

    /// <summary>A comment. Up to 80 characters.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string Comment { get; set; } = "";

    /// <summary>The capacity that C-rates in the procedure refer to, Ah; 1 if unused.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(1)]
    public float CRate { get; set; } = 1;

    /// <summary>The environmental chamber's number; 0 for none.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(0, Whole = true)]
    public byte Chamber { get; set; }

    /// <summary>The plan so far.</summary>
    protected TestPlan PlanFor(string procedure) => new()
    {
        Procedure = procedure,
        TestName = Protocol.Operations.TestName.OrRandom(TestName),
        Comment = Comment,
        CRate = CRate,
        Chamber = Chamber,
    };
}
