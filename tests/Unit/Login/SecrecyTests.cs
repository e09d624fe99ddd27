using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;
using MacNet.Tests.Unit.Time;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Faults;
using MacNet.VirtualTester.Options;
using Xunit;

namespace MacNet.Tests.Unit.Login;

/// <summary>No password in any trace, in what is told of exchanges, or in errors.</summary>
public sealed class SecrecyTests : IDisposable
{
    private const string User = "robin";

    private readonly VirtualTesterOptions options = new() { Channels = 8, Speed = 0 };
    private readonly SimulatedTester tester;
    private readonly RecordedTrace trace = new();
    private readonly List<string> told = [];

    public SecrecyTests() => tester = SimulatedTester.Start(options);

    public void Dispose() => tester.Dispose();

    public static TheoryData<LinkKind, string> Passwords()
    {
        var all = new TheoryData<LinkKind, string>();
        foreach (var ascii in (string[])["xxxxyyyy", "quote\"back\\slash/<&'>", "{\"Password\":\"nested\"}", " blank"])
        {
            all.Add(LinkKind.Json, ascii);
            all.Add(LinkKind.Binary, ascii);
            all.Add(LinkKind.Udp, ascii);
        }

        all.Add(LinkKind.Json, "größe€");
        all.Add(LinkKind.Json, "key\U0001F511hole");
        return all;
    }

