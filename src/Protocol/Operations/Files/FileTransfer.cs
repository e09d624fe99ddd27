using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>
/// Carries files to and from a tester by (1, 6) and (1, 7): blocks of 500 bytes, each acknowledged, of which a shorter one is the
/// last. Each transfer has a connection of its own, so that commands do not wait behind it.
/// </summary>
internal sealed partial class FileTransfer
{
    private readonly FileConversation conversation;
    private readonly FileType type;
    private readonly string name;
    private readonly BlockNumber block = new();
    private long bytes;
    private bool endedByTester;

    public FileTransfer(FileConversation conversation, FileType type, string name)
    {
        this.conversation = conversation;
        this.type = type;
        this.name = name;
    }

    private async Task RunAsync(Func<Task> transfer)
    {
        try
        {
            await transfer().ConfigureAwait(false);
        }
        catch (MaccorTransferException) when (!endedByTester)
        {
            await conversation.TellAsync(Failed("The transfer was given up.")).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<FilePacket> AskAsync(FilePacket packet)
    {
        try
        {
            return await conversation.AskAsync(packet).ConfigureAwait(false);
        }
        catch (MaccorException problem) when (problem is not MaccorInputException)
        {
            throw BrokenOff(problem);
        }
    }

    // What comes twice is no harm: it is passed over.
    private async Task<FilePacket> PassRepeatedAsync(FilePacket answer, byte opCode)
    {
        try
        {
            while (answer.OpCode == opCode && answer.Block == block.Last)
                answer = await conversation.ListenAsync().ConfigureAwait(false);
            return answer;
        }
        catch (MaccorException problem)
        {
            throw BrokenOff(problem);
        }
    }

    private void CheckBlock(FilePacket answer, byte opCode)
    {
        CheckOpCode(answer, opCode);
        if (!block.Accept(answer))
            throw Failure("TransferBroken", $"block {block.Next} of '{name}' was due and the tester sent {answer.Block}.");
    }

    private void CheckOpCode(FilePacket answer, byte opCode)
    {
        endedByTester = answer.OpCode == FilePacket.Error;
        if (endedByTester)
            throw bytes == 0 && block.Last == 0 ? Refused(answer) : EndedByTester(answer);
        if (answer.OpCode != opCode)
            throw Failure("TransferBroken", $"the tester answered with opcode {answer.OpCode} in the transfer of '{name}'.");
    }

    private async Task<T> LocallyAsync<T>(Task<T> work)
    {
        try
        {
            return await work.ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            throw Failure("LocalFile", $"the transfer of '{name}' was given up after {bytes} bytes: {problem.Message}", problem);
        }
    }

    private MaccorTransferException Refused(FilePacket error) =>
        Failure("TransferRefused", $"the tester refused '{name}': {Words(error)}.");

    private MaccorTransferException EndedByTester(FilePacket error) =>
        Failure("TransferFailed", $"the tester ended the transfer of '{name}' after {bytes} bytes: {Words(error)}.");

    private MaccorTransferException BrokenOff(MaccorException problem) =>
        Failure("TransferBroken", $"the transfer of '{name}' broke off after {bytes} bytes: {problem.What.TrimEnd('.')}.", problem);

    private MaccorTransferException Failure(string errorId, string what, Exception? inner = null) =>
        new(conversation.Asked, errorId, what, inner);

    private FilePacket Failed(string reason)
    {
        var packet = Packet(FilePacket.Error);
        packet.ErrorCode = FilePacket.Undefined;
        packet.ErrorText = reason;
        return packet;
    }

    private FilePacket Packet(byte opCode) => new() { FileType = (byte)type, OpCode = opCode, FileName = name };

    private static string Words(FilePacket error) =>
        error.ErrorText.Length > 0 ? $"{error.ErrorText.TrimEnd('.')} (code {error.ErrorCode})" : $"code {error.ErrorCode}";
}
