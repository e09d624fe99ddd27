using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>Asks what a tester and its channels are.</summary>
public static class TesterExtensions
{
    // What is longer, s, is none.
    private const float LongestTick = 3600;

    /// <summary>What the session's tester is.</summary>
    /// <exception cref="MaccorException">The tester could not be read.</exception>
    public static async Task<TesterSystem> ReadSystemAsync(this MaccorSession session, CancellationToken cancellation = default)
    {
        var general = await session.GetGeneralAsync(cancellation).ConfigureAwait(false);
        var version = await session.GetVersionAsync(cancellation).ConfigureAwait(false);
        return new TesterSystem
        {
            Session = session.Name,
            SystemId = general.SystemId,
            SystemType = session.SystemType,
            TestChannels = general.TestChannels,
            ChannelNumberOffset = await session.GetChannelNumberOffsetAsync(cancellation).ConfigureAwait(false),
            AuxiliaryChannels = general.AuxChannels,
            ControllerBoards = general.ControllerBoards,
            AuxiliaryBoards = general.AuxBoards,
            Smb1Positions = general.Smb1Boards,
            Smb3Positions = general.Smb3Boards,
            ApiVersion = version.ApiVersion,
            ExeVersion = version.ExeVersion,
            DllVersion = version.DllVersion,
            ExeDate = version.ExeDate == default ? null : version.ExeDate,
            DllDate = version.DllDate == default ? null : version.DllDate,
        };
    }

    /// <summary>Reads a channel's specification (3, 1), once in a session, and its calibration dates (3, 2) if wanted.</summary>
    /// <exception cref="MaccorException">The channel does not exist, or the tester could not be read.</exception>
    public static async Task<ChannelInformation> ReadChannelInformationAsync(
        this MaccorSession session, int channel, bool withCalibration, CancellationToken cancellation = default)
    {
        var can = await session.GetSpecificationAsync(channel, cancellation).ConfigureAwait(false);
        var calibration = withCalibration
            ? new ChannelCalibration(
                await session.AskAsync(Functions.Calibration, new ChannelRequest { Channel = channel }, cancellation).ConfigureAwait(false))
            : null;
        return new ChannelInformation
        {
            Session = session.Name,
            Channel = channel,
            LowestVoltage = can.VMin,
            HighestVoltage = can.VMax,
            SafeVoltageMin = can.VSafeMin,
            SafeVoltageMax = can.VSafeMax,
            ChargeRanges = new(can.ChargeRanges),
            DischargeRanges = new(can.DischargeRanges),
            SafeChargeCurrent = can.ISafeCharge,
            SafeDischargeCurrent = can.ISafeDischarge,
            SafeChargePower = can.PBatterySafeCharge,
            SafeDischargePower = can.PBatterySafeDischarge,
            ChannelChargePower = can.PChannelSafeCharge,
            ChannelDischargePower = can.PChannelSafeDischarge,
            SupplyVoltageCharge = can.PsvCharge,
            SupplyVoltageDischarge = can.PsvDischarge,
            Tick = can.TickSpeed is >= 0 and < LongestTick ? TimeSpan.FromMilliseconds(Math.Round(can.TickSpeed * 1000, 3)) : null,
            Calibration = calibration,
        };
    }
}
