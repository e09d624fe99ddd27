using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>Reads and writes smart batteries themselves, past what the tester polls.</summary>
public static class SmartBatteryDataExtensions
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenFetches = TimeSpan.FromMilliseconds(100);

    /// <summary>Has bytes read (7, 11) and fetches them (7, 12), which may take up to 2 s.</summary>
    /// <exception cref="MaccorInputException">More is asked for than one read can give, or nothing.</exception>
    /// <exception cref="MaccorTimeoutException">The bytes did not come within 2 s.</exception>
    /// <exception cref="MaccorSmartBatteryException">The battery could not be read.</exception>
    /// <exception cref="MaccorException">The tester could not be asked.</exception>
    public static Task<SmartBatteryData> ReadSmartBatteryDataAsync(
        this MaccorSession session, ReadBlockRequest request, CancellationToken cancellation = default)
    {
        session.CheckSmartBatteryRead(request);
        var asked = session.AskedOf(Functions.RequestBlock, request);
        return SmartBatteryMemory.Of(session)
            .InTurnAsync(request.Channel, () => ReadInTurnAsync(session, asked, request, cancellation), cancellation);
    }

    /// <summary>Fails where one read cannot give what is asked for; nothing is sent.</summary>
    /// <exception cref="MaccorInputException">More is asked for than one read can give, or nothing.</exception>
    public static void CheckSmartBatteryRead(this MaccorSession session, ReadBlockRequest request)
    {
        var expected = ExpectedBytes(request);
        if (expected is >= 1 and <= SmartBatteryBus.LongestBlock)
            return;
        throw new MaccorInputException(
            session.AskedOf(Functions.RequestBlock, request),
            "InvalidInput",
            $"{expected} bytes cannot be read: one read gives 1 to {SmartBatteryBus.LongestBlock}, two for each register of a range.");
    }

    /// <summary>Writes up to 60 bytes to a register (7, 9). That they arrived, the tester does not say: read them again.</summary>
    /// <exception cref="MaccorRefusedException">The tester refused.</exception>
    /// <exception cref="MaccorException">The tester could not be asked.</exception>
    public static Task WriteSmartBatteryDataAsync(
        this MaccorSession session, WriteRegisterRequest request, CancellationToken cancellation = default) =>
        session.CommandAsync(Functions.WriteRegister, request, cancellation);

    /// <summary>
    /// Writes up to 256 bytes (7, 10): all to one register, or one to each of a range. That they arrived, the tester does not say: read
    /// them again.
    /// </summary>
    /// <exception cref="MaccorInputException">The number of bytes does not fit the addresses.</exception>
    /// <exception cref="MaccorRefusedException">The tester refused.</exception>
    /// <exception cref="MaccorException">The tester could not be asked.</exception>
    public static Task WriteSmartBatteryDataAsync(
        this MaccorSession session, WriteBlockRequest request, CancellationToken cancellation = default)
    {
        var expected = request.FirstAddress == request.LastAddress ? request.NumberOfBytes : request.LastAddress - request.FirstAddress + 1;
        if (expected == request.Data.Length && expected > 0)
            return session.CommandAsync(Functions.WriteBlock, request, cancellation);
        throw new MaccorInputException(
            session.AskedOf(Functions.WriteBlock, request),
            "InvalidInput",
            $"{request.Data.Length} bytes do not fit the registers {request.FirstAddress} to {request.LastAddress}.");
    }

    /// <summary>Reads again what was written, for up to 2 s, as a write takes its time.</summary>
    /// <param name="session">The tester.</param>
    /// <param name="request">Where it was written to.</param>
    /// <param name="written">The bytes: all of one register, or one for each of a range.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="MaccorSmartBatteryException">The battery has other bytes, or could not be read.</exception>
    /// <exception cref="MaccorException">The tester could not be asked.</exception>
    public static async Task VerifySmartBatteryDataAsync(
        this MaccorSession session, ReadBlockRequest request, byte[] written, CancellationToken cancellation = default)
    {
        var found = await session.Clock.PollAsync(
            async token => Comparable(await session.ReadSmartBatteryDataAsync(request, token).ConfigureAwait(false)),
            bytes => bytes.SequenceEqual(written),
            BetweenFetches,
            Longest,
            cancellation).ConfigureAwait(false);
        if (found.SequenceEqual(written))
            return;
        throw new MaccorSmartBatteryException(
            session.AskedOf(Functions.WriteBlock, request),
            "WriteNotVerified",
            $"{SmartBatteryValue.HexOf(written)} was written and the battery has {SmartBatteryValue.HexOf(found)}.");

        // A range is read in words, and written in bytes.
        byte[] Comparable(SmartBatteryData read) =>
            request.FirstAddress == request.LastAddress ? read.Bytes : [.. read.Bytes.Where((_, i) => i % 2 == 0)];
    }

    private static int ExpectedBytes(ReadBlockRequest request) =>
        request.FirstAddress == request.LastAddress ? request.NumberOfBytes : 2 * (request.LastAddress - request.FirstAddress + 1);

    private static async Task<SmartBatteryData> ReadInTurnAsync(
        MaccorSession session, Asked asked, ReadBlockRequest request, CancellationToken cancellation)
    {
        await session.CommandAsync(Functions.RequestBlock, request, cancellation).ConfigureAwait(false);
        var fetch = new ChannelRequest { Channel = request.Channel };
        var reply = await session.Clock.PollAsync(
            token => session.AskAsync(Functions.FetchBlock, fetch, token),
            reply => reply.Status != BlockReply.InProgress,
            BetweenFetches,
            Longest,
            cancellation).ConfigureAwait(false);
        return reply.Status switch
        {
            BlockReply.Done => Received(session, asked, request, reply.Data),
            BlockReply.Failed => throw Failed(asked, request),
            BlockReply.InProgress => throw new MaccorTimeoutException(asked, $"the bytes did not come within {Longest.TotalSeconds} s."),
            _ => throw Broken(asked, $"a read has no status {reply.Status}."),
        };
    }

    private static SmartBatteryData Received(MaccorSession session, Asked asked, ReadBlockRequest request, byte[] bytes)
    {
        var expected = ExpectedBytes(request);
        // How many bytes a register has, the device decides: fewer are its answer, more are another read's.
        if (bytes.Length == 0 || bytes.Length > expected)
            throw Broken(asked, $"{expected} bytes were asked for and {bytes.Length} came.");
        return new SmartBatteryData
        {
            Session = session.Name,
            Channel = request.Channel,
            DeviceAddress = request.BusAddress,
            RegisterAddress = request.FirstAddress,
            LastRegisterAddress = request.LastAddress,
            Bytes = bytes,
            RequestedLength = expected,
        };
    }

    private static MaccorSmartBatteryException Failed(Asked asked, ReadBlockRequest request) => new(
        asked,
        "SmartBatteryReadFailed",
        $"device {request.BusAddress} did not give register {request.FirstAddress}{(request.LastAddress > request.FirstAddress ? $" to {request.LastAddress}" : "")}.");

    private static MaccorProtocolException Broken(Asked asked, string what) =>
        new(asked, what);
}
