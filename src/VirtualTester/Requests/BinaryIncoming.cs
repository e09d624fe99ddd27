using MacNet.Protocol.Messages;
using MacNet.Protocol.Wire;
using MacNet.VirtualTester.Options;

namespace MacNet.VirtualTester.Requests;

internal sealed class BinaryIncoming : Incoming
{
    private readonly BinaryHeader header;

    private BinaryIncoming(byte[] bytes, BinaryHeader header)
        : base(bytes)
    {
        this.header = header;
        Class = header.Class;
        Number = header.Number;
        Function = Functions.Find(header.Class, header.Number);
    }

    /// <summary>How many bytes the message has whose header is there; null where that cannot be known.</summary>
    public static int? LengthOf(BinaryHeader header) => Functions.Find(header.Class, header.Number) is { } function
        ? BinaryHeader.Size + BinaryCodec.RequestDataLength(function, header)
        : null;

    public static BinaryIncoming Read(byte[] bytes)
    {
        var header = BinaryHeader.Read(bytes);
        var incoming = new BinaryIncoming(bytes, header);
        incoming.Problem = incoming.Understand();
        return incoming;
    }

    public override byte[] Answer(Message reply, Quirks quirks)
    {
        var function = Function!;
        if (quirks.EmptyCommandReplies && function.MayReplyEmpty)
            return Header(0);
        var bytes = BinaryCodec.Write(function, reply);
        var length = (bytes.Length - BinaryHeader.Size) / LengthUnit(function, quirks);
        (header with { Len = (ushort)length }).Write(bytes);
        return bytes;
    }

    public override byte[] Echo() => Bytes;

    /// <summary>
    /// Answers a bad request without data, or with a result where no data would say that it was taken; an unknown function not at all.
    /// </summary>
    public override byte[]? Refuse(BadRequest problem)
    {
        if (Function is null)
            return null;
        if (!Function.MayReplyEmpty || Function.NewReply() is not IResultReply reply)
            return Header(0);
        reply.Result = new CommandResult(CommandResult.OtherCode, problem.Message);
        return Answer((Message)reply, new Quirks());
    }

    private BadRequest? Understand()
    {
        if (Function is null)
            return BadRequest.Number;
        var request = Function.NewRequest();
        try
        {
            BinaryCodec.Read(Function, header, Bytes.AsMemory(BinaryHeader.Size), request);
        }
        catch (FormatException)
        {
            return BadRequest.Illegal;
        }

        Request = request;
        return null;
    }

    // How many bytes count as one in the reply's Len.
    private static int LengthUnit(Function function, Quirks quirks)
    {
        if (function.BytesPerValue > 0)
            return quirks.AuxiliaryLengthCountsValues ? function.BytesPerValue : 1;
        return quirks.BulkLengthCountsChannels && HasCount(function) ? function.BytesPerChannel : 1;
    }

    // The help calls Len a number of channels for these replies; for (3, 1) and (4, 1) it does not.
    private static bool HasCount(Function function) =>
        function == Functions.Voltages || function == Functions.Currents || function == Functions.TestTimes;

    private byte[] Header(ushort length)
    {
        var bytes = new byte[BinaryHeader.Size];
        (header with { Len = length }).Write(bytes);
        return bytes;
    }
}
