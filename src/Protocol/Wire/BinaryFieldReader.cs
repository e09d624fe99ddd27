using System.Buffers.Binary;
using MacNet.Protocol.Messages;

namespace MacNet.Protocol.Wire;

/// <summary>Reads a message's fields from binary data.</summary>
/// <exception cref="FormatException">The data ends before the fields do, or does not make sense.</exception>
internal sealed class BinaryFieldReader(Function function, BinaryHeader header, ReadOnlyMemory<byte> data) : Fields
{
    private int at;

    public override bool Binary => true;

    public override int Remaining => data.Length - at;

    public override bool IsLeft(int bytes) => Remaining >= bytes;

    public override ushort Count(string name, ushort value) => header.Len;

    public override byte U8(string name, byte value, string? alias = null) => Take(name, 1)[0];

    public override ushort U16(string name, ushort value) => BinaryPrimitives.ReadUInt16LittleEndian(Take(name, 2));

    public override uint U32(string name, uint value) => BinaryPrimitives.ReadUInt32LittleEndian(Take(name, 4));

    public override short I16(string name, short value) => BinaryPrimitives.ReadInt16LittleEndian(Take(name, 2));

    public override int I32(string name, int value) => BinaryPrimitives.ReadInt32LittleEndian(Take(name, 4));

    public override long I64(string name, long value) => BinaryPrimitives.ReadInt64LittleEndian(Take(name, 8));

    public override float F32(string name, float value, float binaryPerJson = 1)
    {
        var number = ReadingOrNaN(name, value, binaryPerJson);
        return float.IsNaN(number) || float.IsInfinity(number)
            ? throw new FormatException(FormattableString.Invariant($"{name} has the value '{number}'."))
            : number;
    }

    public override float ReadingOrNaN(string name, float value, float binaryPerJson = 1) =>
        WireNumber.ToSingle(Take(name, 4)) / binaryPerJson;

    public override double U16Scaled(string name, double value, double binaryPerJson) => U16(name, 0) / binaryPerJson;

    public override double I16Scaled(string name, double value, double binaryPerJson) => I16(name, 0) / binaryPerJson;

    public override double AgeMs(string name, double seconds) => U32(name, 0) / 1000.0;

    public override DateTime Time(string name, DateTime value) =>
        WireNumber.FromMilliseconds(BinaryPrimitives.ReadUInt64LittleEndian(Take(name, 8)));

    public override DateTime? Date(string name, DateTime? value) => WireNumber.DateOf(I64(name, 0));

    public override uint Flags(string name, uint value) => U32(name, 0);

    public override bool YesNo(string name, bool value) => U8(name, 0) != 0;

    public override char Letter(string name, char value) => (char)U8(name, 0);

    public override string Text(string name, int width, string value) => WireText.FromBytes(Take(name, width));

    public override string Text8(string name, string value) => WireText.FromBytes(Take(name, U8(name, 0)));

    public override string Text16(string name, string value) => WireText.FromBytes(Take(name, U16(name, 0)));

    public override string TextToEnd(string name, string value, bool zeroAtEnd = false) => WireText.FromBytes(Take(name, Remaining));

    public override string CodedText(string name, string value, IReadOnlyDictionary<byte, string> texts) =>
        CodeTable.TextOf(texts, U8(name, 0));

    public override CommandResult Result(string name, CommandResult value) => function.ResultOf(U16(name, 0));

    public override byte[] Bytes(string name, byte[] value, int count = -1) =>
        Take(name, count < 0 ? Remaining : count).ToArray();

    public override ushort[] U16s(string name, ushort[] values) => Many(name, 2, () => U16(name, 0));

    public override float[] F32s(string name, float[] values) => Many(name, 4, () => F32(name, 0));

    public override float[] Readings(string name, float[] values, int count = -1) => Many(name, 4, () => ReadingOrNaN(name, 0));

    public override string[] Texts(string name, int width, string[] values) => Many(name, width, () => Text(name, width, ""));

    public override T[] List<T>(string name, T[] items, int count = -1, Func<T>? make = null)
    {
        var list = new List<T>();
        while (count < 0 ? Remaining > 0 : list.Count < count)
        {
            var item = make?.Invoke() ?? new T();
            item.Visit(this);
            list.Add(item);
        }

        return [.. list];
    }

    public override RawContent Raw(RawContent content) => new() { Bytes = Bytes("data", []) };

    protected override ushort WireChannel(ushort channel) => header.Chan;

    private T[] Many<T>(string name, int width, Func<T> one)
    {
        if (Remaining % width != 0)
            throw new FormatException($"{name} has {Remaining} bytes, which is no multiple of {width}.");
        var values = new T[Remaining / width];
        for (var i = 0; i < values.Length; i++)
            values[i] = one();
        return values;
    }

    private ReadOnlySpan<byte> Take(string name, int count)
    {
        if (count > Remaining)
            throw new FormatException($"The data ends before {name}: {count} bytes wanted, {Remaining} left.");
        var bytes = data.Span.Slice(at, count);
        at += count;
        return bytes;
    }
}
