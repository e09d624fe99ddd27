using System.Globalization;
using System.Text.Json;
using MacNet.Protocol.Messages;

namespace MacNet.Protocol.Wire;

/// <summary>Reads a message's fields from a JSON object.</summary>
/// <remarks>
/// A text that is missing is empty, as testers leave empty texts out. What says nothing vital is unknown where it is missing or makes no
/// sense.
/// </remarks>
/// <exception cref="FormatException">Any other field is missing or has a value that does not make sense.</exception>
internal sealed class JsonFieldReader(Function function, JsonElement body) : Fields
{
    private JsonElement body = body;

    public override bool Binary => false;

    public override bool Has(string name, bool present) => FieldOrNone(name).ValueKind != JsonValueKind.Undefined;

    public override ushort Count(string name, ushort value) => U16(name, value);

    public override byte U8(string name, byte value, string? alias = null) =>
        (byte)Whole(name, Field(name, alias), byte.MinValue, byte.MaxValue);

    public override ushort U16(string name, ushort value) => (ushort)Whole(name, ushort.MinValue, ushort.MaxValue);

    public override uint U32(string name, uint value) => (uint)Whole(name, uint.MinValue, uint.MaxValue);

    public override byte? U8OrNull(string name, byte? value, string? alias = null) => (byte?)WholeOrNull(name, byte.MaxValue, alias);

    public override ushort? U16OrNull(string name, ushort? value) => (ushort?)WholeOrNull(name, ushort.MaxValue);

    public override uint? U32OrNull(string name, uint? value) => (uint?)WholeOrNull(name, uint.MaxValue);

    public override short I16(string name, short value) => (short)Whole(name, short.MinValue, short.MaxValue);

    public override int I32(string name, int value) => (int)Whole(name, int.MinValue, int.MaxValue);

    public override long I64(string name, long value) => Whole(name, long.MinValue, long.MaxValue);

    public override long? I64OrNull(string name, long? value) => WholeOrNull(name, long.MaxValue);

    public override float F32(string name, float value, float binaryPerJson = 1) => Single(name, Field(name));

    public override float ReadingOrNaN(string name, float value, float binaryPerJson = 1) => ReadingOf(FieldOrNone(name));

    public override double U16Scaled(string name, double value, double binaryPerJson) => QuantityOf(FieldOrNone(name)) ?? double.NaN;

    public override double I16Scaled(string name, double value, double binaryPerJson) => QuantityOf(FieldOrNone(name)) ?? double.NaN;

    public override double AgeMs(string name, double seconds) => QuantityOf(FieldOrNone(name)) ?? double.NaN;

    public override DateTime Time(string name, DateTime value) => Date(name, value) ?? default;

