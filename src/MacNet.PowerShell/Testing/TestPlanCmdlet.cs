using System.Management.Automation;
using MacNet.Protocol.Operations;

namespace MacNet.PowerShell.Testing;

/// <summary>A cmdlet about a test to be started, with what every form of start has.</summary>
public abstract class TestPlanCmdlet : ChannelCmdlet
{
    /// <summary>
    /// The test's name, unique on the tester; Random lets the tester make one up. {channel} in it stands for the channel's number.
    /// Up to 250 characters, 25 over binary.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string TestName { get; set; } = Protocol.Operations.TestName.Random;

    /// <summary>A comment. Up to 250 characters, 80 over binary.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string Comment { get; set; } = "";

    /// <summary>The capacity that C-rates in the procedure refer to, Ah; 1 if unused.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Blank(1)]
    public float CRate { get; set; } = 1;

    /// <summary>The environmental chamber's number; 0 for none.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public byte Chamber { get; set; }

    /// <summary>The plan so far.</summary>
    protected TestPlan PlanFor(string procedure) => new()
    {
        Procedure = procedure,
        TestName = TestName,
        Comment = Comment,
        CRate = CRate,
        Chamber = Chamber,
    };
}
