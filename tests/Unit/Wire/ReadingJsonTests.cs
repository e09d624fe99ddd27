using System.Text;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Wire;
using MacNet.Tests.Unit.Wire.Vectors;
using Xunit;

namespace MacNet.Tests.Unit.Wire;

/// <summary>What a reader of JSON takes, and what it refuses.</summary>
public class ReadingJsonTests
{
    public static TheoryData<string> Replies => WireVectors.Names(vector => vector is { Json: not null, Side: Side.Reply });

    [Fact]
    public void Of_a_repeated_key_the_last_value_counts()
    {
        var reply = Read<EndStatusReply>(Functions.EndStatus, """{"Chan":7,"Chan":3,"NumOfEnds":1,"NumOfEnds":2,"EndNum":1}""");
        Assert.Equal((4, (ushort?)2, (ushort?)1), (reply.Channel, reply.NumberOfEnds, reply.EndNumber));
    }

    [Fact]
    public void A_whole_number_may_be_written_as_a_decimal_one()
    {
        var reply = Read<StatesReply>(Functions.States, """{"Chan":4.0,"Len":1e0,"Status":[{"RF1":31.0,"RF2":1.93e2,"Stat":4.00}]}""");
        Assert.Equal(5, reply.Channel);
        Assert.Equal(((byte?)31, (byte?)193, (ushort?)4), (reply.States[0].Rf1, reply.States[0].Rf2, reply.States[0].Stat));
    }

    [Fact]
    public void The_envelope_too_takes_decimal_numbers()
    {
        using var envelope = JsonEnvelope.Parse("""{"result":{"FClass":4.0,"FNum":7.0},"id":1}"""u8.ToArray());
        Assert.Equal((4, 7), (envelope.Class, envelope.FunctionNumber));
    }

    [Fact]
    public void An_envelope_without_numbers_has_no_class()
    {
        using var envelope = JsonEnvelope.Parse("""{"result":{"FClass":"4","FNum":7.5},"id":1}"""u8.ToArray());
        Assert.Equal((null, null), (envelope.Class, envelope.FunctionNumber));
    }

    [Theory]
    [InlineData("4.5")]
    [InlineData("256")]
    [InlineData("-1")]
    [InlineData("1e300")]
    [InlineData("\"4\"")]
    [InlineData("null")]
    [InlineData("[4]")]
    public void A_number_that_a_byte_cannot_hold_is_an_error(string number) => Assert.Throws<FormatException>(() =>
        Read<ScanListEntry>(Functions.ScanListEntry, Replace(Functions.ScanListEntry, "\"Index\":3", "\"Index\":" + number)));

    [Theory]
    [InlineData("1e39")]
    [InlineData("-1e400")]
    [InlineData("\"3.7\"")]
    [InlineData("true")]
    public void A_reading_that_is_no_number_is_not_known_and_the_others_are_read(string number) => Assert.Equal(
        [float.NaN, 3.5f],
        Read<VoltagesReply>(Functions.Voltages, $$"""{"Chan":0,"Len":2,"Voltage":[{{number}},3.5]}""").Values);

    [Theory]
    [InlineData("null")]
    [InlineData("\"x\"")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("1e300")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("\"\"")]
    [InlineData("\"\\u0000\"")]
    [InlineData("\"5\"")]
    [InlineData("\"NaN\"")]
    [InlineData("1e400")]
    [InlineData("99999999999999999999")]
    public void A_field_that_says_nothing_vital_never_costs_the_reply(string value)
    {
        var spoilt = 0;
        foreach (var vector in WireVectors.All.Where(vector => vector is { Json: not null, Side: Side.Reply }))
        {
            foreach (var json in MinusKeys.Spoilt(vector, value))
            {
                ReadInto(vector.NewMessage(), vector.Function, json);
                spoilt++;
            }
        }

        Assert.True(spoilt > 80, $"{spoilt} fields were tried");
    }

    [Theory]
    [MemberData(nameof(Replies))]
    public void What_is_not_told_looks_unknown_and_all_else_is_as_it_is_told(string name)
    {
        var vector = WireVectors.Get(name);
        var whole = ReadInto(vector.NewMessage(), vector.Function, MinusKeys.None(vector));
        var without = MinusKeys.Of(vector).Where(minus => minus.MayBeMissing && minus.Key is not ("FClass" or "FNum"))
            .Select(minus => minus.Json);
        var nulled = MinusKeys.Spoilt(vector, "null");

        foreach (var json in without.Concat(nulled))
        {
            var read = ReadInto(vector.NewMessage(), vector.Function, json);
            Assert.All(MessageAssert.Changed(whole, read), value => Assert.True(IsUnknown(value), $"{value}: {json}"));
        }
    }

