namespace MacNet.Protocol.Messages;

/// <summary>
/// Visits the fields of a message in wire order. One declaration per message serves four visitors: a JSON reader and writer,
/// a binary reader and writer. Each method takes the field's present value and gives back its new one: what was read when
/// reading, the same value when writing.
/// </summary>
/// <remarks>Where JSON and binary differ (units, flags, string booleans, dates), the field kind knows it, not the message.</remarks>
public abstract class Fields
{
    private const int FirstChannel = 1;

    /// <summary>Whether the message is in the binary form; a few fields exist in only one of the two.</summary>
    public abstract bool Binary { get; }

    /// <summary>Bytes not read yet, where a binary message is read; 0 otherwise.</summary>
    public virtual int Remaining => 0;

    /// <summary>Whether a field of so many bytes at the end of a binary message, which older testers lack, is there.</summary>
    public virtual bool IsLeft(int bytes) => true;

    /// <summary>
    /// The channel that the message is about, counted from 1. This is the one place where it meets the wire's count from 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The channel is outside 1 to 65536.</exception>
    public int Channel(int channel) => WireChannel(ToWire(channel)) + FirstChannel;

    /// <summary>Channels as a JSON array, each counted from 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A channel is outside 1 to 65536.</exception>
    public int[] Channels(string name, int[] channels) =>
        Array.ConvertAll(U16s(name, Array.ConvertAll(channels, ToWire)), wire => wire + FirstChannel);

    /// <summary>A number of channels in place of data: the header's <c>Len</c> in binary, a field in JSON.</summary>
    public abstract ushort Count(string name, ushort value);

    /// <summary>An unsigned byte.</summary>
    public abstract byte U8(string name, byte value, string? alias = null);

    /// <summary>An unsigned 16-bit number.</summary>
    public abstract ushort U16(string name, ushort value);

    /// <summary>An unsigned 32-bit number.</summary>
    public abstract uint U32(string name, uint value);

    /// <summary>
    /// As <see cref="U8"/>, for what says nothing vital: null where what is read is no such number. The reply is not lost for it.
    /// </summary>
    public virtual byte? U8OrNull(string name, byte? value, string? alias = null) => U8(name, value ?? 0, alias);

    /// <summary>As <see cref="U16"/>, for what says nothing vital, like <see cref="U8OrNull"/>.</summary>
    public virtual ushort? U16OrNull(string name, ushort? value) => U16(name, value ?? 0);

    /// <summary>As <see cref="U32"/>, for what says nothing vital, like <see cref="U8OrNull"/>.</summary>
    public virtual uint? U32OrNull(string name, uint? value) => U32(name, value ?? 0);

    /// <summary>A signed 16-bit number.</summary>
    public abstract short I16(string name, short value);

    /// <summary>A signed 32-bit number.</summary>
    public abstract int I32(string name, int value);

    /// <summary>A signed 64-bit number.</summary>
    public abstract long I64(string name, long value);

    /// <summary>As <see cref="I64"/>, for what says nothing vital, like <see cref="U8OrNull"/>.</summary>
    public virtual long? I64OrNull(string name, long? value) => I64(name, value ?? 0);

    /// <summary>A single-precision number. <paramref name="binaryPerJson"/> is how many binary units make one JSON unit.</summary>
    /// <exception cref="ArgumentException">A value to write is not finite.</exception>
    public abstract float F32(string name, float value, float binaryPerJson = 1);

    /// <summary>
    /// A single-precision reading: as <see cref="F32"/>, but one that is read may be infinite, and what is missing or no number is NaN. The
    /// reply is not lost for it.
    /// </summary>
    public virtual float ReadingOrNaN(string name, float value, float binaryPerJson = 1) => F32(name, value, binaryPerJson);

    /// <summary>
    /// A quantity in JSON units that binary carries as a whole unsigned 16-bit number of smaller units. JSON that is no number is NaN.
    /// </summary>
    public abstract double U16Scaled(string name, double value, double binaryPerJson);

    /// <summary>As <see cref="U16Scaled"/>, of a signed number.</summary>
    public abstract double I16Scaled(string name, double value, double binaryPerJson);

    /// <summary>An age in seconds; binary carries whole milliseconds in 32 bits. JSON that is no number is NaN.</summary>
    public abstract double AgeMs(string name, double seconds);

    /// <summary>
    /// A date and time without a zone; binary carries milliseconds since 1970-01-01. What no calendar has is read as the default.
    /// </summary>
    public abstract DateTime Time(string name, DateTime value);

