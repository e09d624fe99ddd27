using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>What a test is started with (6, 2).</summary>
public sealed record TestPlan
{
    /// <summary>The capacity that C-rates refer to where a test is started without one, Ah.</summary>
    public const float CapacityIfNone = 1;

    /// <summary>The procedure, without ".000". Up to 250 characters, 25 over binary.</summary>
    public string Procedure { get; init; } = "";

    /// <summary>
    /// The test's name, unique on the tester; "Random" lets the tester make one up. Up to 250 characters, 25 over binary.
    /// {channel} or {0} in it stands for the channel's number.
    /// </summary>
    public string TestName { get; init; } = Operations.TestName.Random;

    /// <summary>A comment. Up to 80 characters.</summary>
    public string Comment { get; init; } = "";

    /// <summary>
    /// The capacity that C-rates in the procedure refer to, Ah, which MacNet calls Crate; null where none is given: MacNet then takes 1 Ah.
    /// </summary>
    public float? CapacityAh { get; init; }

    /// <summary>The environmental chamber, 0 for none; null where none is given, which is none too.</summary>
    public byte? Chamber { get; init; }

    /// <summary>The cycle to start with.</summary>
    public ushort StartCycle { get; init; }

    /// <summary>How many cycles.</summary>
    public ushort TotalCycles { get; init; }

    /// <summary>Mass of the active material, in the unit that the lab reports specific capacity in; 1 if unused.</summary>
    public float Mass { get; init; } = 1;

    /// <summary>
    /// Gain of the constant voltage loop: 0 to 3 for ×1, ×2, ×4, ×8; 4 to 7 for ÷1, ÷2, ÷4, ÷8. Only on the vendor's advice.
    /// </summary>
    public byte VoltageGain { get; init; }

    /// <summary>Whether report times are aligned to absolute time.</summary>
    public bool AlignReportTime { get; init; }

    /// <summary>Parallel resistance, Ω.</summary>
    public float ParallelResistance { get; init; }

    /// <summary>Voltage divider, upper resistance, Ω.</summary>
    public float DividerHighResistance { get; init; }

    /// <summary>Voltage divider, lower resistance, Ω.</summary>
    public float DividerLowResistance { get; init; }

    /// <summary>CAN position, -1 for none.</summary>
    public short CanPosition { get; init; } = -1;

    /// <summary>CAN profile. Up to 25 characters.</summary>
    public string CanProfile { get; init; } = "";

    /// <summary>Regime; only for a channel that starts alone. Up to 25 characters.</summary>
    public string Regime { get; init; } = "";

    /// <summary>The plan with the channel's number in the test's name, where the name has a place for it.</summary>
    public TestPlan For(int channel) => this with { TestName = Operations.TestName.For(TestName, channel) };

    /// <summary>Fails where a test could not be started so, whatever the tester's state; nothing is sent.</summary>
    /// <exception cref="MaccorInputException">There is no such channel, a name cannot be one, or a value is beyond what the tester
    /// takes.</exception>
    public void Check(MaccorSession session, int channel)
    {
        var request = StartRequest(channel);
        var asked = session.AskedOf(Functions.StartTest, request);
        Operations.TestName.Check(asked, "TestName", request.TestName, errorId: "InvalidTestName");
        Operations.TestName.Check(asked, "Procedure", Procedure, errorId: "InvalidProcedure");
        CheckPositive(asked, nameof(CapacityAh), CapacityAh ?? CapacityIfNone, "Ah");
        CheckPositive(asked, nameof(Mass), Mass, "");
        if (VoltageGain > 7)
            throw Illegal(asked, $"VoltageGain is {VoltageGain}, outside 0 to 7");
        session.CheckRequest(Functions.StartTest, request);
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"start procedure '{Procedure}'{Rate}{Room}{Order} as {Named}");

    private string Rate => CapacityAh is { } capacity ? FormattableString.Invariant($", C-rates by {capacity} Ah,") : "";

    private string Room => Chamber is null or 0 ? "" : $" in chamber {Chamber}";

    private string Order => Regime.Length == 0 ? "" : $" by regime '{Regime}'";

    private string Named => Operations.TestName.IsRandom(TestName) ? "a test whose name the tester makes up" : $"test '{TestName}'";

    internal CheckStartRequest CheckRequest(int channel) => Fill(new CheckStartRequest(), channel);

    internal StartTestRequest StartRequest(int channel) => Fill(
        new StartTestRequest
        {
            // The help gives the size of version 1; only a regime needs version 2.
            StartDataVersion = (byte)(Regime.Length > 0 ? 2 : 1),
            StartCycle = StartCycle,
            TotalCycles = TotalCycles,
            Mass = Mass,
            VGain = VoltageGain,
            AbsTRepAlign = (byte)(AlignReportTime ? 1 : 0),
            ParallelR = ParallelResistance,
            VDivHiR = DividerHighResistance,
            VDivLoR = DividerLowResistance,
            CanPosition = CanPosition,
            CanProfile = CanProfile,
            RegimeName = Regime,
        },
        channel);

    /// <summary>Puts into a request what every kind of start has.</summary>
    internal TRequest Fill<TRequest>(TRequest request, int channel)
        where TRequest : StartData
    {
        request.Channel = channel;
        request.TestName = channel == ChannelMessage.AllSelected ? TestName : For(channel).TestName;
        request.ProcedureName = Procedure;
        request.Comment = Comment;
        request.CRate = CapacityAh ?? CapacityIfNone;
        request.ChamberNumber = Chamber ?? 0;
        return request;
    }

    internal static void CheckPositive(Asked asked, string name, float value, string unit)
    {
        if (!(value > 0) || float.IsInfinity(value))
            throw Illegal(
                asked,
                FormattableString.Invariant($"{name} is {value} {unit}").TrimEnd() + "; it must be above 0, and is 1 where it is not used");
    }

    private static MaccorInputException Illegal(Asked asked, string what) =>
        new(asked, "IllegalStartOption", what + ".");
}
