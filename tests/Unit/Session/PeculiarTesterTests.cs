using System.Text;
using System.Text.RegularExpressions;
using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Faults;
using MacNet.VirtualTester.Options;
using Xunit;

namespace MacNet.Tests.Unit.Session;

/// <summary>Testers that depart from the help in what says nothing vital: they can be used nevertheless.</summary>
public sealed class PeculiarTesterTests : IDisposable
{
    private readonly SimulatedTester tester = SimulatedTester.Start(
        new VirtualTesterOptions { Channels = 4, Speed = 0, TransitionTime = default });

    public void Dispose() => tester.Dispose();

    [Theory]
    [InlineData("\"id\": 1987")]
    [InlineData("\"id\": \"x\"")]
    [InlineData("\"id\": null")]
    [InlineData("\"noid\": 0")]
    public async Task A_tester_that_does_not_give_ids_back_is_known_by_function_and_channel(string id)
    {
        tester.Faults.Always(Json(text => Regex.Replace(text, "\"id\": \\d+", id)));
        using var session = await tester.ConnectAsync();

        await session.ReadStatusAsync(3);
        await session.CommandAsync(Functions.SetVariable, new VariableRequest { Channel = 3, Number = 2, Value = 7 });

        Assert.Equal(7, tester.Channels[3].Variables[1]);
    }

    [Fact]
    public async Task An_id_that_comes_back_as_a_text_is_the_id()
    {
        tester.Faults.Always(Json(text => Regex.Replace(text, "\"id\": (\\d+)", "\"id\": \"$1\"")));
        using var session = await tester.ConnectAsync();

        await session.ReadStatusAsync(3);

        tester.Faults.Clear();
        tester.Faults.Always(Fault.WrongId, Functions.Status);
        await Assert.ThrowsAsync<MaccorProtocolException>(() => session.ReadStatusAsync(3));
    }

    [Theory]
    [InlineData("1e15")]
    [InlineData("null")]
    [InlineData("-1")]
    public async Task A_test_time_that_is_no_time_is_not_known(string written)
    {
        using var session = await tester.ConnectAsync();
        tester.Faults.Always(
            Json(text => Regex.Replace(text, "(\"(?:TestTime|StepTime)\": )[-\\d.eE+]+", $"${{1}}{written}")), Functions.Status);
        tester.Faults.Always(
            Json(text => Regex.Replace(text, "(\"TestTimes\": \\[\\s*)[-\\d.eE+]+", $"${{1}}{written}")), Functions.TestTimes);

        var status = await session.ReadStatusAsync(1);
        var readings = await session.ReadReadingsAsync([1, 2]);

        Assert.Equal((null, null), (status.TestTime, status.StepTime));
        Assert.Equal([null, TimeSpan.Zero], readings.Select(reading => reading.TestTime));
    }

    [Theory]
    [InlineData("\\ud83d cut", "\uFFFD cut")]
    [InlineData("cut \\uDC00", "cut \uFFFD")]
    [InlineData("\\ud83d\\ud83d\\udd0b \\\\ud83d", "\uFFFD\U0001F50B \\ud83d")]
    public async Task Half_a_surrogate_pair_costs_no_more_than_the_character(string written, string read)
    {
        using var session = await tester.ConnectAsync();
        tester.Faults.Next(
            Json(text => text.Replace("\"TestName\": \"\"", $"\"TestName\": \"{written}\"").Replace("\"result\": {", $"\"result\": {{ \"Comment\": \"{written}\",")),
            Functions.Names);

        var test = await session.ReadTestAsync(3);

        Assert.Equal(read, test.Comment);
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("null")]
    public async Task Times_that_a_tester_leaves_empty_are_not_known(string empty)
    {
        tester.Faults.Always(Json(text => Regex.Replace(text, "\"(TesterTime|MacTest32ExeDT)\": \"[^\"]*\"", $"\"$1\": {empty}")));
        using var session = await tester.ConnectAsync();

        var status = await session.ReadStatusAsync(3);
        var system = await session.ReadSystemAsync();

        Assert.Null(status.TesterTime);
        Assert.True(status.Voltage > 0);
        Assert.Null(system.ExeDate);
        Assert.NotNull(system.DllDate);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("70000")]
    [InlineData("1.5")]
    [InlineData("null")]
    [InlineData("\"many\"")]
    public async Task Counts_that_make_no_sense_are_not_known_and_cost_neither_reply_nor_connection(string written)
    {
        const string Counts = "SystemType|AuxBoards|AuxChannels|SMB1Pos|MacTest32EXEversionMinor|RF1|Step|EndNum|Index|Len|TickSpeed";
        using (var before = await tester.ConnectAsync())
        {
            Assert.Equal(TesterKind.Lab, before.SystemType);
        }

        tester.Faults.Always(Json(text => Regex.Replace(text, $"(\"({Counts})\": )[-\\d.]+", $"${{1}}{written}")));
        using var session = await tester.ConnectAsync();

        var system = await session.ReadSystemAsync();
        var status = await session.ReadStatusAsync(3);
        var readings = await session.ReadReadingsAsync();
        var channel = await session.ReadChannelInformationAsync(3, withCalibration: false);

        Assert.Equal((TesterKind.Unknown, null, null), (system.SystemType, system.AuxiliaryBoards, system.ExeVersion));
        Assert.False(system.NeedsService);
        Assert.Equal((ChannelActivity.Unknown, null), (status.Activity, status.Step));
        Assert.True(status.Voltage > 0);
        Assert.True(float.IsNaN(status.SignedCurrent));
        Assert.Equal(4, readings.Count);
        Assert.Null((await session.ReadTestAsync(3)).EndNumber);
        Assert.NotEmpty(await session.ListFilesAsync(FileType.Procedure));
        Assert.True(channel.HighestVoltage > 0);
        await session.SetSafetyLimitsAsync(3, Operations.DirectBench.Limits);
    }