    /// <summary>As <see cref="Time"/>, but it may be before 1970, and one that no calendar has is read as null.</summary>
    public abstract DateTime? Date(string name, DateTime? value);

    /// <summary>32 flags; JSON carries a hex string.</summary>
    public abstract uint Flags(string name, uint value);

    /// <summary>As <see cref="Flags"/>, for where they are not what is asked for: null where what is read is none.</summary>
    public virtual uint? FlagsOrNull(string name, uint? value) => Flags(name, value ?? 0);

    /// <summary>A boolean; JSON carries "TRUE" or "FALSE".</summary>
    public abstract bool YesNo(string name, bool value);

    /// <summary>One ASCII letter; JSON carries a string.</summary>
    public abstract char Letter(string name, char value);

    /// <summary>Text of at most <paramref name="width"/> characters; ASCII in binary, padded with spaces.</summary>
    /// <exception cref="ArgumentException">The text to write does not fit.</exception>
    public abstract string Text(string name, int width, string value);

    /// <summary>As <see cref="Text"/>, but of up to 250 characters in JSON.</summary>
    /// <exception cref="ArgumentException">The text to write does not fit.</exception>
    public virtual string LongText(string name, int width, string value) => Text(name, width, value);

    /// <summary>Text behind a length byte in binary.</summary>
    /// <exception cref="ArgumentException">The text to write does not fit.</exception>
    public abstract string Text8(string name, string value);

    /// <summary>Text behind a 16-bit length in binary.</summary>
    /// <exception cref="ArgumentException">The text to write does not fit.</exception>
    public abstract string Text16(string name, string value);

    /// <summary>Text up to the end of a binary message; a zero that closes it is no part of it.</summary>
    public abstract string TextToEnd(string name, string value, bool zeroAtEnd = false);

    /// <summary>A text that binary carries as its code. A code without a text is its number.</summary>
    /// <exception cref="ArgumentException">The text to write has no code.</exception>
    public abstract string CodedText(string name, string value, IReadOnlyDictionary<byte, string> texts);

    /// <summary>What the tester says of a command.</summary>
    public abstract CommandResult Result(string name, CommandResult value);

    /// <summary>Bytes: an array of numbers in JSON; in binary <paramref name="count"/> bytes, or all that remain.</summary>
    public abstract byte[] Bytes(string name, byte[] value, int count = -1);

    /// <summary>Unsigned 16-bit numbers: an array in JSON, all that remain in binary.</summary>
    public abstract ushort[] U16s(string name, ushort[] values);

    /// <summary>Single-precision numbers: an array in JSON, all that remain in binary.</summary>
    public abstract float[] F32s(string name, float[] values);

    /// <summary>
    /// Single-precision readings: as <see cref="F32s"/>, but those that are read may be as <see cref="ReadingOrNaN"/> has them.
    /// </summary>
    /// <param name="name">The array's name in JSON.</param>
    /// <param name="values">The readings.</param>
    /// <param name="count">How many there must be; -1 where the message tells.</param>
    public virtual float[] Readings(string name, float[] values, int count = -1) => F32s(name, values);

    /// <summary>Texts of fixed width: an array in JSON, all that remain in binary.</summary>
    public abstract string[] Texts(string name, int width, string[] values);

    /// <summary>
    /// Items with fields of their own: an array of objects in JSON; in binary <paramref name="count"/> items, or all that remain.
    /// </summary>
    /// <param name="name">The array's name in JSON.</param>
    /// <param name="items">The items.</param>
    /// <param name="count">How many items binary has, or -1 for all that remain.</param>
    /// <param name="make">Makes an item to read into, where it is to know something beforehand.</param>
    public abstract T[] List<T>(string name, T[] items, int count = -1, Func<T>? make = null)
        where T : Message, new();

    /// <summary>All that a message carries beside the channel, as it stands: an object in JSON, bytes in binary.</summary>
    public abstract RawContent Raw(RawContent content);

    /// <summary>
    /// Whether an optional field is there: when writing as told, when reading JSON by its key, when reading binary as told.
    /// </summary>
    public virtual bool Has(string name, bool present) => present;

    /// <summary>The channel field or header word as it stands on the wire.</summary>
    protected abstract ushort WireChannel(ushort channel);

    private static ushort ToWire(int channel)
    {
        if (channel < FirstChannel || channel > ushort.MaxValue + FirstChannel)
            throw new ArgumentOutOfRangeException(nameof(channel), channel, "Channels count from 1.");
        return (ushort)(channel - FirstChannel);
    }
}
