namespace MacNet.Protocol.Messages;

public static partial class Functions
{
    /// <summary>(3, 1) what channels can do. Binary: up to 128 channels; JSON: one.</summary>
    public static Function<SpecificationRequest, SpecificationReply> Specification { get; } =
        new(3, 1, "read the specification", FunctionKind.Read) { BytesPerChannel = 84, RequestsWithoutData = true };

    /// <summary>(3, 2) when a channel was calibrated.</summary>
    public static Function<ChannelRequest, CalibrationReply> Calibration { get; } =
        new(3, 2, "read the calibration dates", FunctionKind.Read);
}

/// <summary>Asks what channels can do (3, 1).</summary>
public sealed class SpecificationRequest : ChannelMessage
{
    /// <summary>How many channels, 1 to 128; JSON asks for one.</summary>
    public ushort Count { get; set; } = 1;

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        if (f.Binary)
            Count = f.Count("Len", Count);
    }
}

/// <summary>What channels can do (3, 1).</summary>
public sealed class SpecificationReply : ChannelMessage
{
    /// <summary>One specification for each channel asked for.</summary>
    public ChannelSpecification[] Channels { get; set; } = [];

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        if (f.Binary)
        {
            Channels = f.List("Specification", Channels);
            return;
        }

        if (Channels.Length == 0)
            Channels = [new ChannelSpecification()];
        Channels[0].Visit(f);
    }
}

/// <summary>What one channel can do (3, 1); NaN is what the tester does not tell.</summary>
public sealed class ChannelSpecification : Message
{
    /// <summary>The controller's tick, s.</summary>
    public float TickSpeed { get; set; }

    /// <summary>Largest voltage, V.</summary>
    public float VMax { get; set; }

    /// <summary>Smallest voltage, V.</summary>
    public float VMin { get; set; }

    /// <summary>Largest upper voltage safety limit, V.</summary>
    public float VSafeMax { get; set; }

    /// <summary>Smallest lower voltage safety limit, V.</summary>
    public float VSafeMin { get; set; }

    /// <summary>Largest charge current of range 4, A.</summary>
    public float IR4Charge { get; set; }

    /// <summary>Largest charge current of range 3, A.</summary>
    public float IR3Charge { get; set; }

    /// <summary>Largest charge current of range 2, A.</summary>
    public float IR2Charge { get; set; }

    /// <summary>Largest charge current of range 1, A.</summary>
    public float IR1Charge { get; set; }

    /// <summary>Largest discharge current of range 4, A.</summary>
    public float IR4Discharge { get; set; }

    /// <summary>Largest discharge current of range 3, A.</summary>
    public float IR3Discharge { get; set; }

    /// <summary>Largest discharge current of range 2, A.</summary>
    public float IR2Discharge { get; set; }

    /// <summary>Largest discharge current of range 1, A.</summary>
    public float IR1Discharge { get; set; }

    /// <summary>Largest charge current safety limit, A.</summary>
    public float ISafeCharge { get; set; }

    /// <summary>Largest discharge current safety limit, A.</summary>
    public float ISafeDischarge { get; set; }

    /// <summary>Largest charge power safety limit of the battery, W.</summary>
    public float PBatterySafeCharge { get; set; }

    /// <summary>Largest discharge power safety limit of the battery, W.</summary>
    public float PBatterySafeDischarge { get; set; }

    /// <summary>Charge power limit of the channel, W.</summary>
    public float PChannelSafeCharge { get; set; }

    /// <summary>Discharge power limit of the channel, W.</summary>
    public float PChannelSafeDischarge { get; set; }

    /// <summary>Supply voltage when charging, V.</summary>
    public float PsvCharge { get; set; }

    /// <summary>Supply voltage when discharging, V.</summary>
    public float PsvDischarge { get; set; }

    /// <summary>The largest currents of the ranges when charging, from range 1 on, A.</summary>
    internal float[] ChargeRanges => [IR1Charge, IR2Charge, IR3Charge, IR4Charge];

    /// <summary>The largest currents of the ranges when discharging, from range 1 on, A.</summary>
    internal float[] DischargeRanges => [IR1Discharge, IR2Discharge, IR3Discharge, IR4Discharge];

    /// <summary>The largest current of all ranges, A; 0 where none is known.</summary>
    internal float LargestRange => ChargeRanges.Concat(DischargeRanges).Where(range => range > 0).DefaultIfEmpty().Max();

