using MacNet.PowerShell.Live;

namespace MacNet.PowerShell.Screen;

/// <summary>
/// What is said in the background while a screen is there: the screen shows the last of it, and all of it follows afterwards.
/// </summary>
internal sealed class HeardWords
{
    private const int Most = 100;

    private readonly Queue<Spoken> words = new();

    /// <summary>The last that was said, the oldest first.</summary>
    internal IReadOnlyList<Spoken> All
    {
        get
        {
            lock (words)
                return [.. words];
        }
    }

    internal void Add(Spoken spoken)
    {
        lock (words)
        {
            words.Enqueue(spoken);
            if (words.Count > Most)
                words.Dequeue();
        }
    }
}
