namespace MacNet.VirtualTester.Options;

/// <summary>When a test's capacity and energy begin to count anew.</summary>
public enum CapacityReset
{
    /// <summary>With each change of direction, and each advance of the cycle.</summary>
    Direction,

    /// <summary>With each step.</summary>
    Step,
}
