using MacNet.Protocol.Messages;

namespace MacNet.Protocol.Operations;

/// <summary>
/// Counts the blocks of a file. They number from 1; what follows 65535 the help does not say: here it is 0, as 16 bits have it,
/// and 1 is understood where a tester counts so.
/// </summary>
internal sealed class BlockNumber
{
    /// <summary>The number of the block last transferred; 0 before the first.</summary>
    internal ushort Last { get; private set; }

    /// <summary>The number of the block that comes now.</summary>
    internal ushort Next => (ushort)(Last + 1);

    /// <summary>Goes on by one block, where a packet has the number of the next.</summary>
    internal bool Accept(FilePacket packet)
    {
        if (packet.Block != Next && !(Next == 0 && packet.Block == 1))
            return false;
        Last = packet.Block;
        return true;
    }
}
