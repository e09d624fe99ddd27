using System.Globalization;
using System.Text;
using System.Text.Json;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Wire;
using MacNet.Tests.Unit.Wire.Vectors;
using Xunit;

namespace MacNet.Tests.Unit.Wire;

/// <summary>Replies that are not quite JSON: what can be read of them is, and the rest is unknown.</summary>
public class LooseJsonTests
{
    private const int Largest = 1_000_000;

    public static TheoryData<string, string> Slips => new()
    {
        // Numbers, as a country or C prints them.
        { "3,7", "3.7" },
        { "-0,05 ", "-0.05" },
        { "3,7e-3", "3.7e-3" },
        { ".5", "0.5" },
        { "5.", "5" },
        { "+1", "1" },
        { "-.5", "-0.5" },
        { "+1.50E+02", "1.50E+02" },
        { "007", "7" },
        { "0x1F", "\"0x1F\"" },
        { "1.#INF", "\"1.#INF\"" },
        { "-1.#INF00", "\"-1.#INF00\"" },
        { "inf", "\"inf\"" },
        { "-Infinity", "\"-Infinity\"" },
        { "-1.#IND", "null" },
        { "1.#QNAN", "null" },
        { "nan", "null" },
        { "-nan(ind)", "null" },
        { "NaN", "null" },
        { "none", "null" },
        { "-", "null" },
        { ".", "null" },
        { "1.2.3", "null" },
        { "2016-11-14T09:24:08", "null" },
        { "25 °C", "null" },
        { "TRUE", "true" },
        // Nothing at all.
        { "", "null" },
        { " ", "null" },
        // Texts.
        { "\"two\r\nlines,\ta tab\"", "\"two\\r\\nlines,\\ta tab\"" },
        { "\"C:\\Maccor\\Tests\"", "\"C:\\\\Maccor\\\\Tests\"" },
        { "\"C:\\Maccor\\new\\users\"", "\"C:\\\\Maccor\\\\new\\\\users\"" },
        { "\"C:\\Maccor\\\"", "\"C:\\\\Maccor\\\\\"" },
        { "\"\\\\server\\Maccor\"", "\"\\\\\\\\server\\\\Maccor\"" },
        { "\"\\x41 \\u12 \\\"quoted\\\"\"", "\"\\\\x41 \\\\u12 \\\"quoted\\\"\"" },
        { "\"it\\'s\"", "\"it's\"" },
        { "'it\\'s \"so\"'", "\"it's \\\"so\\\"\"" },
        { "\"a 5\" disc\"", "\"a 5\\\" disc\"" },
        { "\"/* no comment */ // \"", "\"/* no comment */ // \"" },
        // Commas and comments.
        { "[1,,3]", "[1,null,3]" },
        { "[,3.5,]", "[null,3.5]" },
        { "[1,2],,", "[1,2]" },
        { "/* of the tester */ 3 // V\r\n", "3" },
        { "{'Volts': 3,7, Amps: .5,,}", "{\"Volts\":3.7,\"Amps\":0.5}" },
        { "[{\"a\":1}{\"a\":,}]", "[{\"a\":1},{\"a\":null}]" },
    };

    [Theory]
    [MemberData(nameof(Slips))]
    public void What_is_not_quite_JSON_is_read_wherever_it_is_cut(string written, string meant)
    {
        byte[] reply = Encoding.UTF8.GetBytes($$"""{"first":{{written}},"then":{"Chan":3,"last":{{written}}},"id":1987,"nan":NAN}""");
        for (var cut = 0; cut <= reply.Length; cut++)
        {
            var frame = new JsonObjectFrame(Largest, lenient: true);
            Assert.Equal(cut < reply.Length ? 0 : reply.Length, frame.FindEnd(reply.AsSpan(0, cut)));
            Assert.Equal(reply.Length, frame.FindEnd([.. reply, .. "\r\n{\"next\":1}"u8]));
        }

        using var envelope = JsonEnvelope.Parse(reply, lenient: true);

        Assert.Equal(Compact(meant), Compact(envelope.Root.GetProperty("first").GetRawText()));
        Assert.Equal(Compact(meant), Compact(envelope.Root.GetProperty("then").GetProperty("last").GetRawText()));
        Assert.Equal(1987, JsonEnvelope.Number(envelope.Root, "id"));
        Assert.Throws<FormatException>(() => JsonEnvelope.Parse(reply));
    }