    /// <summary>Whether the tester tells all that starts and outputs are held against.</summary>
    internal bool IsWhole
    {
        get
        {
            float[] needed =
            [
                VMax, VMin, VSafeMax, VSafeMin, ISafeCharge, ISafeDischarge, PBatterySafeCharge, PBatterySafeDischarge,
                .. ChargeRanges, .. DischargeRanges,
            ];
            return !needed.Any(float.IsNaN);
        }
    }

    /// <inheritdoc/>
    public override void Visit(Fields f)
    {
        TickSpeed = f.ReadingOrNaN("TickSpeed", TickSpeed, binaryPerJson: 1000);
        VMax = Limit(f, "Vmax", VMax);
        VMin = Limit(f, "Vmin", VMin);
        VSafeMax = Limit(f, "VSafeMax", VSafeMax);
        VSafeMin = Limit(f, "VSafeMin", VSafeMin);
        IR4Charge = Limit(f, "IR4Chg", IR4Charge);
        IR3Charge = Limit(f, "IR3Chg", IR3Charge);
        IR2Charge = Limit(f, "IR2Chg", IR2Charge);
        IR1Charge = Limit(f, "IR1Chg", IR1Charge);
        IR4Discharge = Limit(f, "IR4Dis", IR4Discharge);
        IR3Discharge = Limit(f, "IR3Dis", IR3Discharge);
        IR2Discharge = Limit(f, "IR2Dis", IR2Discharge);
        IR1Discharge = Limit(f, "IR1Dis", IR1Discharge);
        ISafeCharge = Limit(f, "ISafeChg", ISafeCharge);
        ISafeDischarge = Limit(f, "ISafeDis", ISafeDischarge);
        PBatterySafeCharge = Limit(f, "PBatSafeChg", PBatterySafeCharge);
        PBatterySafeDischarge = Limit(f, "PBatSafeDis", PBatterySafeDischarge);
        PChannelSafeCharge = f.ReadingOrNaN("PChanSafeChg", PChannelSafeCharge);
        PChannelSafeDischarge = f.ReadingOrNaN("PChanSafeDis", PChannelSafeDischarge);
        PsvCharge = f.ReadingOrNaN("PSVChg", PsvCharge);
        PsvDischarge = f.ReadingOrNaN("PSVDis", PsvDischarge);
    }

    // What is infinite limits nothing.
    private static float Limit(Fields f, string name, float value)
    {
        var limit = f.ReadingOrNaN(name, value);
        return float.IsInfinity(limit) ? float.NaN : limit;
    }
}

/// <summary>When a channel was calibrated (3, 2), in the tester's local time; 1970-01-01 = never.</summary>
public sealed class CalibrationReply : ChannelMessage
{
    /// <summary>Voltage when charging.</summary>
    public DateTime VoltageCharge { get; set; }

    /// <summary>Voltage when discharging.</summary>
    public DateTime VoltageDischarge { get; set; }

    /// <summary>Charge current of range 4.</summary>
    public DateTime IR4Charge { get; set; }

    /// <summary>Discharge current of range 4.</summary>
    public DateTime IR4Discharge { get; set; }

    /// <summary>Charge current of range 3.</summary>
    public DateTime IR3Charge { get; set; }

    /// <summary>Discharge current of range 3.</summary>
    public DateTime IR3Discharge { get; set; }

    /// <summary>Charge current of range 2.</summary>
    public DateTime IR2Charge { get; set; }

    /// <summary>Discharge current of range 2.</summary>
    public DateTime IR2Discharge { get; set; }

    /// <summary>Charge current of range 1.</summary>
    public DateTime IR1Charge { get; set; }

    /// <summary>Discharge current of range 1.</summary>
    public DateTime IR1Discharge { get; set; }

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        VoltageCharge = f.Time("VChg", VoltageCharge);
        VoltageDischarge = f.Time("VDis", VoltageDischarge);
        IR4Charge = f.Time("IChgR4", IR4Charge);
        IR4Discharge = f.Time("IDisR4", IR4Discharge);
        IR3Charge = f.Time("IChgR3", IR3Charge);
        IR3Discharge = f.Time("IDisR3", IR3Discharge);
        IR2Charge = f.Time("IChgR2", IR2Charge);
        IR2Discharge = f.Time("IDisR2", IR2Discharge);
        IR1Charge = f.Time("IChgR1", IR1Charge);
        IR1Discharge = f.Time("IDisR1", IR1Discharge);
    }
}
