namespace MacNet.VirtualTester.Files;

/// <summary>The folders of the tester's disk. Names are compared without regard to case, as Windows does.</summary>
public abstract class FileStore
{
    /// <summary>Lists a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>Its files by name.</returns>
    public abstract IReadOnlyList<StoredFile> List(FileFolder folder);

    /// <summary>Finds a file.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The name with extension.</param>
    /// <returns>The file, or null.</returns>
    public abstract StoredFile? Find(FileFolder folder, string name);

    /// <summary>Writes a file, replacing the one that was there.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The name with extension.</param>
    /// <param name="content">The bytes.</param>
    public abstract void Write(FileFolder folder, string name, byte[] content);

    /// <summary>Writes at the end of a file, which is created when it is missing.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The name with extension.</param>
    /// <param name="content">The bytes.</param>
    public abstract void Append(FileFolder folder, string name, byte[] content);

    /// <summary>Moves a file, replacing the one that was there.</summary>
    /// <param name="from">The folder where it is.</param>
    /// <param name="to">The folder where it goes.</param>
    /// <param name="name">The name with extension.</param>
    public abstract void Move(FileFolder from, FileFolder to, string name);

    /// <summary>Whether a folder has a test of a name, whatever the channel number that is its file's extension.</summary>
    internal bool HasTest(FileFolder folder, string testName) => List(folder)
        .Any(file => string.Equals(Path.GetFileNameWithoutExtension(file.Name), testName, StringComparison.OrdinalIgnoreCase));
}
