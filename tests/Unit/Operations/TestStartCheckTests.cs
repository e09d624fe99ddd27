using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Transport;
using MacNet.VirtualTester.Faults;
using Xunit;

namespace MacNet.Tests.Unit.Operations;

public sealed class TestStartCheckTests
{
    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task A_test_that_could_start_costs_one_message_and_starts_nothing(LinkKind protocol)
    {
        using var lab = await Lab.OpenAsync(protocol: protocol);

        var check = await lab.Session.CheckTestStartAsync(3, new TestPlan { Procedure = "Rest", TestName = "Cell {0}" });

        Assert.Equal(("lab", 3, true, 0, "OK"), (check.Session, check.Channel, check.CanStart, check.Code!.Value, check.Reason));
        Assert.Equal(("Rest", "Cell 3"), (check.Procedure, check.TestName));
        Assert.Empty(check.Details);
        Assert.Equal("6,11", lab.Asked);
        Assert.Equal(ChannelState.Available, await lab.Session.ReadStateAsync(3));
    }

    [Theory]
    [InlineData("none", 0, 2, "Procedure does not exist")]
    [InlineData("Rest", 99, 6, "Invalid EV chamber number")]
    public async Task The_code_says_why_not(string procedure, byte chamber, int code, string reason)
    {
        using var lab = await Lab.OpenAsync();

        var check = await lab.Session.CheckTestStartAsync(3, new TestPlan { Procedure = procedure, Chamber = chamber });

        Assert.Equal((false, code, reason), (check.CanStart, check.Code!.Value, check.Reason));
        Assert.Equal("6,11", lab.Asked);
    }

    [Fact]
    public async Task In_json_the_details_stand_behind_the_reason()
    {
        using var lab = await BrokenAsync(LinkKind.Json);

        var check = await CheckAsync(lab);

        Assert.Equal((7, "Compile error"), (check.Code!.Value, check.Reason));
        Assert.Contains("dance", Assert.Single(check.Details), StringComparison.Ordinal);
        Assert.Equal("6,11", lab.Asked);
    }

    [Fact]
    public async Task Over_binary_the_details_are_asked_for_until_there_are_no_more()
    {
        using var lab = await BrokenAsync(LinkKind.Binary);

        var check = await CheckAsync(lab);

        Assert.Equal((7, "Compile error"), (check.Code!.Value, check.Reason));
        Assert.Contains("dance", Assert.Single(check.Details), StringComparison.Ordinal);
        Assert.Equal("6,11 6,12 6,12", lab.Asked);
    }

    [Theory]
    [InlineData("Compile error")]
    [InlineData("Compile error. Use function (6, 12) for details")]
    public async Task A_json_tester_that_only_names_the_error_is_asked_for_details_over_binary(string words)
    {
        using var lab = await BrokenAsync(LinkKind.Json);
        lab.Tester.Faults.Next(Fault.Change<ResultReply>(reply => reply.Result = new CommandResult(7, words)), Functions.CheckStart);

        var check = await CheckAsync(lab);

        Assert.Equal((7, "Compile error"), (check.Code!.Value, check.Reason));
        Assert.Contains("dance", Assert.Single(check.Details), StringComparison.Ordinal);
        Assert.All(lab.Tester.Requests.All.Skip(1), request => Assert.Equal(LinkKind.Binary, request.Link));
    }

    [Theory]
    [InlineData(LinkKind.Binary)]
    [InlineData(LinkKind.Udp)]
    public async Task The_channel_of_the_details_is_of_no_matter(LinkKind protocol)
    {
        using var lab = await BrokenAsync(protocol);
        lab.Tester.Faults.Always(Fault.WrongChannel, Functions.CheckDetails);

        var check = await CheckAsync(lab);

        Assert.Contains("dance", Assert.Single(check.Details), StringComparison.Ordinal);
        Assert.Equal("6,11 6,12 6,12", lab.Asked);
    }

    [Fact]
    public async Task Details_that_cannot_be_had_do_not_spoil_the_check()
    {
        using var lab = await BrokenAsync(LinkKind.Binary);
        lab.Tester.Faults.Next(Fault.Disconnect, Functions.CheckDetails);

        var check = await CheckAsync(lab);

        Assert.Equal(7, check.Code);
        Assert.StartsWith("No details: ", Assert.Single(check.Details), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reason_that_the_help_does_not_list_is_given_as_it_is()
    {
        using var lab = await Lab.OpenAsync();
        lab.Tester.Faults.Next(
            Fault.Change<ResultReply>(reply => reply.Result = new CommandResult(null, "Out of cheese")), Functions.CheckStart);

        var check = await lab.Session.CheckTestStartAsync(1, new TestPlan { Procedure = "Rest" });

        Assert.Equal((false, null, "Out of cheese"), (check.CanStart, check.Code, check.Reason));
        var problem = Assert.Throws<MaccorRefusedException>(check.ThrowIfNot);
        Assert.Contains("Out of cheese", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task Procedures_and_archived_tests_are_found_by_name(LinkKind protocol)
    {
        using var lab = await Lab.OpenAsync(protocol: protocol);

        Assert.True(await lab.Session.ProcedureExistsAsync("Rest"));
        Assert.False(await lab.Session.ProcedureExistsAsync("none"));
        Assert.False(await lab.Session.TestNameExistsAsync("none"));
        Assert.Equal("1,3 1,3 1,4", lab.Asked);
    }

    private static Task<TestStartCheck> CheckAsync(Lab lab) =>
        lab.Session.CheckTestStartAsync(1, new TestPlan { Procedure = "Broken" });

    private static async Task<Lab> BrokenAsync(LinkKind protocol)
    {
        var lab = await Lab.OpenAsync(protocol: protocol);
        lab.Tester.Procedures.Add("Broken", """{ "steps": [ { "do": "dance" } ] }""");
        return lab;
    }
}
