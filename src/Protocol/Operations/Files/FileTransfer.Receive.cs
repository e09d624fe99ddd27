using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

public sealed partial class FileTransfer
{
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
    public static async Task<long> ReceiveAsync(
        MaccorSession session,
        FileType type,
        string name,
        Stream target,
        IProgress<long>? progress = null,
        CancellationToken cancellation = default)
    {
        var asked = new Asked(session.Name, Functions.GetFile);
        FileNames.Check(asked, name);
        using var conversation = await session.OpenFileConversationAsync(Functions.GetFile, cancellation).ConfigureAwait(false);
        var transfer = new FileTransfer(conversation, asked, type, name);
        await transfer.RunAsync(() => transfer.ReceiveBlocksAsync(target, progress, cancellation)).ConfigureAwait(false);
        return transfer.bytes;
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
    public static async Task ReceiveAsync(
        MaccorSession session,
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
        await ReceiveAsync(session, type, name, file.Content, progress, cancellation).ConfigureAwait(false);
        file.Complete();
    }

    /// <summary>The file of this computer that a file of a tester is to become.</summary>
    /// <param name="session">The tester.</param>
    /// <param name="name">The file's name on the tester.</param>
    /// <param name="destination">A folder, or the file to write.</param>
    /// <param name="overwrite">Whether a file that is there already may be replaced.</param>
    /// <exception cref="MaccorInputException">The name is none of a file in a folder.</exception>
    /// <exception cref="MaccorTransferException">The file is there already.</exception>
    public static string TargetOf(MaccorSession session, string name, string destination, bool overwrite)
    {
        var asked = new Asked(session.Name, Functions.GetFile);
        FileNames.Check(asked, name);
        var path = Directory.Exists(destination) ? Path.Combine(destination, name) : destination;
        PartialFile.CheckTarget(asked, path, overwrite);
        return path;
    }

    private async Task ReceiveBlocksAsync(Stream target, IProgress<long>? progress, CancellationToken cancellation)
    {
        var answer = await AskAsync(Packet(FilePacket.ReadRequest)).ConfigureAwait(false);
        while (true)
        {
            CheckBlock(answer, FilePacket.Data);
            var part = answer.Content;
            if (part.Length > FilePacket.BlockSize)
                throw Failure("TransferBroken", $"block {answer.Block} of '{name}' has {part.Length} bytes.");
            await LocallyAsync(WriteAsync(target, part, cancellation)).ConfigureAwait(false);
            bytes += part.Length;
            progress?.Report(bytes);
            var acknowledgement = Packet(FilePacket.Acknowledge);
            acknowledgement.Block = answer.Block;
            if (part.Length < FilePacket.BlockSize)
            {
                await conversation.TellAsync(acknowledgement).ConfigureAwait(false);
                return;
            }

            answer = await PassRepeatedAsync(await AskAsync(acknowledgement).ConfigureAwait(false), FilePacket.Data).ConfigureAwait(false);
        }
    }

    private static async Task<bool> WriteAsync(Stream target, byte[] part, CancellationToken cancellation)
    {
        await target.WriteAllAsync(part, cancellation).ConfigureAwait(false);
        return true;
    }
}
