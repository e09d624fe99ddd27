using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>Lists a tester's files by (1, 5): one message to build the list and one for each file.</summary>
/// <remarks>
/// The tester gives "the next file" of a list that it keeps. Where somebody else builds another list meanwhile, a message is lost, or a
/// tester that began anew has no list any more, the listing begins anew, a bounded number of times.
/// </remarks>
internal sealed class FileListing
{
    private const int MostAttempts = 3;

    private readonly MaccorSession session;
    private readonly FileType type;
    private readonly IProgress<double>? progress;
    private readonly CancellationToken cancellation;

    public FileListing(MaccorSession session, FileType type, IProgress<double>? progress, CancellationToken cancellation)
    {
        this.session = session;
        this.type = type;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /// <summary>Lists the files.</summary>
    /// <exception cref="MaccorException">The tester could not list them.</exception>
    public async Task<IReadOnlyList<MaccorFile>> ReadAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (await TryAsync(strict: attempt == 1).ConfigureAwait(false) is { } files)
                    return files;
            }
            catch (MaccorOutcomeUnknownException unknown)
            {
                // Nothing is done to the tester by listing again; what the user needs to know is why it did not answer.
                if (attempt == MostAttempts)
                    throw unknown.InnerException!;
            }

            if (attempt == MostAttempts)
                throw Changed();
        }
    }

    // A name that is empty, or comes twice, speaks of a list that changed. Where it does so again, it is what the tester has.
    private async Task<IReadOnlyList<MaccorFile>?> TryAsync(bool strict)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "" };
        var files = new Dictionary<(int? Index, string Name), MaccorFile>();
        int? index = null;
        int? count = (await AskAsync(FileListRequest.Build).ConfigureAwait(false)).NumberOfFiles;
        while (files.Count < (count ?? int.MaxValue))
        {
            if (await NextAsync(strict).ConfigureAwait(false) is not { } next)
                return null;
            // Each file's reply tells it too.
            count ??= next.NumberOfFiles ?? throw NotCounted();
            if (count == 0)
                break;
            // What the tester does not tell speaks of no other list.
            var isOther = (next.FileType ?? (byte)type) != (byte)type || (next.NumberOfFiles ?? count) != count
                || (next.Index is { } place && index is { } last && Math.Abs(place - last) > 1);
            if (isOther || files.ContainsKey((next.Index, next.FileName)) || (!names.Add(next.FileName) && strict))
                return null;
            files.Add((next.Index, next.FileName), FileOf(next));
            index = next.Index ?? index;
            progress?.Report((double)files.Count / count.Value);
        }

        return [.. files.Values];
    }

    private async Task<FileListReply?> NextAsync(bool strict)
    {
        try
        {
            return await AskAsync(FileListRequest.Next).ConfigureAwait(false);
        }
        catch (MaccorErrorReplyException) when (strict)
        {
            // There is no list any more.
            return null;
        }
    }

    private Task<FileListReply> AskAsync(byte command) =>
        session.AskAsync(Functions.FileList, new FileListRequest { FileType = (byte)type, Command = command }, cancellation);

    private MaccorFile FileOf(FileListReply reply) => new(session.Name, type, reply.FileName, reply.Size, reply.FileDate);

    private MaccorProtocolException NotCounted() =>
        new(new Asked(session.Name, Functions.FileList), "the reply does not tell how many files there are.");

    private MaccorTransferException Changed() => new(
        new Asked(session.Name, Functions.FileList),
        "ListingChanged",
        $"the list of {type} files changed while it was read, {MostAttempts} times.");
}
