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
        return value == default ? 0 : (ulong)((value - Epoch).Ticks / TimeSpan.TicksPerMillisecond);
    }

    internal static DateTime FromMilliseconds(ulong milliseconds)
    {
        var most = (ulong)((DateTime.MaxValue - Epoch).Ticks / TimeSpan.TicksPerMillisecond);
        if (milliseconds > most)
            throw new FormatException($"{milliseconds} ms is no time of a calendar.");
        return Epoch.AddTicks((long)milliseconds * TimeSpan.TicksPerMillisecond);
    }

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
