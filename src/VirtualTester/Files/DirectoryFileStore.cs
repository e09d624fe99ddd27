namespace MacNet.VirtualTester.Files;

/// <summary>The tester's disk as a folder of this machine, with one subfolder per kind.</summary>
internal sealed class DirectoryFileStore : FileStore
{
    private readonly string root;
    private readonly Func<DateTime> now;

    public DirectoryFileStore(string root, Func<DateTime> now)
    {
        this.root = Path.GetFullPath(root);
        this.now = now;
        foreach (var folder in FileRules.Folders)
            Directory.CreateDirectory(PathOf(folder));
    }

    public override IReadOnlyList<StoredFile> List(FileFolder folder) =>
        new DirectoryInfo(PathOf(folder)).GetFiles()
            .Where(file => FileRules.Fits(folder, file.Name))
            .OrderBy(file => file.Name, StringComparer.OrdinalIgnoreCase)
            .Select(file => new DirectoryFile(file))
            .ToList();

    public override StoredFile? Find(FileFolder folder, string name) =>
        List(folder).FirstOrDefault(file => string.Equals(file.Name, name, StringComparison.OrdinalIgnoreCase));

    public override void Write(FileFolder folder, string name, byte[] content)
    {
        File.WriteAllBytes(PathOf(folder, name), content);
        Stamp(folder, name);
    }

    public override void Append(FileFolder folder, string name, byte[] content)
    {
        using (var stream = new FileStream(PathOf(folder, name), FileMode.Append))
            stream.Write(content, 0, content.Length);
        Stamp(folder, name);
    }

    public override void Move(FileFolder from, FileFolder to, string name)
    {
        if (Find(from, name) is null)
            return;
        var target = PathOf(to, name);
        File.Delete(target);
        File.Move(PathOf(from, name), target);
    }

    private void Stamp(FileFolder folder, string name) => File.SetLastWriteTime(PathOf(folder, name), now());

    private string PathOf(FileFolder folder) => folder == FileFolder.SystemEvents ? root : Path.Combine(root, folder.ToString());

    private string PathOf(FileFolder folder, string name)
    {
        if (!FileRules.Fits(folder, name))
            throw new ArgumentException($"'{name}' is not the name of a file in {folder}.", nameof(name));
        return Path.Combine(PathOf(folder), Find(folder, name)?.Name ?? name);
    }

    private sealed class DirectoryFile(FileInfo file) : StoredFile
    {
        public override string Name => file.Name;

        public override DateTime Date => DateTime.SpecifyKind(file.LastWriteTime, DateTimeKind.Unspecified);

        public override long Size => file.Length;

        public override byte[] Read() => File.ReadAllBytes(file.FullName);
    }
}