    // A zone, were there one, is left aside: the time is what the tester's clock shows.
    public override DateTime? Date(string name, DateTime? value) =>
        DateTimeOffset.TryParse(TextOf(FieldOrNone(name)), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.DateTime
            : null;

    public override uint Flags(string name, uint value)
    {
        var text = String(name, Field(name));
        return FlagsOf(text) ?? throw Illegal(name, text);
    }

    public override uint? FlagsOrNull(string name, uint? value) =>
        FieldOrNone(name) is { ValueKind: JsonValueKind.String } field ? FlagsOf(field.GetString()!) : null;

    public override bool YesNo(string name, bool value)
    {
        var field = Field(name);
        if (field.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return field.GetBoolean();
        var text = String(name, field);
        return bool.TryParse(text, out var yes) ? yes : throw Illegal(name, text);
    }

    public override char Letter(string name, char value)
    {
        var text = String(name, Field(name));
        return text.Length == 1 ? text[0] : throw Illegal(name, text);
    }

    public override string Text(string name, int width, string value) =>
        TextOf(FieldOrNone(name));

    public override string Text8(string name, string value) => Text(name, byte.MaxValue, value);

    public override string Text16(string name, string value) => Text(name, ushort.MaxValue, value);

    public override string TextToEnd(string name, string value, bool zeroAtEnd = false) => Text(name, ushort.MaxValue, value);

    public override string CodedText(string name, string value, IReadOnlyDictionary<byte, string> texts)
    {
        var field = Field(name);
        return WholeOf(field, 0, byte.MaxValue) is { } code ? CodeTable.TextOf(texts, (byte)code) : TextOf(field);
    }

    public override CommandResult Result(string name, CommandResult value)
    {
        var field = Field(name);
        if (field.ValueKind == JsonValueKind.Number)
            return function.ResultOf((int)Whole(name, field, 0, ushort.MaxValue));
        // What says nothing is no refusal either.
        var text = String(name, field);
        return string.IsNullOrWhiteSpace(text) ? throw Illegal(name, text) : function.ResultOf(text);
    }

    public override byte[] Bytes(string name, byte[] value, int count = -1) =>
        Many(name, item => (byte)Whole(name, item, byte.MinValue, byte.MaxValue));

    public override ushort[] U16s(string name, ushort[] values) =>
        Many(name, item => (ushort)Whole(name, item, ushort.MinValue, ushort.MaxValue));

    public override float[] F32s(string name, float[] values) => Many(name, item => Single(name, item));

    public override float[] Readings(string name, float[] values, int count = -1) =>
        DecimalCommas.Joined(FieldOrNone(name), count < 0 ? JsonEnvelope.Number(body, "Len") : count) ?? Many(name, ReadingOf);

    public override string[] Texts(string name, int width, string[] values) =>
        FieldOrNone(name).ValueKind == JsonValueKind.Array ? Many(name, TextOf) : [];

    public override T[] List<T>(string name, T[] items, int count = -1, Func<T>? make = null)
    {
        var reader = new JsonFieldReader(function, default);
        return Many(name, element =>
        {
            var item = make?.Invoke() ?? new T();
            reader.body = element;
            item.Visit(reader);
            return item;
        });
    }

    public override RawContent Raw(RawContent content) => new() { Json = body.Clone() };

    protected override ushort WireChannel(ushort channel) => U16("Chan", channel);

    private static FormatException Illegal(string name, string value) => new($"{name} has the value '{value}'.");

    private static string String(string name, JsonElement field) => field.ValueKind switch
    {
        JsonValueKind.String => WireText.UpToZero(field.GetString()!),
        JsonValueKind.Null => "",
        _ => throw Illegal(name, field.ToString()),
    };

    private static float Single(string name, JsonElement field)
    {
        var number = (float?)QuantityOf(field);
        return number is { } known && !float.IsInfinity(known) ? known : throw Illegal(name, field.ToString());
    }

    // A name that is written as a number is still a name.
    private static string TextOf(JsonElement field) => field.ValueKind switch
    {
        JsonValueKind.String => WireText.UpToZero(field.GetString()!),
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        _ => field.GetRawText(),
    };

    private static float ReadingOf(JsonElement field) => field.ValueKind == JsonValueKind.String
        ? LooseWord.ValueOf(field.GetString()!)
        : (float?)QuantityOf(field) is { } number && !float.IsInfinity(number) ? number : float.NaN;

    private static uint? FlagsOf(string text)
    {
        var digits = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text.Substring(2) : text;
        return uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var flags) ? flags : null;
    }

    private static long Whole(string name, JsonElement field, long least, long most) =>
        WholeOf(field, least, most) ?? throw Illegal(name, field.ToString());

    private static long? WholeOf(JsonElement field, long least, long most)
    {
        if (field.ValueKind == JsonValueKind.Number)
        {
            if (field.TryGetInt64(out var whole) && whole >= least && whole <= most)
                return whole;
            // A tester may write 4 as 4.0.
            if (field.TryGetDouble(out var number) && Math.Floor(number) == number && number >= least && number <= most
                && Math.Abs(number) < 1L << 53)
                return (long)number;
        }

        return null;
    }

    private long? WholeOrNull(string name, long most, string? alias = null) => WholeOf(FieldOrNone(name, alias), 0, most);

    private long Whole(string name, long least, long most) => Whole(name, Field(name), least, most);

    private static double? QuantityOf(JsonElement field) =>
        field.ValueKind == JsonValueKind.Number && field.TryGetDouble(out var number) && !double.IsInfinity(number) ? number : null;

    private T[] Many<T>(string name, Func<JsonElement, T> one)
    {
        // Where there are none, testers may leave the array out.
        if (JsonEnvelope.Number(body, "Len") == 0 && FieldOrNone(name).ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return [];
        var field = Field(name);
        if (field.ValueKind != JsonValueKind.Array)
            throw Illegal(name, field.ToString());
        var values = new T[field.GetArrayLength()];
        var i = 0;
        foreach (var item in field.EnumerateArray())
            values[i++] = one(item);
        return values;
    }

    private JsonElement Field(string name, string? alias = null) =>
        FieldOrNone(name, alias) is { ValueKind: not JsonValueKind.Undefined } field ? field : throw new FieldMissingException(name);

    // What is no object, as null in a list of them, has no fields.
    private JsonElement FieldOrNone(string name, string? alias = null) => body.ValueKind == JsonValueKind.Object
        && (body.TryGetProperty(name, out var field) || (alias is not null && body.TryGetProperty(alias, out field)))
            ? field
            : default;
}