    [Fact]
    public void What_makes_no_sense_is_not_known_and_the_rest_is_read()
    {
        var status = Read<StatusReply>(Functions.Status, """
            {"Chan":2,"RF1":300,"RF2":null,"Stat":2,"LastRecNum":-1,"Cycle":1.5,"Step":"5","TestTime":1e39,"StepTime":1,"Capacity":null,
            "Energy":"much","Current":0.5,"Voltage":3.5,"TesterTime":5}
            """);
        Assert.Equal((null, null, null, null, null), (status.Rf1, status.Rf2, status.LastRecord, status.Cycle, status.Step));
        Assert.Equal((2, 1f, 0.5f, 3.5f), (status.Stat, status.StepTime, status.Current, status.Voltage));
        Assert.True(float.IsNaN(status.TestTime) && float.IsNaN(status.Capacity) && float.IsNaN(status.Energy));
        Assert.Equal(default, status.TesterTime);
    }

    [Theory]
    [InlineData("2016-11-14T09:24:08")]
    [InlineData("2016-11-14T09:24:08Z")]
    [InlineData("2016-11-14T09:24:08+05:00")]
    public void A_time_is_what_the_testers_clock_shows(string time)
    {
        var reply = Read<StatusReply>(Functions.Status, Replace(Functions.Status, "2016-11-14T09:24:08", time));
        Assert.Equal(new DateTime(2016, 11, 14, 9, 24, 8), reply.TesterTime);
        Assert.Equal(DateTimeKind.Unspecified, reply.TesterTime.Kind);
    }

    [Fact]
    public void A_time_that_is_none_is_not_known() => Assert.Equal(
        default, Read<StatusReply>(Functions.Status, Replace(Functions.Status, "2016-11-14T09:24:08", "yesterday")).TesterTime);

    [Theory]
    [InlineData("\"0x\"")]
    [InlineData("\"0x123456789\"")]
    [InlineData("\"green\"")]
    [InlineData("32")]
    public void Flags_that_are_no_hex_string_are_an_error(string flags) =>
        Assert.Throws<FormatException>(() => Read<GlobalFlagsReply>(Functions.SetGlobalFlags, $$"""{"New GlobFlags":{{flags}}}"""));

    [Theory]
    [InlineData("\"TRUE\"", true)]
    [InlineData("\"False\"", false)]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void A_boolean_is_a_text_or_a_literal(string text, bool expected) =>
        Assert.Equal(expected, Read<ProcedureExistsReply>(Functions.ProcedureExists, $$"""{"ProcedurExists":{{text}}}""").Exists);

    [Fact]
    public void A_boolean_that_is_neither_is_an_error() => Assert.Throws<FormatException>(() =>
        Read<ProcedureExistsReply>(Functions.ProcedureExists, """{"ProcedurExists":"MAYBE"}"""));

    [Theory]
    [InlineData("\"OK\"", 0, "OK")]
    [InlineData("\"channel in use\"", 23, "channel in use")]
    [InlineData("\" Channel in use. \"", 23, " Channel in use. ")]
    [InlineData("23", 23, "Channel in use")]
    [InlineData("99", 99, "result code 99")]
    public void A_result_is_known_by_its_text_or_code(string json, int code, string text)
    {
        var result = Read<ResultReply>(Functions.StartTest, $$"""{"Chan":0,"Result":{{json}}}""").Result;
        Assert.Equal((code, text, code == 0), (result.Code, result.Text, result.IsOk));
    }

    [Fact]
    public void A_result_of_unknown_text_is_not_OK()
    {
        var result = Read<ResultReply>(Functions.StartTest, """{"Chan":0,"Result":"Tester on fire"}""").Result;
        Assert.Equal((null, "Tester on fire", false), (result.Code, result.Text, result.IsOk));
    }

    [Fact]
    public void The_misspelt_key_of_the_minor_version_is_taken() => Assert.Equal((byte?)2, Read<VersionReply>(
        Functions.Version, Replace(Functions.Version, "MacTest32DLLversionMinor", "MacTest32DLLversionMsinor")).DllMinor);