    [Theory]
    [InlineData("\"Stat\": 0", "\"Stat\": null")]
    [InlineData("(?<=\"Status\": \\[\\s*)\\{[^}]*\\}", "null")]
    [InlineData("(?<=\"Status\": \\[\\s*)\\{[^}]*\\}", "\"none\"")]
    public async Task One_channels_state_that_cannot_be_read_leaves_the_others(string told, string instead)
    {
        using var session = await tester.ConnectAsync();
        tester.Faults.Always(Json(text => new Regex(told).Replace(text, instead, 1)), Functions.States);

        var states = (await session.ReadReadingsAsync()).Select(reading => reading.State);

        Assert.Equal([ChannelState.Unknown, ChannelState.Available, ChannelState.Available, ChannelState.Available], states);
    }

    [Fact]
    public async Task A_comma_too_many_costs_nothing()
    {
        tester.Faults.Always(Json(text => Regex.Replace(text, "(\\r\\n\\s*[}\\]])", ",$1")), Functions.Status);
        tester.Faults.Always(Json(text => Regex.Replace(text, "(\\r\\n\\s*[}\\]])", ",$1")), Functions.States);
        using var session = await tester.ConnectAsync();

        Assert.True((await session.ReadStatusAsync(3)).Voltage > 0);
        Assert.Equal(ChannelState.Available, await session.ReadStateAsync(3));
    }

    [Fact]
    public async Task A_tester_with_the_numbers_of_another_country_is_read()
    {
        // After a digit and before one, as long as it is not in a text.
        tester.Faults.Always(Json(text => Regex.Replace(text, "(?<=: -?\\d+|^\\s+-?\\d+)\\.(?=\\d)", ",", RegexOptions.Multiline)));
        using var session = await tester.ConnectAsync();

        var readings = await session.ReadReadingsAsync();

        Assert.Equal((float)tester.Channels[3].Read().Voltage, readings[2].Voltage);
        Assert.Equal((float)tester.Channels[3].Read().Voltage, (await session.ReadStatusAsync(3)).Voltage);
        Assert.True((await session.ReadChannelInformationAsync(3, withCalibration: false)).HighestVoltage > 0);
        Assert.Equal(1, tester.ConnectionTotal);
    }

