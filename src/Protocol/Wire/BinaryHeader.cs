using System.Buffers.Binary;

namespace MacNet.Protocol.Wire;

/// <summary>The 8 bytes before a binary message's data.</summary>
public readonly record struct BinaryHeader(ushort Class, ushort Number, ushort Chan, ushort Len)
{
    /// <summary>Bytes in a header.</summary>
    public const int Size = 8;

    /// <summary>Reads a header from its 8 bytes.</summary>
    public static BinaryHeader Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(2)),
        BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(4)),
        BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(6)));

    /// <summary>Writes the header's 8 bytes.</summary>
    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, Class);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.Slice(2), Number);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.Slice(4), Chan);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.Slice(6), Len);
    }
}
