using System.Globalization;
using System.Text.Json;
using MacNet.Protocol.Messages;

namespace MacNet.Protocol.Wire;

/// <summary>Writes a message's fields as JSON members.</summary>
/// <param name="json">Where to.</param>
/// <param name="isRequest">Whether they are a request's: it has empty texts too, and numbers as short as can be; a tester's reply does
/// not.</param>
internal sealed class JsonFieldWriter(Utf8JsonWriter json, bool isRequest) : Fields
{
    public override bool Binary => false;

    public override ushort Count(string name, ushort value) => U16(name, value);

    public override byte U8(string name, byte value, string? alias = null) => (byte)Number(name, value);

    public override ushort U16(string name, ushort value) => (ushort)Number(name, value);

    public override uint U32(string name, uint value) => (uint)Number(name, value);

    public override byte? U8OrNull(string name, byte? value, string? alias = null) => (byte?)NumberOrNull(name, value);

    public override ushort? U16OrNull(string name, ushort? value) => (ushort?)NumberOrNull(name, value);

    public override uint? U32OrNull(string name, uint? value) => (uint?)NumberOrNull(name, value);

    public override long? I64OrNull(string name, long? value) => NumberOrNull(name, value);

    public override short I16(string name, short value) => (short)Number(name, value);

    public override int I32(string name, int value) => (int)Number(name, value);

    public override long I64(string name, long value) => Number(name, value);

    public override float F32(string name, float value, float binaryPerJson = 1)
    {
        json.WritePropertyName(name);
        WriteSingle(name, value);
        return value;
    }

    public override double U16Scaled(string name, double value, double binaryPerJson) => Quantity(name, value);

    public override double I16Scaled(string name, double value, double binaryPerJson) => Quantity(name, value);

    public override double AgeMs(string name, double seconds) => Quantity(name, seconds);

    public override DateTime Time(string name, DateTime value)
    {
        var shown = value == default ? WireNumber.Epoch : value;
        json.WriteString(name, shown.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        return value;
    }

    public override DateTime? Date(string name, DateTime? value) => Time(name, value ?? default);

    public override uint Flags(string name, uint value)
    {
        json.WriteString(name, "0x" + value.ToString("X8", CultureInfo.InvariantCulture));
        return value;
    }

    public override bool YesNo(string name, bool value)
    {
        json.WriteString(name, value ? "TRUE" : "FALSE");
        return value;
    }

    public override char Letter(string name, char value)
    {
        json.WriteString(name, ((char)WireText.ToLetter(name, value)).ToString());
        return value;
    }

    public override string Text(string name, int width, string value)
    {
        if (isRequest || value.Length > 0)
            json.WriteString(name, WireText.CheckJson(name, value, width));
        return value;
    }

    public override string LongText(string name, int width, string value) => Text(name, WireText.LongestInJson, value);

    public override string Text8(string name, string value) => LongText(name, byte.MaxValue, value);

    public override string Text16(string name, string value) => LongText(name, ushort.MaxValue, value);

    public override string TextToEnd(string name, string value, bool zeroAtEnd = false) => LongText(name, ushort.MaxValue, value);

    public override string CodedText(string name, string value, IReadOnlyDictionary<byte, string> texts)
    {
        json.WriteString(name, WireText.CheckJson(name, value, WireText.LongestInJson));
        return value;
    }

    public override CommandResult Result(string name, CommandResult value)
    {
        json.WriteString(name, value.Text);
        return value;
    }

    public override byte[] Bytes(string name, byte[] value, int count = -1) => Many(name, value, b => json.WriteNumberValue(b));

    public override ushort[] U16s(string name, ushort[] values) => Many(name, values, n => json.WriteNumberValue(n));

    public override float[] F32s(string name, float[] values) =>
        Many(name, values, n => WriteSingle(name, n));

    public override string[] Texts(string name, int width, string[] values) => Many(name, values, json.WriteStringValue);

    public override T[] List<T>(string name, T[] items, int count = -1, Func<T>? make = null) => Many(name, items, item =>
    {
        json.WriteStartObject();
        item.Visit(this);
        json.WriteEndObject();
    });

    public override RawContent Raw(RawContent content)
    {
        if (content.Json.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in content.Json.EnumerateObject())
                member.WriteTo(json);
        }

        return content;
    }

    protected override ushort WireChannel(ushort channel) => U16("Chan", channel);

    // A tester prints 4.3 as 4.30000019073486.
    private void WriteSingle(string name, float value)
    {
        var finite = WireNumber.Finite(name, value);
        if (isRequest)
            json.WriteNumberValue(finite);
        else
            json.WriteRawValue(((double)finite).ToString("G15", CultureInfo.InvariantCulture));
    }

    private long Number(string name, long value)
    {
        json.WriteNumber(name, value);
        return value;
    }

    private long? NumberOrNull(string name, long? value)
    {
        if (value is { } number)
            return Number(name, number);
        json.WriteNull(name);
        return null;
    }

    private double Quantity(string name, double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
            throw new ArgumentException($"{name} is {value}, which is not a number that a tester can take.");
        json.WriteNumber(name, value);
        return value;
    }

    private T[] Many<T>(string name, T[] values, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            write(value);
        json.WriteEndArray();
        return values;
    }
}
