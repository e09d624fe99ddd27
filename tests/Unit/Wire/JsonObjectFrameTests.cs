using System.Text;
using MacNet.Protocol.Wire;
using MacNet.Tests.Unit.Wire.Vectors;
using Xunit;

namespace MacNet.Tests.Unit.Wire;

/// <summary>A message ends where its outermost object does, wherever the packets are cut.</summary>
public class JsonObjectFrameTests
{
    private const int Largest = 1_000_000;

    public static TheoryData<string> Replies => WireVectors.Names(vector => vector is { Json: not null, Side: Side.Reply });

    [Theory]
    [MemberData(nameof(Replies))]
    public void A_reply_cut_anywhere_ends_where_its_object_does(string name)
    {
        var reply = AsSent(WireVectors.Get(name).Json!.Text);
        for (var cut = 0; cut < reply.Length; cut++)
        {
            var frame = new JsonObjectFrame(Largest);
            var first = frame.FindEnd(reply.AsSpan(0, cut));
            var end = first == 0 ? frame.FindEnd(reply) : first;
            Assert.Equal(reply.Length - 2, end);
            Assert.Equal(cut >= reply.Length - 2, first != 0);
        }
    }

    [Theory]
    [MemberData(nameof(Replies))]
    public void A_reply_that_arrives_byte_by_byte_ends_where_its_object_does(string name)
    {
        var reply = AsSent(WireVectors.Get(name).Json!.Text);
        var frame = new JsonObjectFrame(Largest);
        for (var arrived = 0; arrived < reply.Length - 2; arrived++)
            Assert.Equal(0, frame.FindEnd(reply.AsSpan(0, arrived)));
        Assert.Equal(reply.Length - 2, frame.FindEnd(reply.AsSpan(0, reply.Length - 2)));
    }

    [Fact]
    public void Two_replies_in_one_packet_are_found_one_after_the_other()
    {
        var first = AsSent("""{"result":{"Comment":"}"},"id":1}""");
        var second = AsSent("""{"result":{"Comment":"\"}\\"},"id":2}""");
        byte[] both = [.. first, .. second];
        var frame = new JsonObjectFrame(Largest);
        Assert.Equal(first.Length - 2, frame.FindEnd(both));
        Assert.Equal(second.Length, frame.FindEnd(both.AsSpan(first.Length - 2)));
    }

    [Fact]
    public void A_letter_of_several_bytes_may_be_cut()
    {
        var reply = """{"result":{"TestName":"Größe 電池"},"id":1}"""u8.ToArray();
        var frame = new JsonObjectFrame(Largest);
        for (var arrived = 1; arrived < reply.Length; arrived++)
            Assert.Equal(0, frame.FindEnd(reply.AsSpan(0, arrived)));
        Assert.Equal(reply.Length, frame.FindEnd(reply));
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request")]
    [InlineData("[1]")]
    [InlineData("\"text\"")]
    [InlineData("{]")]
    [InlineData("{\"a\":1,,}")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\":NaN}")]
    [InlineData("{\"a\":\"\u0001\"}")]
    [InlineData("}")]
    public void Garbage_is_refused(string garbage) =>
        Assert.Throws<FormatException>(() => new JsonObjectFrame(Largest).FindEnd(Encoding.UTF8.GetBytes(garbage)));

    [Theory]
    [InlineData("""{"result":{"Voltage":[NAN,3.5],"Comment":"NAN }\" ["},"id":1}""")]
    [InlineData("""{"result":{"Voltage": [ 1e5 , -INF, nan, Infinity]},"id":1}""")]
    [InlineData("""{"Current":-Infinity}""")]
    [InlineData("""{"Current":inf}""")]
    public void A_reply_with_words_for_what_is_no_number_ends_where_its_object_does_wherever_it_is_cut(string text)
    {
        byte[] reply = [.. Encoding.UTF8.GetBytes(text), .. "\r\n{"u8];
        var end = reply.Length - 3;
        for (var cut = 0; cut < end; cut++)
        {
            var frame = new JsonObjectFrame(Largest, lenient: true);
            Assert.Equal(0, frame.FindEnd(reply.AsSpan(0, cut)));
            Assert.Equal(end, frame.FindEnd(reply));
            Assert.Throws<FormatException>(() => frame.FindEnd("NAN"u8));
        }
    }

    [Theory]
    [InlineData("{NaN}")]
    [InlineData("NaN")]
    [InlineData("{]")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\":1]")]
    [InlineData("{\"a\":[1}")]
    [InlineData("{\u0001\u0002")]
    [InlineData("{°")]
    public void Garbage_is_refused_at_once_where_slips_are_put_up_with(string garbage) => Assert.Throws<FormatException>(
        () => new JsonObjectFrame(Largest, lenient: true).FindEnd(Encoding.UTF8.GetBytes(garbage)));

    [Fact]
    public void Bytes_of_a_binary_reply_are_refused() =>
        Assert.Throws<FormatException>(() => new JsonObjectFrame(Largest).FindEnd([4, 0, 7, 0, 3, 0, 46, 0]));

    [Fact]
    public void Nesting_without_bound_is_refused()
    {
        var deep = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 10_000)));
        Assert.Throws<FormatException>(() => new JsonObjectFrame(Largest).FindEnd(deep));
        Assert.Throws<FormatException>(() => new JsonObjectFrame(Largest, lenient: true).FindEnd(deep));
    }

    [Fact]
    public void A_message_that_does_not_end_is_refused_once_it_is_too_large()
    {
        var frame = new JsonObjectFrame(1000);
        var endless = Encoding.UTF8.GetBytes("{\"a\":\"" + new string('x', 2000));
        Assert.Equal(0, frame.FindEnd(endless.AsSpan(0, 1000)));
        Assert.Throws<FormatException>(() => frame.FindEnd(endless.AsSpan(0, 1001)));
    }

    [Fact]
    public void A_message_that_ends_beyond_the_largest_size_is_refused()
    {
        var large = Encoding.UTF8.GetBytes("{\"a\":\"" + new string('x', 1000) + "\"}");
        Assert.Equal(large.Length, new JsonObjectFrame(large.Length).FindEnd(large));
        Assert.Throws<FormatException>(() => new JsonObjectFrame(large.Length - 1).FindEnd(large));
    }

    // Testers close a message with CR LF, and print it over several lines.
    private static byte[] AsSent(string text) => Encoding.UTF8.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n");
}
