using System.Buffers.Binary;
using MacNet.Protocol.Messages;

namespace MacNet.Protocol.Wire;

/// <summary>Writes a message's fields as binary data, behind a header.</summary>
internal sealed class BinaryFieldWriter(Function function) : Fields
{
    private byte[] buffer = new byte[256];
    private int length = BinaryHeader.Size;
    private ushort chan;
    private ushort? count;

    public override bool Binary => true;

    /// <summary>The message: header and data.</summary>
    internal byte[] ToArray(ushort? len = null)
    {
        var data = length - BinaryHeader.Size;
        if (data > ushort.MaxValue)
            throw new ArgumentException($"{function} has {data} bytes of data; a binary message carries up to {ushort.MaxValue}.");
        new BinaryHeader(function.Class, function.Number, chan, len ?? count ?? (ushort)data).Write(buffer);
        return buffer.AsSpan(0, length).ToArray();
    }

    public override ushort Count(string name, ushort value)
    {
        count = value;
        return value;
    }

    public override byte U8(string name, byte value, string? alias = null) => Take(1)[0] = value;

    public override ushort U16(string name, ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(Take(2), value);
        return value;
    }

    public override uint U32(string name, uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(Take(4), value);
        return value;
    }

    public override short I16(string name, short value)
    {
        BinaryPrimitives.WriteInt16LittleEndian(Take(2), value);
        return value;
    }

    public override int I32(string name, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Take(4), value);
        return value;
    }

    public override long I64(string name, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Take(8), value);
        return value;
    }

    public override float F32(string name, float value, float binaryPerJson = 1)
    {
        I32(name, WireNumber.ToBits(WireNumber.Finite(name, value) * binaryPerJson));
        return value;
    }

    public override double U16Scaled(string name, double value, double binaryPerJson)
    {
        U16(name, (ushort)WireNumber.Scaled(name, value, binaryPerJson, 0, ushort.MaxValue));
        return value;
    }

    public override double I16Scaled(string name, double value, double binaryPerJson)
    {
        I16(name, (short)WireNumber.Scaled(name, value, binaryPerJson, short.MinValue, short.MaxValue));
        return value;
    }

    public override double AgeMs(string name, double seconds)
    {
        U32(name, (uint)WireNumber.Scaled(name, seconds, 1000, 0, uint.MaxValue));
        return seconds;
    }

    public override DateTime Time(string name, DateTime value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(Take(8), WireNumber.ToMilliseconds(name, value));
        return value;
    }

    public override DateTime? Date(string name, DateTime? value)
    {
        I64(name, value is { } date ? WireNumber.MillisecondsTo(date) : 0);
        return value;
    }

    public override uint Flags(string name, uint value) => U32(name, value);

    public override bool YesNo(string name, bool value)
    {
        U8(name, value ? (byte)1 : (byte)0);
        return value;
    }

    public override char Letter(string name, char value) => (char)U8(name, WireText.ToLetter(name, value));

    public override string Text(string name, int width, string value)
    {
        var ascii = WireText.ToAscii(name, value, width);
        var field = Take(width);
        ascii.CopyTo(field);
        field.Slice(ascii.Length).Fill((byte)' ');
        return value;
    }

    public override string LongText(string name, int width, string value) => value.Length <= width
        ? Text(name, width, value)
        : throw new ArgumentException(
            $"{name} has {value.Length} characters; MacNet's binary form takes up to {width}. Use JSON for a longer one.");

    public override string Text8(string name, string value)
    {
        var ascii = WireText.ToAscii(name, value, byte.MaxValue);
        U8(name, (byte)ascii.Length);
        ascii.CopyTo(Take(ascii.Length));
        return value;
    }

    public override string Text16(string name, string value)
    {
        var ascii = WireText.ToAscii(name, value, ushort.MaxValue);
        U16(name, (ushort)ascii.Length);
        ascii.CopyTo(Take(ascii.Length));
        return value;
    }

    public override string TextToEnd(string name, string value, bool zeroAtEnd = false)
    {
        var ascii = WireText.ToAscii(name, value, ushort.MaxValue);
        ascii.CopyTo(Take(ascii.Length));
        if (zeroAtEnd)
            U8(name, 0);
        return value;
    }

    public override string CodedText(string name, string value, IReadOnlyDictionary<byte, string> texts)
    {
        U8(name, CodeTable.CodeOf(texts, value) ?? throw new ArgumentException($"{name} is '{value}', which has no code."));
        return value;
    }

    public override CommandResult Result(string name, CommandResult value)
    {
        U16(name, (ushort)(value.Code ?? ushort.MaxValue));
        return value;
    }

    public override byte[] Bytes(string name, byte[] value, int count = -1)
    {
        value.AsSpan().CopyTo(Take(value.Length));
        return value;
    }

    public override ushort[] U16s(string name, ushort[] values)
    {
        foreach (var value in values)
            U16(name, value);
        return values;
    }

    public override float[] F32s(string name, float[] values)
    {
        foreach (var value in values)
            F32(name, value);
        return values;
    }

    public override string[] Texts(string name, int width, string[] values)
    {
        foreach (var value in values)
            Text(name, width, value);
        return values;
    }

    public override T[] List<T>(string name, T[] items, int count = -1, Func<T>? make = null)
    {
        foreach (var item in items)
            item.Visit(this);
        return items;
    }

    public override RawContent Raw(RawContent content)
    {
        Bytes("data", content.Bytes);
        return content;
    }

    protected override ushort WireChannel(ushort channel) => chan = channel;

    private Span<byte> Take(int bytes)
    {
        if (length + bytes > buffer.Length)
            Array.Resize(ref buffer, Math.Max(2 * buffer.Length, length + bytes));
        var taken = buffer.AsSpan(length, bytes);
        length += bytes;
        return taken;
    }
}
