using System.Globalization;
using MacNet.VirtualTester.Channels;
using MacNet.VirtualTester.Files;

namespace MacNet.VirtualTester.Starting;

/// <summary>Names tests, uniquely over all that is on channels or archived.</summary>
internal sealed class TestNaming(FileStore files, Random random)
{
    private const string Anything = "Random";

    public static bool IsRequestForAny(string name) => name == Anything;

    public string Resolve(string name) => IsRequestForAny(name) ? Invent() : name;

    public bool IsTaken(string name) => IsArchived(name) || files.HasTest(FileFolder.Active, name);

    public bool IsArchived(string name) => files.HasTest(FileFolder.Archive, name);

    public static string FileName(string testName, Channel channel) =>
        testName + "." + channel.Number.ToString("000", CultureInfo.InvariantCulture);

    private string Invent()
    {
        string name;
        do
            name = "R" + random.Next(0x10000000).ToString("X7", CultureInfo.InvariantCulture);
        while (IsTaken(name));
        return name;
    }
}
