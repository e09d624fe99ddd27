using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>The test on a channel: names and comment (4, 6), and how it ended (4, 10).</summary>
public sealed class TestInformation
{
    /// <summary>The session's name.</summary>
    public string Session { get; internal init; } = "";

    /// <summary>The channel, counted from 1.</summary>
    public int Channel { get; internal init; }

    /// <summary>The test's name; empty where there is no test.</summary>
    public string TestName { get; internal init; } = "";

    /// <summary>The procedure's name.</summary>
    public string Procedure { get; internal init; } = "";

    /// <summary>The procedure's description.</summary>
    public string ProcedureDescription { get; internal init; } = "";

    /// <summary>The comment given at the start.</summary>
    public string Comment { get; internal init; } = "";

    /// <summary>How many end steps the procedure has.</summary>
    public int NumberOfEnds { get; internal init; }

    /// <summary>The end step reached, counted from 1; 0 while the test is not complete. Tests that grade cells end at different ones.</summary>
    public int EndNumber { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Session}, channel {Channel}: {TestName}";

    /// <summary>Reads the test on a channel: two messages.</summary>
    /// <exception cref="MaccorException">The channel does not exist, or the tester could not be read.</exception>
    public static async Task<TestInformation> ReadAsync(MaccorSession session, int channel, CancellationToken cancellation = default)
    {
        var names = await ReadNamesAsync(session, channel, cancellation).ConfigureAwait(false);
        var end = await session.AskAsync(Functions.EndStatus, new ChannelRequest { Channel = channel }, cancellation).ConfigureAwait(false);
        return new TestInformation
        {
            Session = session.Name,
            Channel = channel,
            TestName = names.TestName,
            Procedure = names.ProcedureName,
            ProcedureDescription = names.ProcedureDescription,
            Comment = names.Comment,
            NumberOfEnds = end.NumberOfEnds,
            EndNumber = end.EndNumber,
        };
    }

    /// <summary>Reads the names of the test on a channel in full length: (4, 6) in JSON, (4, 11) in binary.</summary>
    /// <exception cref="MaccorException">The channel does not exist, or the tester could not be read.</exception>
    public static async Task<NamesReply> ReadNamesAsync(MaccorSession session, int channel, CancellationToken cancellation = default)
    {
        var request = new ChannelRequest { Channel = channel };
        if (session.Protocol == Transport.LinkKind.Json)
            return await session.AskAsync(Functions.Names, request, cancellation).ConfigureAwait(false);
        var names = await session.AskAsync(Functions.LongNames, request, cancellation).ConfigureAwait(false);
        return new NamesReply
        {
            Channel = names.Channel,
            TestName = names.TestName,
            Comment = names.Comment,
            ProcedureName = names.ProcedureName,
            ProcedureDescription = names.ProcedureDescription,
        };
    }
}
