namespace MacNet.Protocol.Operations;

/// <summary>What is written to a smart battery's lists and setup, part by part.</summary>
internal static class SmartBatteryParts
{
    /// <summary>Fails where a part is left open: there is nothing that a tester could take for it.</summary>
    /// <exception cref="MaccorInputException">A part is null, or NaN.</exception>
    internal static void Check(Asked asked, string whole, params object?[] parts)
    {
        if (parts.Any(part => part is null or float.NaN))
        {
            throw new MaccorInputException(
                asked, "InvalidInput", $"the tester does not tell all of the {whole}, so what it leaves out must be given. Nothing was sent.");
        }
    }
}