    [Theory]
    [MemberData(nameof(Passwords))]
    public async Task A_login_shows_the_user_and_not_the_password(LinkKind protocol, string password)
    {
        options.Users[User] = password;
        using (var session = await tester.ConnectAsync(protocol, user: User, password: password, trace: trace, exchanged: Tell))
            await session.AskAsync(Functions.Echo, new Nothing());

        CheckNothingShows(password);
        Assert.Contains(User, Encoding.UTF8.GetString(trace.Messages[0].Bytes), StringComparison.Ordinal);
        Assert.Contains("********", Encoding.UTF8.GetString(trace.Messages[0].Bytes), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Passwords))]
    public async Task A_wrong_password_is_not_shown_either(LinkKind protocol, string password)
    {
        options.Users[User] = "another";

        var problem = await Assert.ThrowsAsync<MaccorLoginException>(
            () => tester.ConnectAsync(protocol, user: User, password: password, trace: trace, exchanged: Tell));

        CheckNothingShows(password, problem);
    }

    [Theory]
    [MemberData(nameof(Passwords))]
    public async Task A_tester_that_quotes_the_password_is_not_quoted(LinkKind protocol, string password)
    {
        options.Users[User] = password;
        var quoting = JsonSerializer.Serialize(
            new { jsonrpc = "2.0", result = new { FClass = 8, FNum = 1, Result = password, Password = password }, id = 1 });
        tester.Faults.Always(
            protocol == LinkKind.Json
                ? Fault.Error(-32000, $"'{password}' is wrong")
                : Fault.Reply(BinaryQuoting(password)), Functions.Login);

        var problem = await Assert.ThrowsAnyAsync<MaccorException>(
            () => tester.ConnectAsync(protocol, user: User, password: password, trace: trace, exchanged: Tell));
        CheckNothingShows(password, problem);

        tester.Faults.Clear();
        tester.Faults.Always(Fault.Reply(Encoding.UTF8.GetBytes(quoting)), Functions.Login);
        var time = new ManualTime();
        var heard = trace.WhenCountReaches(trace.Messages.Count + 2);
        var connecting = tester.ConnectAsync(protocol, user: User, password: password, trace: trace, clock: time, exchanged: Tell);
        if (protocol == LinkKind.Udp)
        {
            // There what answers nothing is passed over, until time is up.
            await heard;
            time.AdvanceSeconds(30);
        }

        problem = await Assert.ThrowsAnyAsync<MaccorException>(() => connecting);
        CheckNothingShows(password, problem);
    }

    [Fact]
    public async Task A_tester_that_quotes_the_password_in_ANSI_is_not_quoted_either()
    {
        const string Password = "größe";
        var quoting = Encoding.Latin1.GetBytes($$$"""{"error":{"code":-32000,"message":"'{{{Password}}}' is wrong"},"id":null}""");
        tester.Faults.Always(Fault.Reply(quoting), Functions.Login);

        var problem = await Assert.ThrowsAsync<MaccorLoginException>(
            () => tester.ConnectAsync(user: User, password: Password, trace: trace, exchanged: Tell));

        CheckNothingShows(Password, problem);
        Assert.All(
            trace.Messages, message => Assert.DoesNotContain(Password, Encoding.Latin1.GetString(message.Bytes), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task A_login_asked_as_any_function_is_no_more_open(LinkKind protocol)
    {
        const string Password = "say \"friend\"";
        using var session = await tester.ConnectAsync(protocol, trace: trace, exchanged: Tell);
        await session.AskAsync(Functions.Login, new LoginRequest { User = User, Password = Password });
        var content = protocol == LinkKind.Json
            ? new RawContent { Json = JsonSerializer.SerializeToElement(new { UserID = User, Password }) }
            : new RawContent { Bytes = [5, .. "robin"u8, (byte)Password.Length, .. Encoding.ASCII.GetBytes(Password)] };
        var reply = await session.AskAsync(Functions.Raw(8, 1, protocol == LinkKind.Binary), new RawMessage { Content = content });

        CheckNothingShows(Password);
        Assert.NotNull(reply);
        Assert.Equal(
            2,
            trace.Messages.Count(
                message => message.Sent && Encoding.UTF8.GetString(message.Bytes).Contains("********", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(LinkKind.Json, "bell\a")]
    [InlineData(LinkKind.Binary, "größe")]
    [InlineData(LinkKind.Udp, "größe")]
    public async Task A_password_that_cannot_be_sent_is_not_quoted(LinkKind protocol, string password)
    {
        var problem = await Assert.ThrowsAsync<MaccorInputException>(
            () => tester.ConnectAsync(protocol, user: User, password: password, trace: trace, exchanged: Tell));

        CheckNothingShows(password, problem);
        Assert.DoesNotContain("ö", problem.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, tester.Requests.Count);
    }

    [Fact]
    public async Task A_session_keeps_the_password_to_itself()
    {
        options.Users[User] = "xxxxyyyy";
        using var session = await tester.ConnectAsync(user: User, password: "xxxxyyyy", exchanged: Tell);

        Assert.DoesNotContain("xxxxyyyy", JsonSerializer.Serialize(session), StringComparison.Ordinal);
    }

    private static byte[] BinaryQuoting(string password)
    {
        var text = Encoding.ASCII.GetBytes(password);
        return [8, 0, 1, 0, 0, 0, (byte)(1 + text.Length), 0, 9, .. text];
    }

    private void CheckNothingShows(string password, Exception? problem = null)
    {
        Assert.NotEmpty((IEnumerable<string>)[.. told, problem?.ToString() ?? ""]);
        foreach (var form in Forms(password))
        {
            Assert.All(
                trace.Messages, message => Assert.True(message.Bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(form)) < 0, "in the trace"));
            Assert.All(told, text => Assert.DoesNotContain(form, text, StringComparison.Ordinal));
            for (var inner = problem; inner is not null; inner = inner.InnerException)
                Assert.DoesNotContain(form, inner.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(form, (problem as MaccorException)?.Advice ?? "", StringComparison.Ordinal);
        }
    }

    // As it is, and as JSON may write it.
    private static string[] Forms(string password) =>
    [
        password,
        JsonEncodedText.Encode(password).ToString(),
        JsonEncodedText.Encode(password, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
        JsonEncodedText.Encode(password, JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.BasicLatin)).ToString(),
    ];

    private void Tell(Exchange exchange) => told.Add(exchange.ToString());
}
