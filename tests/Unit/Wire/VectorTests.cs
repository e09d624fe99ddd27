using System.Text;
using System.Text.Json;
using MacNet.Protocol.Wire;
using MacNet.Tests.Unit.Wire.Vectors;
using Xunit;

namespace MacNet.Tests.Unit.Wire;

public class VectorTests
{
    private const int HelpsId = 1987;

    public static TheoryData<string> JsonRequests => WireVectors.Names(vector => vector is { Json: not null, Side: Side.Request });

    public static TheoryData<string> JsonReplies => WireVectors.Names(vector => vector is { Json: not null, Side: Side.Reply });

    public static TheoryData<string> WithJson => WireVectors.Names(vector => vector.Json is not null);

    public static TheoryData<string> WithBytes => WireVectors.Names(vector => vector.Bytes is not null);

    [Theory]
    [MemberData(nameof(JsonRequests))]
    public void A_request_is_written_with_the_keys_and_values_of_the_help(string name)
    {
        var vector = WireVectors.Get(name);
        var written = JsonCodec.WriteRequest(vector.Function, vector.Message, HelpsId);
        JsonAssert.Equal(AsRequest(vector.Json!.Text), written);
    }

    [Theory]
    [MemberData(nameof(JsonReplies))]
    public void A_reply_is_written_with_the_keys_and_values_of_the_help(string name)
    {
        var vector = WireVectors.Get(name);
        using var help = JsonDocument.Parse(vector.Json!.Text);
        var written = JsonCodec.WriteReply(vector.Function, vector.Message, help.RootElement.GetProperty("id"));
        JsonAssert.Equal(vector.Json.Text, written);
        Assert.Equal("\r\n"u8.ToArray(), written[^2..]);
    }

    [Theory]
    [MemberData(nameof(WithJson))]
    public void What_the_help_prints_is_read_into_the_right_values(string name)
    {
        var vector = WireVectors.Get(name);
        using var envelope = JsonEnvelope.Parse(Encoding.UTF8.GetBytes(vector.Json!.Text));
        var read = vector.NewMessage();
        JsonCodec.Read(vector.Function, envelope.Body, read);
        MessageAssert.Equal(vector.Message, read);
        Assert.Equal(
            (vector.Function.Class, vector.Function.Number, HelpsId), (envelope.Class, envelope.FunctionNumber, envelope.Id.GetInt32()));
    }

    [Theory]
    [MemberData(nameof(WithBytes))]
    public void A_binary_message_is_written_byte_for_byte(string name)
    {
        var vector = WireVectors.Get(name);
        Assert.Equal(Convert.ToHexString(vector.Bytes!), Convert.ToHexString(BinaryCodec.Write(vector.Function, vector.Message)));
    }

    [Theory]
    [MemberData(nameof(WithBytes))]
    public void A_binary_message_is_read_into_the_right_values(string name)
    {
        var vector = WireVectors.Get(name);
        var header = BinaryHeader.Read(vector.Bytes);
        var read = vector.NewMessage();
        BinaryCodec.Read(vector.Function, header, vector.Bytes.AsMemory(BinaryHeader.Size), read);
        MessageAssert.Equal(vector.Message, read);
        Assert.Equal((vector.Function.Class, vector.Function.Number), (header.Class, header.Number));
    }

    // The help prints the requests of (7, 23) and (7, 24) with the outline of a reply.
    private static string AsRequest(string help) =>
        help.Contains("\"method\"", StringComparison.Ordinal) ? help : help.Replace("\"result\"", "\"method\":\"MacNet\",\"params\"");
}
