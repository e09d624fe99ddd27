using System.Net;
using MacNet.Data.Alerts;
using MacNet.Tests.Unit.Time;
using Xunit;

namespace MacNet.Tests.Unit.Data;

/// <summary>How messages reach who is told, also when that one is away.</summary>
public sealed class AlertDeliveryTests
{
    private readonly ManualTime clock = new();
    private readonly List<string> failures = [];

    [Fact]
    public async Task While_the_receiver_is_away_messages_wait_and_then_come_in_their_order_and_none_twice()
    {
        var receiver = new Receiver(clock, awayUntil: 100);
        using var delivery = Delivery(receiver);
        var told = Enumerable.Range(1, 5).Select(number => delivery.Post(Message(number))).ToArray();
        await clock.Pass(Task.WhenAll(told), longestSeconds: 60);
        Assert.Equal(["1", "2", "3", "4", "5"], receiver.Told);
        Assert.All(told, fate => Assert.Null(fate.Result));
        Assert.Equal((5, 0, null), (delivery.Delivered, delivery.Failed, delivery.LastError));
        Assert.Equal(["1: It is away. It is tried again."], failures);
    }

    [Fact]
    public async Task A_receiver_is_tried_again_ever_less_often_and_at_least_each_minute()
    {
        var receiver = new Receiver(clock, awayUntil: 400);
        using var delivery = Delivery(receiver);
        await clock.Pass(delivery.Post(Message(1)), longestSeconds: 60);
        Assert.Equal([0, 1, 3, 7, 15, 31, 63, 123], receiver.TriedAt.Take(8));
    }

    [Fact]
    public async Task A_receiver_that_says_when_it_wants_to_be_asked_again_is_asked_then()
    {
        var receiver = new Receiver(clock, awayUntil: 10) { RetryAfter = TimeSpan.FromSeconds(30) };
        using var delivery = Delivery(receiver);
        await clock.Pass(delivery.Post(Message(1)), longestSeconds: 60);
        Assert.Equal([0, 30], receiver.TriedAt);
    }

    [Fact]
    public async Task A_message_that_cannot_be_told_at_all_is_said_aloud_and_counted_and_the_next_are_told()
    {
        var receiver = new Receiver(clock, refuses: "1");
        using var delivery = Delivery(receiver);
        Assert.Equal("It wants no 1.", await delivery.Post(Message(1)));
        Assert.Null(await delivery.Post(Message(2)));
        Assert.Equal((1, 1), (delivery.Delivered, delivery.Failed));
        Assert.Equal(["1: It wants no 1."], failures);
    }

    [Fact]
    public async Task Who_ends_it_is_told_how_many_messages_wait_for_a_receiver_that_is_away()
    {
        using var delivery = Delivery(new Receiver(clock, awayUntil: 1e6));
        _ = delivery.Post(Message(1));
        _ = delivery.Post(Message(2));
        await clock.WhenShortTimerIsSet();
        Assert.Equal("2 messages were not told (the light). It is away.", await delivery.EndAsync(TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public async Task What_is_on_its_way_when_it_ends_has_a_while_to_arrive()
    {
        var receiver = new Receiver(clock) { Busy = new TaskCompletionSource() };
        using var delivery = Delivery(receiver);
        _ = delivery.Post(Message(1));
        var end = delivery.EndAsync(TimeSpan.FromHours(1));
        receiver.Busy.SetResult();
        Assert.Null(await end.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        Assert.Equal(["1"], receiver.Told);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, true)]
    [InlineData(HttpStatusCode.TooManyRequests, true)]
    [InlineData(HttpStatusCode.RequestTimeout, true)]
    [InlineData(HttpStatusCode.NotFound, false)]
    [InlineData(HttpStatusCode.Unauthorized, false)]
    public async Task A_webhook_that_has_trouble_is_away_and_one_that_refuses_is_not(HttpStatusCode code, bool isAway)
    {
        using var client = new HttpClient(new Answer(code));
        var hook = new Webhook(new Uri("https://chat.example/hooks/secret"), client);
        var problem = await Assert.ThrowsAnyAsync<Exception>(() => hook.TellAsync(Message(1), CancellationToken.None));
        Assert.Equal(isAway, problem is ReceiverAwayException);
        Assert.DoesNotContain("secret", problem.Message, StringComparison.Ordinal);
    }

    private AlertDelivery Delivery(Receiver receiver) =>
        new(receiver, clock, (message, why) => failures.Add($"{message.Text}: {why}"));

    private static AlertMessage Message(int number) => new() { Text = $"{number}" };

    private sealed class Receiver(ManualTime clock, double awayUntil = 0, string? refuses = null) : IAlertReceiver
    {
        internal List<string> Told { get; } = [];

        internal List<int> TriedAt { get; } = [];

        internal TimeSpan? RetryAfter { get; init; }

        internal TaskCompletionSource? Busy { get; init; }

        public string Description => "the light";

        public async Task TellAsync(AlertMessage message, CancellationToken cancellation)
        {
            var passed = (clock.GetUtcNow() - ManualTime.Start).TotalSeconds;
            TriedAt.Add((int)passed);
            if (Busy is not null)
                await Busy.Task;
            if (passed < awayUntil)
                throw new ReceiverAwayException("It is away.") { RetryAfter = RetryAfter };
            if (message.Text == refuses)
                throw new InvalidOperationException($"It wants no {message.Text}.");
            Told.Add(message.Text);
        }
    }

    private sealed class Answer(HttpStatusCode code) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(code));
    }
}
