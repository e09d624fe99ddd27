using MacNet.Protocol.Messages;
using MacNet.Protocol.Wire;
using MacNet.Tests.Unit.Wire.Vectors;
using Xunit;

namespace MacNet.Tests.Unit.Wire;

/// <summary>What a reader of binary messages takes, and what it refuses.</summary>
public class ReadingBinaryTests
{
    public static TheoryData<string> Replies => WireVectors.Names(vector => vector is { Bytes: not null, Side: Side.Reply });

    public static TheoryData<int, int> ForSeveralChannels
    {
        get
        {
            var data = new TheoryData<int, int>();
            foreach (var function in Functions.All.Where(function => function.BytesPerChannel > 0))
                data.Add(function.Class, function.Number);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Replies))]
    public void A_reply_cut_in_the_middle_is_an_error_or_a_shorter_list(string name)
    {
        var vector = WireVectors.Get(name);
        var data = vector.Bytes.AsMemory(BinaryHeader.Size);
        var length = vector.Message is FilePacket { OpCode: FilePacket.Error }
            ? data.Length - 1
            : data.Length; // the zero at its end may be missing
        // Testers of an older kind have no device address.
        length -= vector.Message is ScanListEntry ? 1 : 0;
        for (var cut = 0; cut < length; cut++)
        {
            var read = vector.NewMessage();
            if (
                Record.Exception(
                    () => BinaryCodec.Read(vector.Function, BinaryHeader.Read(vector.Bytes), data[..cut], read)) is { } problem)
                Assert.IsType<FormatException>(problem);
            else
                Assert.False(MessageAssert.Same(vector.Message, read), $"{cut} of {data.Length} bytes make the whole message.");
        }
    }

    [Theory]
    [InlineData(4, 1, 0)]
    [InlineData(3, 1, 0)]
    [InlineData(7, 5, 0)]
    [InlineData(7, 7, 0)]
    [InlineData(4, 7, 0x80)]
    [InlineData(6, 9, 0x80)]
    public void The_length_of_a_request_may_count_channels_or_choose_a_form(int functionClass, int number, int bytes)
    {
        var function = Functions.Find(functionClass, number)!;
        Assert.Equal(bytes, BinaryCodec.RequestDataLength(function, new BinaryHeader(function.Class, function.Number, 0, 0x80)));
    }

    [Theory]
    [MemberData(nameof(ForSeveralChannels))]
    public void The_length_of_a_reply_for_several_channels_may_count_bytes_or_channels(int functionClass, int number)
    {
        var function = Functions.Find(functionClass, number)!;
        var bytes = 8 * function.BytesPerChannel;
        Assert.Equal(bytes, ReplyDataLength(function, asked: 8, (ushort)bytes));
        Assert.Equal(bytes, ReplyDataLength(function, asked: 8, len: 8));
        Assert.Throws<FormatException>(() => ReplyDataLength(function, asked: 8, len: 7));
        Assert.Throws<FormatException>(() => ReplyDataLength(function, asked: 8, (ushort)(bytes + 1)));
    }

    [Fact]
    public void The_length_of_auxiliary_values_counts_values()
    {
        Assert.Equal(32, ReplyDataLength(Functions.AuxiliaryValues, asked: 0, len: 8));
        Assert.Equal(32, ReplyDataLength(Functions.AuxiliaryUnits, asked: 0, len: 8));
    }

    [Fact]
    public void The_length_of_other_replies_counts_bytes() => Assert.Equal(46, ReplyDataLength(Functions.Status, asked: 0, len: 46));

    [Fact]
    public void A_length_other_than_the_number_of_bytes_can_be_written()
    {
        var bytes = BinaryCodec.Write(Functions.Voltages, new VoltagesReply { Values = [1, 2] }, len: 2);
        Assert.Equal(2, BinaryHeader.Read(bytes).Len);
        Assert.Equal(BinaryHeader.Size + 8, bytes.Length);
    }

    [Fact]
    public void Text_ends_at_a_zero_and_loses_its_padding()
    {
        var names = new NamesReply();
        BinaryCodec.Read(Functions.Names, default, HexText.Parse("""
            "Cell" 00 "rubbish" 20x13
            20x80
            " Send  email " 00x12
            00x80
            """), names);
        Assert.Equal(("Cell", "", " Send  email", ""), (names.TestName, names.Comment, names.ProcedureName, names.ProcedureDescription));
    }

    [Fact]
    public void An_error_text_of_a_file_transfer_may_lack_its_zero()
    {
        var packet = new FilePacket();
        BinaryCodec.Read(Functions.GetFile, default, HexText.Parse("03 05 02 00 \"no such file\""), packet);
        Assert.Equal((2, "no such file"), (packet.ErrorCode, packet.ErrorText));
    }

    [Fact]
    public void An_unknown_opcode_of_a_file_transfer_is_an_error() =>
        Assert.Throws<FormatException>(() => BinaryCodec.Read(Functions.GetFile, default, new byte[] { 3, 6 }, new FilePacket()));

    [Theory]
    [InlineData("02 16 09 00 02 0C 20 02")]
    [InlineData("02 16 09 00 02 0C 20 02 08 00")]
    [InlineData("02 16 09 00")]
    public void A_scan_list_of_another_length_than_its_registers_is_an_error(string data) => Assert.Throws<FormatException>(
        () => BinaryCodec.Read(Functions.ScanList, default, HexText.Parse(data), new ScanListReply()));

    // Milliseconds since 1970, signed: a second before it, the zero of Delphi's dates, and what no calendar has.
    [Theory]
    [InlineData("18 FC FF FF FF FF FF FF", "1969-12-31T23:59:59")]
    [InlineData("00 24 B5 A3 FD FD FF FF", "1899-12-30T00:00:00")]
    [InlineData("FF FF FF FF FF FF FF 7F", null)]
    [InlineData("00 00 00 00 00 00 00 80", null)]
    public void A_files_date_may_be_before_1970_or_none_at_all(string milliseconds, string? date)
    {
        var file = new FileListReply();

        BinaryCodec.Read(Functions.FileList, default, HexText.Parse($"03 01 01 00 00 00 {milliseconds} 00x8 05 00 \"a.000\""), file);

        Assert.Equal((date, "a.000"), (file.FileDate?.ToString("s"), file.FileName));
    }

    [Fact]
    public void Text_above_ASCII_is_Latin_1()
    {
        var reply = new AuxiliaryUnitsReply();
        BinaryCodec.Read(Functions.AuxiliaryUnits, default, HexText.Parse("B0 43 20 20  B5 56 20 20"), reply);
        Assert.Equal(["°C", "µV"], reply.Units);
    }

    [Fact]
    public void A_time_beyond_the_calendar_is_not_known()
    {
        var reply = new StatusReply();
        BinaryCodec.Read(Functions.Status, default, HexText.Parse("00x38 FFx8"), reply);
        Assert.Equal(default, reply.TesterTime);
    }

    private static int ReplyDataLength(Function function, ushort asked, ushort len) => BinaryCodec.ReplyDataLength(
        function, new BinaryHeader(function.Class, function.Number, 0, asked), new BinaryHeader(function.Class, function.Number, 0, len));
}