    [Fact]
    public async Task A_tester_that_speaks_UTF_16_can_be_used()
    {
        tester.Faults.Always(Fault.ChangeBytes(bytes => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(bytes))]));
        using var session = await tester.ConnectAsync();

        await session.CommandAsync(Functions.SetVariable, new VariableRequest { Channel = 3, Number = 2, Value = 7 });

        Assert.Equal(7, (await session.ReadVariablesAsync(3))[1].Value);
        Assert.Equal(1, tester.ConnectionTotal);
    }

    [Fact]
    public async Task What_nobody_asked_for_is_left_aside_before_and_after_a_reply_and_between_two()
    {
        const string News = """{"jsonrpc":"2.0","method":"Alarm","params":{"FClass":4,"FNum":7,"Chan":2,"Result":"OK"}}""" + "\r\n";
        tester.Faults.Always(Json(text => News + text + News));
        using var relay = new StreamRelay(tester.JsonPort);
        using var session = await MaccorSession.ConnectAsync(
            new MaccorSessionOptions { ComputerName = "127.0.0.1", JsonPort = relay.Port, BinaryPort = tester.BinaryPort });

        await relay.InjectAsync(Encoding.UTF8.GetBytes(News));

        Assert.True((await session.ReadStatusAsync(3)).Voltage > 0);
        await session.CommandAsync(Functions.SetVariable, new VariableRequest { Channel = 3, Number = 2, Value = 7 });
        Assert.Equal(1, tester.ConnectionTotal);
    }

    [Theory]
    [InlineData("MacTest32 ready\r\n")]
    [InlineData("MacTest32")]
    public async Task A_greeting_is_left_aside(string greeting)
    {
        tester.Faults.Next(Json(text => greeting + text));
        using var session = await tester.ConnectAsync();

        Assert.True((await session.ReadStatusAsync(3)).Voltage > 0);
        Assert.Equal(1, tester.ConnectionTotal);
    }

    [Fact]
    public async Task A_zero_after_a_reply_is_no_reply()
    {
        tester.Faults.Always(Fault.ChangeBytes(bytes => [.. bytes, 0]));
        using var session = await tester.ConnectAsync();

        for (var times = 0; times < 3; times++)
            await session.ReadStatusAsync(3);

        Assert.Equal(1, tester.ConnectionTotal);
    }

    [Fact]
    public async Task Auxiliary_values_may_be_left_out_where_there_are_none()
    {
        using var session = await tester.ConnectAsync();
        tester.Faults.Next(
            Json(text => Regex.Replace(Regex.Replace(text, "\"Len\": \\d+", "\"Len\": 0"), ",\\s*\"AuxValues\": \\[[^]]*\\]", "")),
            Functions.AuxiliaryValues);

        Assert.Empty(await session.ReadAuxiliariesAsync(3));
    }

    [Fact]
    public async Task A_binary_description_of_the_tester_may_lack_the_offset_of_channel_numbers()
    {
        tester.Faults.Always(Fault.ChangeBytes(bytes => Cut(bytes, 4)), Functions.General);
        using var session = await tester.ConnectAsync(LinkKind.Binary);

        Assert.Equal(4, session.ChannelCount);
        Assert.Equal(0, await session.GetChannelNumberOffsetAsync());
    }

    [Fact]
    public async Task A_binary_scan_list_entry_may_lack_the_device()
    {
        using var session = await tester.ConnectAsync(LinkKind.Binary);
        tester.Faults.Next(Fault.ChangeBytes(bytes => Cut(bytes, 1)), Functions.ScanListEntry);

        var entry = await session.AskAsync(Functions.ScanListEntry, new ScanListEntryRequest { Channel = 1, Index = 0 });

        Assert.NotEqual("", entry.Designator);
    }

    [Fact]
    public async Task A_bare_result_is_a_reply_to_limits_and_flags()
    {
        using var session = await tester.ConnectAsync(LinkKind.Binary);
        tester.Faults.Next(Fault.ChangeBytes(bytes => WithData(bytes, 0, 0)), Functions.SetGlobalFlags);
        Assert.Null((await session.AskAsync(Functions.SetGlobalFlags, new GlobalFlagsRequest { GlobalFlags = 5 })).GlobalFlags);

        tester.Faults.Next(Fault.ChangeBytes(bytes => WithData(bytes, 3, 0)), Functions.SetGlobalFlags);
        var problem = await Assert.ThrowsAsync<MaccorErrorReplyException>(
            () => session.AskAsync(Functions.SetGlobalFlags, new GlobalFlagsRequest { GlobalFlags = 5 }));
        Assert.Equal(3, problem.Code);
    }

    [Fact]
    public async Task A_variable_may_be_acknowledged_by_an_echo()
    {
        using var session = await tester.ConnectAsync(LinkKind.Binary);
        var request = new VariableRequest { Channel = 3, Number = 2, Value = 7 };
        byte[] echo = [2, .. BitConverter.GetBytes(7f)];
        tester.Faults.Next(Fault.ChangeBytes(bytes => WithData(bytes, echo)), Functions.SetVariable);

        await session.CommandAsync(Functions.SetVariable, request);

        tester.Faults.Next(Fault.ChangeBytes(bytes => WithData(bytes, [1, .. echo[1..]])), Functions.SetVariable);
        await Assert.ThrowsAsync<MaccorOutcomeUnknownException>(() => session.CommandAsync(Functions.SetVariable, request));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 0, 0, 0, 0, 0, 0, 0)]
    [InlineData(65, 65, 65, 65)]
    public async Task What_is_longer_than_a_result_says_nothing_of_an_output(params int[] data)
    {
        using var session = await tester.ConnectAsync();
        tester.Faults.Next(Fault.ChangeBytes(bytes => WithData(bytes, [.. data.Select(item => (byte)item)])), Functions.SetDirectOutput);

        await Assert.ThrowsAsync<MaccorOutcomeUnknownException>(() => session.AskAsync(
            Functions.SetDirectOutput, new DirectOutputRequest { Channel = 1, Mode = DirectOutputRequest.Rest }));
    }

    [Fact]
    public void Every_function_is_known_before_any_has_been_used() => Assert.Equal(57, Functions.All.Count);

    private static Fault Json(Func<string, string> change) =>
        Fault.ChangeBytes(bytes => Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(bytes))));

    private static byte[] Cut(byte[] reply, int bytes) => WithData(reply, reply[8..^bytes]);

    private static byte[] WithData(byte[] reply, params byte[] data) =>
        [.. reply[..6], .. BitConverter.GetBytes((ushort)data.Length), .. data];
}
