using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MacNet.Protocol;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell;

/// <summary>
/// The names of a tester's files for completion. A listing takes a message a file, so it goes on behind the prompt, which waits a
/// moment at most and otherwise makes do with what was known before.
/// </summary>
internal static class TesterFileNames
{
    private static readonly ConditionalWeakTable<MaccorSession, ConcurrentDictionary<FileType, Listing>> Listings = new();

    /// <summary>The names known by now of a tester's files of a type.</summary>
    internal static IReadOnlyList<string> Of(MaccorSession? session, FileType type) =>
        session is null ? [] : Listings.GetOrCreateValue(session).GetOrAdd(type, _ => new Listing(session, type)).Names();

    /// <summary>A name up to its last dot. Whatever else it has is the tester's, which this computer knows no folders of.</summary>
    internal static string WithoutExtension(string name) => name.LastIndexOf('.') is var dot and >= 0 ? name.Remove(dot) : name;

    private sealed class Listing(MaccorSession session, FileType type)
    {
        private static readonly TimeSpan MostWait = TimeSpan.FromMilliseconds(300);
        private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

        private readonly object gate = new();
        private Task reading = Task.CompletedTask;
        private long? readAt;
        private volatile IReadOnlyList<string>? names;

        internal IReadOnlyList<string> Names()
        {
            Task refresh;
            lock (gate)
            {
                if (reading.IsCompleted && !(readAt is { } at && session.GetClock().GetElapsedTime(at) < Fresh))
                    reading = Task.Run(ReadAsync);
                refresh = reading;
            }

            if (names is null)
                refresh.Wait(MostWait);
            return names ?? [];
        }

        private async Task ReadAsync()
        {
            try
            {
                var files = await session.ListFilesAsync(type).ConfigureAwait(false);
                names = [.. files.Select(file => file.Name)];
                lock (gate)
                    readAt = session.GetClock().GetTimestamp();
            }
            catch (MaccorException)
            {
                // What is known stays; the next completion asks again.
            }
        }
    }
}
