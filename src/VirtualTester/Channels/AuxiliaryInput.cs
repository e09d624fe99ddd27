namespace MacNet.VirtualTester.Channels;

/// <summary>An auxiliary input of a channel, as (4, 4) and (4, 5) tell it.</summary>
public sealed class AuxiliaryInput
{
    /// <summary>What a temperature input gives in °C where nothing is connected.</summary>
    public const double NotConnected = -2500;

    private readonly Func<double> source;

    internal AuxiliaryInput(string unit, Func<double> source)
    {
        Unit = unit;
        this.source = source;
    }

    /// <summary>Unit of the value: C for °C, V for V.</summary>
    public string Unit { get; }

    /// <summary>A value to give instead of what is simulated, or null.</summary>
    public double? Forced { get; set; }

    /// <summary>The value now.</summary>
    public double Value => Forced ?? source();
}
