using MacNet.Protocol.Messages;

namespace MacNet.VirtualTester.Channels;

/// <summary>State and readings of a channel at one moment, as (4, 7) tells them.</summary>
/// <param name="Stat">State in the tester's software (Stat).</param>
/// <param name="Activity">What the controller is doing (RF1).</param>
/// <param name="Reason">Why the last record was taken or the step ended (RF2).</param>
/// <param name="LastRecord">Number of data records taken.</param>
/// <param name="Cycle">Cycle number.</param>
/// <param name="Step">Step number, from 1; 0 without a test.</param>
/// <param name="TestTime">Time since the test started, without the time suspended, in s.</param>
/// <param name="StepTime">Time since the step started, in s.</param>
/// <param name="Capacity">Charge of the half cycle in Ah.</param>
/// <param name="Energy">Energy of the half cycle in Wh.</param>
/// <param name="Current">Magnitude of the current in A; the activity tells the direction.</param>
/// <param name="Voltage">Voltage in V.</param>
public readonly record struct ChannelSnapshot(
    ChannelState Stat, ChannelActivity Activity, RecordReason Reason, uint LastRecord, uint Cycle, int Step,
    double TestTime, double StepTime, double Capacity, double Energy, double Current, double Voltage);
