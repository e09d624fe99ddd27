using MacNet.Protocol.Messages;
using MacNet.VirtualTester.Computer;

namespace MacNet.VirtualTester.SmartBatteries;

/// <summary>What (7, 11) asked for: in progress for a while, then bytes or an error.</summary>
internal sealed class BlockRead(SmartBus bus, SimulatedClock clock, ReadBlockRequest request)
{
    private const int BytesOfWord = 2;
    private static readonly TimeSpan Duration = TimeSpan.FromMilliseconds(300);

    private readonly TimeSpan readyAt = clock.Real + Duration;
    private (byte[]? Bytes, bool IsDone) result;

    public int NumberOfBytes => request.FirstAddress == request.LastAddress
        ? request.NumberOfBytes
        : BytesOfWord * (request.LastAddress - request.FirstAddress + 1);

    public BlockReply Fetch(int channel)
    {
        var reply = new BlockReply { Channel = channel, NumberOfBytes = (ushort)NumberOfBytes, Status = BlockReply.InProgress };
        if (clock.Real < readyAt)
            return reply;
        if (!result.IsDone)
            result = (Read(), true);
        reply.Data = result.Bytes ?? [];
        reply.Status = result.Bytes is null ? BlockReply.Failed : BlockReply.Done;
        return reply;
    }

    // All bytes of one register, or a word of each of several; nothing where one of them does not answer.
    private byte[]? Read()
    {
        if (request.BusType != SmartBatteryBus.Smb)
            return null;
        if (request.FirstAddress == request.LastAddress)
            return bus.Read(request.BusAddress, request.FirstAddress, request.NumberOfBytes);
        var words = Enumerable.Range(request.FirstAddress, request.LastAddress - request.FirstAddress + 1)
            .Select(address => bus.Read(request.BusAddress, (byte)address, BytesOfWord)).ToList();
        return words.Contains(null) ? null : [.. words.SelectMany(word => word!)];
    }
}
