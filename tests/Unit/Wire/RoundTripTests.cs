using System.Text.Json;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Wire;
using MacNet.Tests.Unit.Wire.Vectors;
using Xunit;

namespace MacNet.Tests.Unit.Wire;

/// <summary>Whatever is put into a message comes out at the other end.</summary>
public class RoundTripTests
{
    public static TheoryData<int, int, string> Messages
    {
        get
        {
            var data = new TheoryData<int, int, string>();
            foreach (var function in Functions.All)
            {
                foreach (var side in Enum.GetNames<Side>())
                    data.Add(function.Class, function.Number, side);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Every_property_arrives_in_one_of_the_forms_and_none_arrives_changed(int functionClass, int number, string side)
    {
        var function = Functions.Find(functionClass, number)!;
        var sent = new MessageFiller(function).Fill(New(function, side));
        List<Message> received = [ThroughBinary(function, sent, side)];
        if (!function.BinaryOnly)
            received.Add(ThroughJson(function, sent, side));

        foreach (var property in MessageAssert.Properties(sent.GetType()))
        {
            var value = property.GetValue(sent);
            var arrived = received.Where(message => MessageAssert.Same(value, property.GetValue(message))).ToArray();
            Assert.True(arrived.Length > 0 || IsOfAnotherOpCode(sent, property.Name), $"{property.Name} did not arrive.");
            var untouched = property.GetValue(New(function, side));
            Assert.All(received.Except(arrived), message => Assert.True(MessageAssert.Same(untouched, property.GetValue(message))));
        }
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Defaults_come_back(int functionClass, int number, string side)
    {
        var function = Functions.Find(functionClass, number)!;
        var sent = New(function, side);
        if (sent is FilePacket packet)
            packet.OpCode = FilePacket.Acknowledge;
        Assert.Equal(BinaryCodec.Write(function, sent), BinaryCodec.Write(function, ThroughBinary(function, sent, side)));
        if (!function.BinaryOnly)
            Assert.Equal(JsonCodec.WriteRequest(function, sent, 1), JsonCodec.WriteRequest(function, ThroughJson(function, sent, side), 1));
    }

    [Theory]
    [InlineData(FilePacket.ReadRequest)]
    [InlineData(FilePacket.WriteRequest)]
    [InlineData(FilePacket.Data)]
    [InlineData(FilePacket.Acknowledge)]
    [InlineData(FilePacket.Error)]
    public void A_file_packet_carries_the_fields_of_its_opcode(byte opCode)
    {
        var sent = new FilePacket { FileType = 3, OpCode = opCode };
        if (opCode is FilePacket.ReadRequest or FilePacket.WriteRequest)
            sent.FileName = "CCCV.000";
        if (opCode is FilePacket.Data or FilePacket.Acknowledge)
            sent.Block = 65535;
        if (opCode is FilePacket.Data)
            sent.Content = [.. Enumerable.Range(0, 500).Select(i => (byte)i)];
        if (opCode is FilePacket.Error)
            (sent.ErrorCode, sent.ErrorText) = (7, "no such file");
        MessageAssert.Equal(sent, ThroughBinary(Functions.GetFile, sent, nameof(Side.Reply)));
    }

    private static bool IsOfAnotherOpCode(Message message, string property) =>
        message is FilePacket && property is nameof(FilePacket.FileName) or nameof(FilePacket.ErrorCode) or nameof(FilePacket.ErrorText);

    private static Message ThroughBinary(Function function, Message sent, string side)
    {
        var bytes = BinaryCodec.Write(function, sent);
        var received = New(function, side);
        BinaryCodec.Read(function, BinaryHeader.Read(bytes), bytes.AsMemory(BinaryHeader.Size), received);
        return received;
    }

    private static Message ThroughJson(Function function, Message sent, string side)
    {
        using var id = JsonDocument.Parse("7");
        var bytes = side == nameof(Side.Request)
            ? JsonCodec.WriteRequest(function, sent, 7)
            : JsonCodec.WriteReply(function, sent, id.RootElement);
        using var envelope = JsonEnvelope.Parse(bytes);
        var received = New(function, side);
        JsonCodec.Read(function, envelope.Body, received);
        return received;
    }

    private static Message New(Function function, string side) =>
        side == nameof(Side.Request) ? function.NewRequest() : function.NewReply();
}