    [Theory]
    [InlineData("{} {}")]
    [InlineData("{\"a\":.5} x")]
    [InlineData("{\"a\":.5")]
    [InlineData("[.5]")]
    [InlineData(".5")]
    [InlineData("")]
    public void What_is_no_object_alone_is_refused(string text) =>
        Assert.Throws<FormatException>(() => JsonEnvelope.Parse(Encoding.UTF8.GetBytes(text), lenient: true));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_reply_in_UTF_16_is_read_wherever_it_is_cut(bool isLoose)
    {
        var written = $$"""{"result":{"Comment":"Größe 電池 \ud83d","Voltage":{{(isLoose ? "3,5" : "3.5")}}},"id":1}""";
        var reply = Encoding.Unicode.GetBytes(written);
        byte[] withNext = [.. reply, .. Encoding.Unicode.GetBytes("\r\n{")];
        for (var cut = 0; cut < reply.Length - 1; cut++)
        {
            var frame = new JsonObjectFrame(Largest, lenient: true);
            Assert.Equal(0, frame.FindEnd(reply.AsSpan(0, cut)));
            Assert.Equal(reply.Length, frame.FindEnd(withNext));
        }

        using var envelope = JsonEnvelope.Parse(reply, lenient: true);

        Assert.Equal("Größe 電池 \uFFFD", envelope.Body.GetProperty("Comment").GetString());
        Assert.Equal(3.5, envelope.Body.GetProperty("Voltage").GetDouble());
    }

    [Fact]
    public void Texts_in_ANSI_are_read_beside_slips()
    {
        using var envelope = JsonEnvelope.Parse(Encoding.Latin1.GetBytes("{\"result\":{\"a\":.5,\"Comment\":\"25 °C\"}}"), lenient: true);
        Assert.Equal("25 °C", envelope.Body.GetProperty("Comment").GetString());
    }

    [Theory]
    [InlineData("[3,71, 0, 3,82]", 3, "3.71 0 3.82")]
    [InlineData("[3,05,3,10]", 2, "3.05 3.1")]
    [InlineData("[-0,5,\n1,5e-3\n]", 2, "-0.5 0.0015")]
    [InlineData("[3,000000, .5, NAN]", 3, "3 0.5 NaN")]
    [InlineData("[3,7]", 1, "3.7")]
    [InlineData("[3.7, 3.8]", 2, "3.7 3.8")]
    [InlineData("[3,7]", 2, "3 7")]
    [InlineData("[1,5,0,2,5]", 3, "NaN NaN NaN")]
    [InlineData("[1, 2, 3]", 2, "1 2 3")]
    public void Decimal_commas_in_an_array_make_as_many_numbers_as_there_must_be(string array, int count, string values)
    {
        var reply = (VoltagesReply)Read(
            new VoltagesReply(), Functions.Voltages, $$"""{"result":{"Chan":0,"Len":{{count}},"Voltage":{{array}}},"id":1}""");
        Assert.Equal(values, string.Join(" ", reply.Values.Select(value => value.ToString(CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void Variables_with_decimal_commas_are_not_those_of_others()
    {
        var array = "[0,5, " + string.Join(", ", Enumerable.Repeat("0", 14)) + "]";
        var reply = (VariablesReply)Read(
            new VariablesReply(), Functions.Variables, $$"""{"result":{"Chan":0,"GlobFlags":"0x0","VARs":{{array}}},"id":1}""");
        Assert.Equal([0.5f, .. new float[14]], reply.Variables);
    }

    [Theory]
    [InlineData("OK")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("1.#QNAN")]
    [InlineData("-")]
    [InlineData("{}")]
    [InlineData("[\"OK\"]")]
    [InlineData("true")]
    public void A_result_that_cannot_be_read_is_neither_success_nor_refusal(string result) => Assert.Throws<FormatException>(() => Read(
        new ResultReply(), Functions.StartTest, $$"""{"result":{"Chan":0,"Result":{{result}}},"id":1}"""));

    [Fact]
    public void Whatever_is_read_of_changed_replies_is_what_JSON_can_have_and_nothing_else_goes_wrong()
    {
        var random = new Random(20261126);
        byte[][] replies = [.. WireVectors.All.Where(vector => vector is { Json: not null, Side: Side.Reply })
            .Select(vector => Encoding.UTF8.GetBytes(vector.Json!.Text))];
        string[] pieces = [",", ",,", "3,7", "\"", "'", "\\", "{", "}", "[", "]", ":", "//", "/*", "*/", "\n", "\0", "NAN", "\\ud800", "é", " ", "-", "0x"];
        var read = 0;
        for (var times = 0; times < 20_000; times++)
        {
            var reply = replies[random.Next(replies.Length)].ToList();
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                var at = random.Next(reply.Count);
                reply.RemoveRange(at, Math.Min(random.Next(3), reply.Count - at - 1));
                reply.InsertRange(at, Encoding.UTF8.GetBytes(pieces[random.Next(pieces.Length)]));
            }

            read += IsRead([.. reply]) ? 1 : 0;
        }

        Assert.InRange(read, 5_000, 19_000);
    }

    private static bool IsRead(byte[] reply)
    {
        try
        {
            var end = new JsonObjectFrame(Largest, lenient: true).FindEnd(reply);
            if (end == 0)
                return false;
            using var envelope = JsonEnvelope.Parse(reply.AsMemory(0, end), lenient: true);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static Message Read(Message message, Function function, string reply)
    {
        using var envelope = JsonEnvelope.Parse(Encoding.UTF8.GetBytes(reply), lenient: true);
        JsonCodec.Read(function, envelope.Body, message);
        return message;
    }

    private static string Compact(string json)
    {
        using var document = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(document.RootElement);
    }
}
