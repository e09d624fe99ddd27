using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>Lists a tester's files, and carries them to and from it; each transfer has a connection of its own.</summary>
public static class FileTransferExtensions
{
    /// <summary>Lists the files of a type.</summary>
    /// <param name="session">The tester.</param>
    /// <param name="type">The type.</param>
    /// <param name="progress">Is told the share of the files that have been listed, 0 to 1.</param>
    /// <param name="cancellation">Ends the listing.</param>
    /// <exception cref="MaccorException">The tester could not list the files.</exception>
    public static Task<IReadOnlyList<MaccorFile>> ListFilesAsync(
        this MaccorSession session, FileType type, IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        new FileListing(session, type, progress, cancellation).ReadAsync();

    /// <summary>Sends a file to a tester by (1, 6), over one of the same name where there is one.</summary>
    /// <param name="session">The tester.</param>
    /// <param name="type">The file's type, 3 to 7.</param>
    /// <param name="name">The name that the file is to have on the tester, with extension.</param>
    /// <param name="content">The bytes to send, up to the end of the stream.</param>
    /// <param name="progress">Is told the number of bytes that have been sent, after each block.</param>
    /// <param name="cancellation">Ends the transfer.</param>
    /// <exception cref="MaccorInputException">The name or the type is none that a tester takes; nothing was sent.</exception>
    /// <exception cref="MaccorTransferException">The file did not arrive whole.</exception>
    /// <exception cref="MaccorException">The tester could not be reached.</exception>
    public static async Task SendFileAsync(
        this MaccorSession session,
        FileType type,
        string name,
        Stream content,
        IProgress<long>? progress = null,
        CancellationToken cancellation = default)
    {
        session.CheckSendable(type, name);
        using var conversation = await session.OpenFileConversationAsync(Functions.SendFile, cancellation).ConfigureAwait(false);
        var transfer = new FileTransfer(conversation, type, name);
        await transfer.SendAsync(content, progress, cancellation).ConfigureAwait(false);
    }

    /// <summary>Sends a file of this computer to a tester by (1, 6), over one of the same name where there is one.</summary>
    /// <param name="session">The tester.</param>
    /// <param name="type">The file's type, 3 to 7.</param>
    /// <param name="name">The name that the file is to have on the tester, with extension.</param>
    /// <param name="path">The file to send.</param>
    /// <param name="progress">Is told the number of bytes that have been sent, after each block.</param>
    /// <param name="cancellation">Ends the transfer.</param>
    /// <exception cref="MaccorInputException">The name or the type is none that a tester takes; nothing was sent.</exception>
    /// <exception cref="MaccorTransferException">The file cannot be read, or did not arrive whole.</exception>
    /// <exception cref="MaccorException">The tester could not be reached.</exception>
    public static async Task SendFileAsync(
        this MaccorSession session,
        FileType type,
        string name,
        string path,
        IProgress<long>? progress = null,
        CancellationToken cancellation = default)
    {
        session.CheckSendable(type, name);
        using var content = Opened(new Asked(session.Name, Functions.SendFile), path);
        await session.SendFileAsync(type, name, content, progress, cancellation).ConfigureAwait(false);
    }

    /// <summary>Fails where a file of this type and name cannot be sent to a tester; asks nothing.</summary>
    /// <exception cref="MaccorInputException">It cannot be sent.</exception>
    public static void CheckSendable(this MaccorSession session, FileType type, string name)
    {
        var asked = new Asked(session.Name, Functions.SendFile);
        FileNames.Check(asked, name);
        FileTypes.CheckSendable(asked, type, name);
    }

    /// <summary>Gets a file from a tester by (1, 7) into a stream. Only where no exception ends it has the stream the whole file.</summary>
    /// <param name="session">The tester.</param>
    /// <param name="type">The file's type.</param>
    /// <param name="name">The file's name on the tester, with extension.</param>
    /// <param name="target">Takes the bytes.</param>
    /// <param name="progress">Is told the number of bytes that have come, after each block.</param>
    /// <param name="cancellation">Ends the transfer.</param>
    /// <returns>The file's size in bytes.</returns>
    /// <exception cref="MaccorInputException">The name is none of a file in a folder; nothing was sent.</exception>
    /// <exception cref="MaccorTransferException">The file did not arrive whole.</exception>
    /// <exception cref="MaccorException">The tester could not be reached.</exception>
    public static async Task<long> ReceiveFileAsync(
        this MaccorSession session,
        FileType type,
        string name,
        Stream target,
        IProgress<long>? progress = null,
        CancellationToken cancellation = default)
    {
        var asked = new Asked(session.Name, Functions.GetFile);
        FileNames.Check(asked, name);
        using var conversation = await session.OpenFileConversationAsync(Functions.GetFile, cancellation).ConfigureAwait(false);
        var transfer = new FileTransfer(conversation, type, name);
        return await transfer.ReceiveAsync(target, progress, cancellation).ConfigureAwait(false);
    }

    /// <summary>Gets a file from a tester into a file of this computer, which appears under its name when it is complete.</summary>
    /// <param name="session">The tester.</param>
    /// <param name="type">The file's type.</param>
    /// <param name="name">The file's name on the tester, with extension.</param>
    /// <param name="path">The file to write.</param>
    /// <param name="overwrite">Whether a file that is there already may be replaced.</param>
    /// <param name="progress">Is told the number of bytes that have come, after each block.</param>
    /// <param name="cancellation">Ends the transfer.</param>
    /// <exception cref="MaccorInputException">The name is none of a file in a folder; nothing was sent.</exception>
    /// <exception cref="MaccorTransferException">The file is there already, did not arrive whole, or could not be written.</exception>
    /// <exception cref="MaccorException">The tester could not be reached.</exception>
    public static async Task ReceiveFileAsync(
        this MaccorSession session,
        FileType type,
        string name,
        string path,
        bool overwrite = false,
        IProgress<long>? progress = null,
        CancellationToken cancellation = default)
    {
        var asked = new Asked(session.Name, Functions.GetFile);
        FileNames.Check(asked, name);
        using var file = PartialFile.Create(asked, path, overwrite);
        await session.ReceiveFileAsync(type, name, file.Content, progress, cancellation).ConfigureAwait(false);
        file.Complete();
    }

    /// <summary>The file of this computer that a file of a tester is to become.</summary>
    /// <param name="session">The tester.</param>
    /// <param name="name">The file's name on the tester.</param>
    /// <param name="destination">A folder, or the file to write.</param>
    /// <param name="overwrite">Whether a file that is there already may be replaced.</param>
    /// <exception cref="MaccorInputException">The name is none of a file in a folder.</exception>
    /// <exception cref="MaccorTransferException">The file is there already.</exception>
    public static string GetReceivePath(this MaccorSession session, string name, string destination, bool overwrite)
    {
        var asked = new Asked(session.Name, Functions.GetFile);
        FileNames.Check(asked, name);
        var path = Directory.Exists(destination) ? Path.Combine(destination, name) : destination;
        PartialFile.CheckTarget(asked, path, overwrite);
        return path;
    }

    private static FileStream Opened(Asked asked, string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new MaccorTransferException(asked, "LocalFile", $"'{path}' cannot be read: {problem.Message}", problem);
        }
    }
}