    [Theory]
    [MemberData(nameof(Replies))]
    public void Each_missing_key_is_an_error_that_names_it(string name)
    {
        var vector = WireVectors.Get(name);
        foreach (var (key, mayBeMissing, json) in MinusKeys.Of(vector))
        {
            void Read() => ReadInto(vector.NewMessage(), vector.Function, json);
            if (mayBeMissing)
                Read();
            else
                Assert.Contains(key, Assert.ThrowsAny<FormatException>(Read).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("\"Reading\"", "Reading")]
    [InlineData("\"Dreaming\"", "Dreaming")]
    [InlineData("3", "Reading")]
    [InlineData("77", "77")]
    public void A_smart_batterys_status_is_a_text_known_or_not_or_a_code(string status, string expected) =>
        Assert.Equal(expected, Read<SmartBatteryReply>(
        Functions.SmartBattery, Replace(Functions.SmartBattery, "\"Reading\"", status)).Status);

    [Theory]
    [InlineData("NAN", float.NaN)]
    [InlineData("nan", float.NaN)]
    [InlineData("-nan", float.NaN)]
    [InlineData("null", float.NaN)]
    [InlineData("INF", float.PositiveInfinity)]
    [InlineData("+Inf", float.PositiveInfinity)]
    [InlineData("Infinity", float.PositiveInfinity)]
    [InlineData("-INF", float.NegativeInfinity)]
    [InlineData("-infinity", float.NegativeInfinity)]
    public void A_reading_may_be_no_number_or_infinite_and_the_others_are_read(string word, float value)
    {
        Assert.Equal([value, 3.5f], Loose<VoltagesReply>(Functions.Voltages, $$"""{"Chan":0,"Len":2,"Voltage":[{{word}},3.5]}""").Values);
        Assert.Throws<FormatException>(() => Loose<SafetyLimitsReply>(Functions.SetSafetyLimits, $$"""
            {"Chan":0,"VSafeMax":{{word}},"VSafeMin":0,"ISafeChg":1,"ISafeDis":1,"PBatSafeChg":0,"PBatSafeDis":0}
            """));
    }

    private static bool IsUnknown(object? value) => value is null or "" or float.NaN or double.NaN or Array { Length: 0 }
        || value.Equals(default(DateTime));

    private static T Loose<T>(Function function, string body)
        where T : Message, new()
    {
        using var envelope = JsonEnvelope.Parse(Encoding.UTF8.GetBytes($$"""{"result":{{body}},"id":1}"""), lenient: true);
        var message = new T();
        JsonCodec.Read(function, envelope.Body, message);
        return message;
    }

    [Fact]
    public void While_a_read_is_in_progress_its_data_may_be_missing()
    {
        var reply = Read<BlockReply>(Functions.FetchBlock, """{"Chan":9,"Status":1,"NumOfBytes":4}""");
        Assert.Equal((BlockReply.InProgress, (ushort?)4, 0), (reply.Status, reply.NumberOfBytes, reply.Data.Length));
    }

    [Fact]
    public void Texts_that_are_missing_or_null_are_empty()
    {
        var reply = Read<NamesReply>(Functions.Names, """{"Chan":3,"TestName":null}""");
        Assert.Equal(("", "", "", ""), (reply.TestName, reply.Comment, reply.ProcedureName, reply.ProcedureDescription));
    }

    [Fact]
    public void A_message_that_is_no_UTF_8_is_read_as_Latin_1()
    {
        byte[] reply =
            [.. "{\"result\":{\"Chan\":3,\"TestName\":\"Cell "u8, 0xC3, 0x28, .. "\",\"Comment\":\"25 "u8, 0xB0, .. "C\"},\"id\":1}"u8];
        Assert.Equal(reply.Length, new JsonObjectFrame(1000).FindEnd(reply));
        using var envelope = JsonEnvelope.Parse(reply);
        var names = new NamesReply();
        JsonCodec.Read(Functions.Names, envelope.Body, names);
        Assert.Equal(("Cell Ã(", "25 °C"), (names.TestName, names.Comment));
    }

    [Theory]
    [InlineData("{\"a\":1}°")]
    [InlineData("{\"a\":°1}")]
    [InlineData("{°\"a\":1}")]
    [InlineData("{\"a\":\"°}")]
    public void Latin_1_outside_of_texts_is_an_error(string json) =>
        Assert.Throws<FormatException>(() => JsonEnvelope.Parse(Encoding.Latin1.GetBytes(json)));

    [Fact]
    public void Half_a_surrogate_pair_is_an_error() =>
        Assert.Throws<FormatException>(() => Read<NamesReply>(Functions.Names, """{"Chan":3,"TestName":"\ud800"}"""));

    [Theory]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("{\"a\":")]
    [InlineData("{} {}")]
    public void What_is_no_object_has_no_envelope(string json) =>
        Assert.Throws<FormatException>(() => JsonEnvelope.Parse(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void An_error_reply_has_an_error_and_no_body()
    {
        using var envelope = JsonEnvelope.Parse(JsonCodec.WriteError(-32602, "Invalid FNum", null));
        Assert.Equal("Invalid FNum", envelope.Error.GetProperty("message").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Undefined, envelope.Body.ValueKind);
        Assert.Null(envelope.Class);
    }

    private static T Read<T>(Function function, string body)
        where T : Message, new() => (T)ReadInto(new T(), function, body);

    private static Message ReadInto(Message message, Function function, string body)
    {
        using var envelope = JsonEnvelope.Parse(Encoding.UTF8.GetBytes($$"""{"result":{{body}},"id":1}"""));
        JsonCodec.Read(function, envelope.Body, message);
        return message;
    }

    // The help's example of a function's reply, with one piece of it replaced.
    private static string Replace(Function function, string old, string with)
    {
        var help = HelpExamples.Of(function, Side.Reply)[0].Text;
        using var envelope = JsonEnvelope.Parse(Encoding.UTF8.GetBytes(help));
        var body = envelope.Body.GetRawText();
        Assert.Contains(old, body, StringComparison.Ordinal);
        return body.Replace(old, with, StringComparison.Ordinal);
    }
}
