namespace MacNet.Data.Export;

/// <summary>Which auxiliary inputs are which temperatures.</summary>
/// <param name="Ambient">The input of the ambient temperature; null for none.</param>
/// <param name="Temperatures">The inputs of T1, T2 and so on; null for input 1, 2 and so on, but that of the ambient.</param>
public sealed record BdfInputs(int? Ambient = null, IReadOnlyList<int>? Temperatures = null)
{
    internal int? Temperature(int place)
    {
        if (Temperatures is null)
            return place + 1 == Ambient ? null : place + 1;
        return place < Temperatures.Count ? Temperatures[place] : null;
    }
}
