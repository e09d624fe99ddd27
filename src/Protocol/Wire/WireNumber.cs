using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MacNet.Protocol.Wire;

/// <summary>Numbers as the wire has them.</summary>
internal static class WireNumber
{
    internal static readonly DateTime Epoch = new(1970, 1, 1);

    internal static float Finite(string name, float value)
    {
        if (float.IsNaN(value) || float.IsInfinity(value))
            throw new ArgumentException($"{name} is {value}, which is not a number that a tester can take.");
        return value;
    }

    internal static long Scaled(string name, double value, double binaryPerJson, long least, long most)
    {
        var scaled = Math.Round(value * binaryPerJson);
        if (!(scaled >= least && scaled <= most))
            throw new ArgumentException($"{name} is {value}, outside {least / binaryPerJson} to {most / binaryPerJson}.");
        return (long)scaled;
    }

    internal static ulong ToMilliseconds(string name, DateTime value)
    {
        if (value != default && value < Epoch)
            throw new ArgumentException($"{name} is before 1970.");
        return value == default ? 0 : (ulong)MillisecondsTo(value);
    }

    internal static DateTime FromMilliseconds(ulong milliseconds) =>
        milliseconds <= long.MaxValue && DateOf((long)milliseconds) is { } date ? date : default;

    internal static long MillisecondsTo(DateTime value) => (value - Epoch).Ticks / TimeSpan.TicksPerMillisecond;

    /// <summary>The date of so many milliseconds since 1970; null where no calendar has it.</summary>
    internal static DateTime? DateOf(long milliseconds) =>
        milliseconds >= MillisecondsTo(DateTime.MinValue) && milliseconds <= MillisecondsTo(DateTime.MaxValue)
            ? Epoch.AddTicks(milliseconds * TimeSpan.TicksPerMillisecond)
            : null;

    internal static float ToSingle(ReadOnlySpan<byte> littleEndian) =>
        new SingleBits { Bits = BinaryPrimitives.ReadInt32LittleEndian(littleEndian) }.Value;

    internal static int ToBits(float value) => new SingleBits { Value = value }.Bits;

    // netstandard2.0 has no BitConverter.Int32BitsToSingle.
    [StructLayout(LayoutKind.Explicit)]
    private struct SingleBits
    {
        [FieldOffset(0)]
        internal int Bits;

        [FieldOffset(0)]
        internal float Value;
    }
}
