using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

public sealed partial class FileTransfer
{
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
    public static async Task SendAsync(
        MaccorSession session,
        FileType type,
        string name,
        Stream content,
        IProgress<long>? progress = null,
        CancellationToken cancellation = default)
    {
        var asked = new Asked(session.Name, Functions.SendFile);
        CheckSendable(session, type, name);
        using var conversation = await session.OpenFileConversationAsync(Functions.SendFile, cancellation).ConfigureAwait(false);
        var transfer = new FileTransfer(conversation, asked, type, name);
        await transfer.RunAsync(() => transfer.SendBlocksAsync(content, progress, cancellation)).ConfigureAwait(false);
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
    public static async Task SendAsync(
        MaccorSession session,
        FileType type,
        string name,
        string path,
        IProgress<long>? progress = null,
        CancellationToken cancellation = default)
    {
        CheckSendable(session, type, name);
        using var content = Opened(new Asked(session.Name, Functions.SendFile), path);
        await SendAsync(session, type, name, content, progress, cancellation).ConfigureAwait(false);
    }

    /// <summary>Fails where a file of this type and name cannot be sent to a tester; asks nothing.</summary>
    /// <exception cref="MaccorInputException">It cannot be sent.</exception>
    public static void CheckSendable(MaccorSession session, FileType type, string name)
    {
        var asked = new Asked(session.Name, Functions.SendFile);
        FileNames.Check(asked, name);
        FileTypes.CheckSendable(asked, type, name);
    }

    private async Task SendBlocksAsync(Stream content, IProgress<long>? progress, CancellationToken cancellation)
    {
        CheckOpCode(await AskAsync(Packet(FilePacket.WriteRequest)).ConfigureAwait(false), FilePacket.Acknowledge);
        byte[] part;
        do
        {
            part = await LocallyAsync(ReadBlockAsync(content, cancellation)).ConfigureAwait(false);
            var packet = Packet(FilePacket.Data);
            packet.Block = block.Next;
            packet.Content = part;
            var answer = await AskAsync(packet).ConfigureAwait(false);
            CheckBlock(await PassRepeatedAsync(answer, FilePacket.Acknowledge).ConfigureAwait(false), FilePacket.Acknowledge);
            bytes += part.Length;
            progress?.Report(bytes);
        }
        while (part.Length == FilePacket.BlockSize);
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

    private static async Task<byte[]> ReadBlockAsync(Stream content, CancellationToken cancellation)
    {
        var part = new byte[FilePacket.BlockSize];
        var length = 0;
        int count;
        while (length < part.Length && (count = await content.ReadSomeAsync(part, length, cancellation).ConfigureAwait(false)) > 0)
            length += count;
        Array.Resize(ref part, length);
        return part;
    }
}
