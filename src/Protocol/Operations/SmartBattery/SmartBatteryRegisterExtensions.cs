using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>Reads the registers of smart batteries.</summary>
public static class SmartBatteryRegisterExtensions
{
    /// <summary>
    /// Reads all registers that the tester polls: the scan list (7, 5) and the raw data (7, 6). The first time in a session, and when
    /// the list has changed, also each of its entries (7, 20), which tell how the values are meant.
    /// </summary>
    /// <exception cref="MaccorException">The channel has no smart battery, or the tester could not be read.</exception>
    public static async Task<IReadOnlyList<SmartBatteryRegister>> ReadSmartBatteryRegistersAsync(
        this MaccorSession session, int channel, CancellationToken cancellation = default)
    {
        var list = await ReadListAsync(session, Functions.ScanList, channel, cancellation).ConfigureAwait(false);
        var entries = await SmartBatteryMemory.Of(session).EntriesAsync(channel, list, cancellation).ConfigureAwait(false);
        var data = await ReadDataAsync(session, Functions.RawData, channel, cancellation).ConfigureAwait(false);
        return [.. list.Select(register => Join(session, Functions.RawData, channel, register, data, entries))];
    }

    /// <summary>
    /// Reads the header's registers as (7, 13) has read them last: the header scan list (7, 7) and the raw header (7, 8).
    /// </summary>
    /// <exception cref="MaccorException">The channel has no smart battery, or the tester could not be read.</exception>
    public static async Task<IReadOnlyList<SmartBatteryRegister>> ReadSmartBatteryHeaderAsync(
        this MaccorSession session, int channel, CancellationToken cancellation = default)
    {
        var list = await ReadListAsync(session, Functions.HeaderScanList, channel, cancellation).ConfigureAwait(false);
        var data = await ReadDataAsync(session, Functions.RawHeader, channel, cancellation).ConfigureAwait(false);
        return [.. list.Select(register => Join(session, Functions.RawHeader, channel, register, data, []))];
    }

    /// <summary>Reads one word that the tester polls (7, 4).</summary>
    /// <param name="session">The tester.</param>
    /// <param name="channel">The channel, counted from 1.</param>
    /// <param name="address">The register's address.</param>
    /// <param name="device">The device's address on the bus.</param>
    /// <param name="format">How the word is meant; null for what the Smart Battery Data Specification says.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="MaccorSmartBatteryException">The register is not in the scan list.</exception>
    /// <exception cref="MaccorException">The channel has no smart battery, or the tester could not be read.</exception>
    public static async Task<SmartBatteryRegister> ReadSmartBatteryWordAsync(
        this MaccorSession session,
        int channel,
        byte address,
        byte device = SmartBatteryBus.DefaultAddress,
        SmartBatteryFormat? format = null,
        CancellationToken cancellation = default)
    {
        var request = new RegisterRequest { Channel = channel, DeviceAddress = device, RegisterAddress = address };
        var reply = await session.AskAsync(Functions.Register, request, cancellation).ConfigureAwait(false);
        if (reply.RegisterAddress != address || (reply.DeviceAddress ?? device) != device)
        {
            throw new MaccorSmartBatteryException(
                session.AskedOf(Functions.Register, request),
                "RegisterNotPolled",
                $"register {address} of device {device} is not in the scan list.");
        }

        var known = SmartBatteryStandard.Of(device, address);
        return new SmartBatteryRegister
        {
            Session = session.Name,
            Channel = channel,
            Name = known.Name,
            DeviceAddress = device,
            RegisterAddress = address,
            Format = format ?? known.Format,
            Bytes = [(byte)reply.Value, (byte)(reply.Value >> 8)],
        };
    }

    private static async Task<ScanListRegister[]> ReadListAsync(
        MaccorSession session, Function<ScanListRequest, ScanListReply> function, int channel, CancellationToken cancellation) =>
        (await session.AskAsync(function, new ScanListRequest { Channel = channel }, cancellation).ConfigureAwait(false)).Registers;

    private static async Task<byte[]> ReadDataAsync(
        MaccorSession session, Function<RawDataRequest, RawDataReply> function, int channel, CancellationToken cancellation) =>
        (await session.AskAsync(function, new RawDataRequest { Channel = channel }, cancellation).ConfigureAwait(false)).Data;

    private static SmartBatteryRegister Join(
        MaccorSession session, Function function, int channel, ScanListRegister register, byte[] data, ScanListEntry[] entries)
    {
        var end = register.Pointer + register.Length;
        if (end > data.Length)
        {
            throw new MaccorProtocolException(
                new Asked(session.Name, function, channel),
                $"register {register.Address} stands at the bytes {register.Pointer} to {end - 1}, and there are {data.Length}.");
        }

        var bytes = data.AsSpan(register.Pointer, register.Length).ToArray();
        var standard = SmartBatteryStandard.Of(register.DeviceAddress, register.Address);
        var entry = Array.Find(entries, candidate => IsOf(candidate, register));
        return new SmartBatteryRegister
        {
            Session = session.Name,
            Channel = channel,
            Name = entry is { Designator.Length: > 0 } ? entry.Designator : standard.Name,
            DeviceAddress = register.DeviceAddress ?? entry?.DeviceAddress,
            RegisterAddress = register.Address,
            Format = (SmartBatteryFormat?)entry?.FormatType ?? standard.Format,
            Bytes = bytes,
            IsErrorValue = entry is not null && IsErrorValue(entry, bytes),
        };
    }

    private static bool IsOf(ScanListEntry entry, ScanListRegister register) =>
        entry.RegisterAddress == register.Address
        && entry.Length == register.Length
        && (register.DeviceAddress is not { } device || (entry.DeviceAddress ?? device) == device);

    private static bool IsErrorValue(ScanListEntry entry, byte[] bytes) => entry.ErrorValue is { } value && bytes.Length switch
    {
        1 => bytes[0] == (byte)value,
        2 => bytes[0] == (byte)value && bytes[1] == (byte)(value >> 8),
        _ => false,
    };
}
