using MacNet.Protocol.Operations;

namespace MacNet.Examples;

/// <summary>Puts what was read on the console.</summary>
internal static class Show
{
    internal static void Title(string text) => Console.WriteLine($"\n== {text}");

    internal static void Readings(IEnumerable<ChannelReading> readings)
    {
        Console.WriteLine($"{"Channel",7} {"State",-10} {"Activity",-10} {"Voltage (V)",11} {"Current (A)",11} {"Test time",10}");
        foreach (var one in readings)
        {
            Console.WriteLine(
                $"{one.Channel,7} {one.State,-10} {one.Activity,-10} {one.Voltage,11:0.0000} {one.SignedCurrent,11:0.0000} {one.TestTime,10:hh\\:mm\\:ss}");
        }
    }

    internal static void Status(string what, ChannelStatus status) => Console.WriteLine(
        $"{what,-28} {status.Activity,-10} {status.Voltage,8:0.0000} V {status.SignedCurrent,8:0.0000} A");
}
