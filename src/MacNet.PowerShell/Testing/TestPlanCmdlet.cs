using System.Management.Automation;
using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Testing;

/// <summary>A cmdlet about a test to be started, with what every form of start has.</summary>
public abstract class TestPlanCmdlet : ChannelCmdlet
{
    private bool areLimitsArguments;
    private bool isSaid;

    /// <summary>
    /// The test's name, unique on the tester; Random, or none, lets the tester make one up. {channel} in it stands for the channel's
    /// number. Up to 250 characters, 25 over binary.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [NoCompletion]
    public string TestName { get; set; } = "";

    /// <summary>A comment. Up to 80 characters.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [NoCompletion]
    public string Comment { get; set; } = "";

    /// <summary>The capacity that C-rates in the procedure refer to, Ah: of a cell of 2 Ah, give 2, and 0.5 C is 1 A.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(MayBeBlank = true)]
    [Alias("CRate")]
    [NoCompletion]
    public float? CapacityAh { get; set; }

    /// <summary>The environmental chamber's number; 0 for none.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(Whole = true, MayBeBlank = true)]
    [ArgumentCompleter(typeof(ChamberCompleter))]
    public byte? Chamber { get; set; }

    /// <summary>Upper voltage limit, V. Both voltages and both currents go together.</summary>
    // No parameter set of their own: with a default set, PowerShell would leave limits in piped rows aside without a word.
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(MayBeBlank = true)]
    [NoCompletion]
    public float? VoltageMax { get; set; }

    /// <summary>Lower voltage limit, V.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(MayBeBlank = true)]
    [NoCompletion]
    public float? VoltageMin { get; set; }

    /// <summary>Charge current limit, A.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(MayBeBlank = true)]
    [Alias("ChargeCurrent")]
    [NoCompletion]
    public float? ChargeCurrentMax { get; set; }

    /// <summary>Discharge current limit, A.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(MayBeBlank = true)]
    [Alias("DischargeCurrent")]
    [NoCompletion]
    public float? DischargeCurrentMax { get; set; }

    /// <summary>Charge power limit, W; off, unless given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(MayBeBlank = true)]
    [Alias("ChargePower")]
    [NoCompletion]
    public float? ChargePowerMax { get; set; }

    /// <summary>Discharge power limit, W; off, unless given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(MayBeBlank = true)]
    [Alias("DischargePower")]
    [NoCompletion]
    public float? DischargePowerMax { get; set; }

    /// <summary>The safety limits as an object of Set-MaccorSafetyLimit -PassThru, or as a hashtable with its properties.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SafetyLimitTransformation]
    [NoCompletion]
    public SafetyLimits? SafetyLimit { get; set; }

    /// <summary>The plan so far.</summary>
    protected TestPlan PlanFor(string procedure) => new()
    {
        Procedure = procedure,
        TestName = Protocol.Operations.TestName.OrRandom(TestName),
        Comment = Comment,
        CapacityAh = CapacityAh,
        Chamber = Chamber,
    };

    /// <inheritdoc/>
    protected override void Begin()
    {
        base.Begin();
        areLimitsArguments = Limits.Any(limit => limit.Value is not null);
    }

    /// <inheritdoc/>
    // What is wrong with the arguments is said once, and not of each channel.
    protected override void ProcessRecord()
    {
        if (!areLimitsArguments || WrongWithLimits() is not { } wrong)
        {
            base.ProcessRecord();
            return;
        }

        if (!isSaid && Sessions is { Count: > 0 } sessions)
            WriteError(Errors.RecordOf(Incomplete(sessions[0], null, wrong + " Nothing was sent.")));
        isSaid = true;
    }

    /// <summary>The limits given for a channel; null for none.</summary>
    /// <exception cref="MaccorInputException">Some are given and others are missing, or they are given twice.</exception>
    protected SafetyLimits? LimitsFor(MaccorSession session, int channel)
    {
        if (Limits.All(limit => limit.Value is null))
            return SafetyLimit;
        if (WrongWithLimits() is { } wrong)
            throw Incomplete(session, channel, wrong);
        return new SafetyLimits
        {
            VoltageMax = VoltageMax!.Value,
            VoltageMin = VoltageMin!.Value,
            ChargeCurrent = ChargeCurrentMax!.Value,
            DischargeCurrent = DischargeCurrentMax!.Value,
            ChargePower = ChargePowerMax ?? 0,
            DischargePower = DischargePowerMax ?? 0,
        };
    }

    private (string Name, float? Value)[] Limits =>
    [
        (nameof(VoltageMin), VoltageMin),
        (nameof(VoltageMax), VoltageMax),
        (nameof(ChargeCurrentMax), ChargeCurrentMax),
        (nameof(DischargeCurrentMax), DischargeCurrentMax),
        (nameof(ChargePowerMax), ChargePowerMax),
        (nameof(DischargePowerMax), DischargePowerMax),
    ];

    // All but the limits of power go together.
    private string? WrongWithLimits()
    {
        if (Limits.All(limit => limit.Value is null))
            return null;
        if (SafetyLimit is not null)
            return "safety limits are given twice: as one object, and one by one.";
        string[] missing = [.. Limits.Take(4).Where(limit => limit.Value is null).Select(limit => limit.Name)];
        return missing.Length > 0 ? $"some safety limits are given and others are missing: {string.Join(", ", missing)}." : null;
    }

    private static MaccorInputException Incomplete(MaccorSession session, int? channel, string what) => new(
        new Asked(session.Name, Functions.SetSafetyLimits, channel),
        "IncompleteLimits",
        what);
}
