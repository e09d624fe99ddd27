namespace MacNet.VirtualTester.Files;

/// <summary>A file of the tester.</summary>
public abstract class StoredFile
{
    /// <summary>Name with extension.</summary>
    public abstract string Name { get; }

    /// <summary>Time of the last write, in the tester's time.</summary>
    public abstract DateTime Date { get; }

    /// <summary>Length in bytes.</summary>
    public abstract long Size { get; }

    /// <summary>Reads all of it.</summary>
    /// <returns>The bytes.</returns>
    public abstract byte[] Read();
}
