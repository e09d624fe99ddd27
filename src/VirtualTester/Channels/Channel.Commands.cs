using MacNet.Protocol.Messages;

namespace MacNet.VirtualTester.Channels;

/// <summary>What a client or an operator does with a channel.</summary>
public sealed partial class Channel
{
    internal bool IsStartable => Stat is ChannelState.Available or ChannelState.Selected;

    internal bool IsSelected => Stat == ChannelState.Selected;

    private bool IsStarting => Stat is ChannelState.Start or ChannelState.Starting or ChannelState.Waiting;

    internal bool HasChamber(int chamber) => chamber != 0 && Chamber == chamber && !IsStartable;

    /// <summary>Sets the safety limits, as (6, 10) does.</summary>
    /// <param name="limits">The limits wanted.</param>
    /// <returns>The limits now in force: those wanted, within what the channel can do.</returns>
    public LimitsInForce SetSafetyLimits(LimitsInForce limits) => Now(() =>
    {
        SafetyLimits = limits.Within(Specification);
        Settle();
        return SafetyLimits;
    });

    /// <summary>Takes the channel out of service, or back into it; a test on it is lost.</summary>
    /// <param name="available">Whether the channel can be used.</param>
    public void SetAvailable(bool available) => Now(() =>
    {
        Clear();
        Stat = available ? ChannelState.Available : ChannelState.NotAvailable;
        return Stat;
    });

    internal int SetVariable(int variable, float value) => Now(() =>
    {
        if (variable < 1 || variable > variables.Length || float.IsNaN(value) || float.IsInfinity(value))
            return StartTestResult.InvalidEntry;
        variables[variable - 1] = value;
        Settle();
        return CommandResult.OkCode;
    });

    internal void Select(bool selected)
    {
        if (IsStartable)
            Stat = selected ? ChannelState.Selected : ChannelState.Available;
    }

    internal int Suspend() => Now(() =>
    {
        if (Stat != ChannelState.Active)
            return StartTestResult.NotActive;
        Interrupt();
        return CommandResult.OkCode;
    });

    internal int Resume() => Now(() =>
    {
        if (Stat != ChannelState.Suspended)
            return StartTestResult.NotSuspended;
        Stat = ChannelState.Active;
        run!.Resumed();
        Settle();
        return CommandResult.OkCode;
    });

    /// <summary>Ends whatever test there is, and frees the channel.</summary>
    internal int Reset() => Now(() =>
    {
        if (Stat == ChannelState.NotAvailable)
            return StartTestResult.ChannelInUse;
        var hadTest = run is not null;
        Clear();
        if (hadTest)
            PassThrough(ChannelState.Reset, ChannelState.Available);
        return CommandResult.OkCode;
    });

    /// <summary>Frees the channel of a test that has ended.</summary>
    internal int Archive() => Now(() =>
    {
        if (IsStarting || Stat is ChannelState.Active or ChannelState.Suspended or ChannelState.NotAvailable)
            return StartTestResult.ChannelInUse;
        Clear();
        return CommandResult.OkCode;
    });

    /// <summary>
    /// No end is recorded: the data file stops where the power did. Limits that a client set are those of the channel again.
    /// </summary>
    internal void LosePower() => Now(() =>
    {
        Stat = Stat switch
        {
            ChannelState.Active => ChannelState.PowerFail,
            ChannelState.Selected or ChannelState.Reset => ChannelState.Available,
            _ => IsStarting ? ChannelState.PowerFail : Stat,
        };
        SafetyLimits = Specification.SafetyLimits();
        if (!computer.Options.Quirks.VariablesOutlastPower)
            Array.Clear(variables, 0, variables.Length);
        Drive();
        return Stat;
    });

    internal void Start(TestRun test, int chamber)
    {
        run = test;
        Chamber = chamber;
        PassThrough(ChannelState.Start, ChannelState.Starting, ChannelState.Waiting, ChannelState.Active);
        computer.Log($"Channel {Number}: test '{test.Names.TestName}' started with '{test.Names.ProcedureName}'.");
        Settle();
    }

    internal int SetDirectOutput(DirectSettings settings) => Now(() =>
    {
        if (computer.Options.SystemType != 0)
            return DirectOutputResult.IllegalSystemType;
        if (IsStarting)
            return DirectOutputResult.NotReady;
        if (Stat != ChannelState.Active)
            return DirectOutputResult.NotActive;
        if (run is not DirectRun direct)
            return DirectOutputResult.NotInDirectMode;
        if (!settings.IsLegal)
            return CommandResult.OtherCode;
        var code = direct.Set(settings.On(Specification));
        Settle();
        return code;
    });

    private void Clear()
    {
        run?.Log.Archive();
        run = null;
        Chamber = 0;
        Stat = ChannelState.Available;
        Reason = default;
        Drive();
    }
}
