namespace MacNet.Protocol.Operations;

/// <summary>
/// A file in the making, beside the place that it is to take when it is complete. Unless completed, it is gone with this.
/// </summary>
internal sealed class PartialFile : IDisposable
{
    private readonly Asked asked;
    private readonly string path;
    private readonly string partial;
    private readonly bool overwrite;
    private readonly FileStream content;
    private bool complete;

    private PartialFile(Asked asked, string path, bool overwrite)
    {
        this.asked = asked;
        this.path = path;
        this.overwrite = overwrite;
        partial = $"{path}.{Guid.NewGuid().ToString("N").Substring(0, 8)}.part";
        content = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
    }

    /// <summary>What has been written of the file.</summary>
    internal Stream Content => content;

    /// <summary>Makes a new file for what comes.</summary>
    /// <exception cref="MaccorTransferException">There is a file already, or none can be written.</exception>
    internal static PartialFile Create(Asked asked, string path, bool overwrite)
    {
        CheckTarget(asked, path, overwrite);
        return Locally(asked, path, () => new PartialFile(asked, path, overwrite));
    }

    /// <summary>Fails where a file may not come to be.</summary>
    /// <exception cref="MaccorTransferException">There is a folder, or a file already.</exception>
    internal static void CheckTarget(Asked asked, string path, bool overwrite)
    {
        if (Directory.Exists(path))
            throw Failure(asked, $"'{path}' is a folder.");
        if (File.Exists(path) && !overwrite)
            throw ThereAlready(asked, path);
    }

    /// <summary>Gives the file its name.</summary>
    /// <exception cref="MaccorTransferException">A file of that name has appeared meanwhile, or it cannot be written.</exception>
    internal void Complete() => Locally(asked, path, () =>
    {
        content.Dispose();
        if (!File.Exists(path))
            File.Move(partial, path);
        else if (overwrite)
            File.Replace(partial, path, null);
        else
            throw ThereAlready(asked, path);
        return complete = true;
    });

    public void Dispose()
    {
        try
        {
            content.Dispose();
        }
        catch (IOException)
        {
            // A full disk, perhaps; what is buffered still is of no use any more.
        }

        if (!complete)
            File.Delete(partial);
    }

    private static T Locally<T>(Asked asked, string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Failure(asked, $"'{path}' cannot be written: {problem.Message}", problem);
        }
    }

    private static MaccorTransferException ThereAlready(Asked asked, string path) =>
        new(asked, "FileExists", $"'{path}' is there already.");

    private static MaccorTransferException Failure(Asked asked, string what, Exception? inner = null) =>
        new(asked, "LocalFile", what, inner);
}
