namespace MacNet.VirtualTester.Files;

/// <summary>A disk that is gone with the tester.</summary>
internal sealed class MemoryFileStore(Func<DateTime> now) : FileStore
{
    private readonly Dictionary<FileFolder, SortedDictionary<string, MemoryFile>> folders = [];
    private readonly object gate = new();

    public override IReadOnlyList<StoredFile> List(FileFolder folder)
    {
        lock (gate)
            return Folder(folder).Values.ToList();
    }

    public override StoredFile? Find(FileFolder folder, string name)
    {
        lock (gate)
            return Folder(folder).TryGetValue(name, out var file) ? file : null;
    }

    public override void Write(FileFolder folder, string name, byte[] content)
    {
        lock (gate)
            (Folder(folder)[name] = new MemoryFile(name)).Append(content, now());
    }

    public override void Append(FileFolder folder, string name, byte[] content)
    {
        lock (gate)
        {
            if (!Folder(folder).TryGetValue(name, out var file))
                Folder(folder)[name] = file = new MemoryFile(name);
            file.Append(content, now());
        }
    }

    public override void Move(FileFolder from, FileFolder to, string name)
    {
        lock (gate)
        {
            if (!Folder(from).TryGetValue(name, out var file))
                return;
            Folder(from).Remove(name);
            Folder(to)[name] = file;
        }
    }

    private SortedDictionary<string, MemoryFile> Folder(FileFolder folder)
    {
        if (!folders.TryGetValue(folder, out var files))
            folders[folder] = files = new SortedDictionary<string, MemoryFile>(StringComparer.OrdinalIgnoreCase);
        return files;
    }

    private sealed class MemoryFile(string name) : StoredFile
    {
        private readonly List<byte> content = [];
        private DateTime date;

        public override string Name => name;

        public override DateTime Date => date;

        public override long Size
        {
            get
            {
                lock (content)
                    return content.Count;
            }
        }

        public override byte[] Read()
        {
            lock (content)
                return content.ToArray();
        }

        public void Append(byte[] bytes, DateTime written)
        {
            lock (content)
                content.AddRange(bytes);
            date = written;
        }
    }
}
