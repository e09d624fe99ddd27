namespace MacNet.Data.Stores;

/// <summary>
/// The numbers of testers, channels and tests in a database, made where there are none; forgotten when a transaction fails.
/// </summary>
/// <param name="tester">Finds or makes a tester by its name.</param>
/// <param name="channel">Finds or makes a channel by its tester and number.</param>
/// <param name="test">Finds or makes a test of a channel by a reading of it.</param>
/// <param name="ended">Notes whether a test has ended, by a reading of it.</param>
internal sealed class Entries(
    Func<string, long> tester, Func<long, int, long> channel, Func<long, LogReading, long> test, Action<long, LogReading> ended)
{
    private readonly Dictionary<string, long> testers = [];
    private readonly Dictionary<(string Session, int Channel), long> channels = [];
    private readonly Dictionary<(long Channel, string Name), (long Test, bool? HasEnded)> tests = [];

    internal long Tester(string name) => testers.TryGetValue(name, out var known) ? known : testers[name] = tester(name);

    internal long Channel(string session, int number) =>
        channels.TryGetValue((session, number), out var known) ? known : channels[(session, number)] = channel(Tester(session), number);

    internal long? Test(LogReading reading)
    {
        if (reading.TestName is not { } name)
            return null;
        var of = Channel(reading.Session, reading.Channel);
        var entry = tests.TryGetValue((of, name), out var known) ? known : (Test: test(of, reading), HasEnded: null);
        if (entry.HasEnded != reading.HasEnded())
            ended(entry.Test, reading);
        tests[(of, name)] = (entry.Test, reading.HasEnded());
        // Of a channel's tests only the last is asked for again.
        if (tests.Count > 20_000)
            tests.Clear();
        return entry.Test;
    }

    internal void Forget()
    {
        testers.Clear();
        channels.Clear();
        tests.Clear();
    }
}
