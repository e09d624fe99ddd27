using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;

namespace MacNet.Protocol.Operations;

/// <summary>Asks testers whether a test could start.</summary>
public static class TestStartCheckExtensions
{
    private const int MostDetails = 1000;

    /// <summary>
    /// Asks the tester (6, 11), then checks the limits of a start against its channel (3, 1) and each other. Where the channel is not free,
    /// its state (4, 1) tells whether the start would wait for it, or take off a test that has ended.
    /// </summary>
    /// <exception cref="MaccorInputException">The plan could not be carried out on any tester; nothing was sent.</exception>
    /// <exception cref="MaccorException">The tester could not be asked.</exception>
    public static async Task<TestStartCheck> CheckTestStartAsync(
        this MaccorSession session, TestStart start, CancellationToken cancellation = default)
    {
        var check = await session.CheckTestStartAsync(start.Channel, start.Plan, cancellation).ConfigureAwait(false);
        if (check.Code == CheckStartResult.NotAvailable)
            check = await CheckUnavailableAsync(session, start, check, cancellation).ConfigureAwait(false);
        if (start.Limits is null || !check.CanStart)
            return check;
        try
        {
            await session.CheckSafetyLimitsAsync(start.Channel, start.Limits, cancellation).ConfigureAwait(false);
            return check;
        }
        catch (MaccorInputException problem)
        {
            return check.But(problem);
        }
    }

    /// <summary>Asks the tester (6, 11); one message, and (6, 12) until nothing is left to say where a failed check has details.</summary>
    /// <param name="session">The tester.</param>
    /// <param name="channel">The channel, counted from 1.</param>
    /// <param name="plan">What the test is to be started with.</param>
    /// <param name="cancellation">Ends the check.</param>
    /// <exception cref="MaccorInputException">The plan could not be carried out on any tester; nothing was sent.</exception>
    /// <exception cref="MaccorException">The tester could not be asked.</exception>
    public static async Task<TestStartCheck> CheckTestStartAsync(
        this MaccorSession session, int channel, TestPlan plan, CancellationToken cancellation = default)
    {
        plan.Check(session, channel);
        var request = plan.CheckRequest(channel);
        var result = (await session.AskAsync(Functions.CheckStart, request, cancellation).ConfigureAwait(false)).Result;
        var (code, reason, more) = Understand(result);
        return new TestStartCheck
        {
            Session = session.Name,
            Channel = channel,
            Procedure = plan.Procedure,
            TestName = request.TestName,
            Code = code,
            Reason = reason,
            Details = more.Length > 0 || code == 0
                ? Lines(more)
                : await ReadDetailsAsync(session, channel, code, cancellation).ConfigureAwait(false),
        };
    }

    private static async Task<TestStartCheck> CheckUnavailableAsync(
        MaccorSession session, TestStart start, TestStartCheck check, CancellationToken cancellation)
    {
        var state = await session.ReadSettledStateAsync(start.Channel, cancellation).ConfigureAwait(false);
        if (ChannelStates.IsFree(state))
            return await session.CheckTestStartAsync(start.Channel, start.Plan, cancellation).ConfigureAwait(false);
        try
        {
            start.Check(session, state);
            await TestStartExtensions.CheckBeforeFreeingAsync(session, start, cancellation).ConfigureAwait(false);
            return check.With(
                CommandResult.OkCode,
                CommandResult.Ok.Text,
                $"The test on the channel ({state}) is taken off first; only then can the tester compile the procedure for it.");
        }
        catch (MaccorRefusedException refusal)
        {
            return check.With(refusal.Result.Code, FirstSentence(refusal.Result.Text));
        }
        catch (MaccorStateException)
        {
            return check.With(check.Code, check.Reason, $"The channel is {state}.");
        }
    }

    // JSON may carry the details behind the first sentence of the code's text, in one string.
    private static (int? Code, string Reason, string Details) Understand(CommandResult result)
    {
        if (result.Code is { } code)
            return (code, FirstSentence(Functions.CheckStart.ResultOf(code).Text), "");
        foreach (var item in Functions.CheckStart.Results)
        {
            var reason = FirstSentence(item.Value);
            if (result.Text.StartsWith(reason, StringComparison.OrdinalIgnoreCase))
                return (item.Key, reason, Behind(reason, result.Text));
        }

        return (null, result.Text, "");
    }

    private static string FirstSentence(string text) => text.Split('.')[0];

    private static string Behind(string known, string text) =>
        text.Length > known.Length ? text.Substring(known.Length).Trim(' ', ':', ';', '.', '\r', '\n') : "";

    private static string[] Lines(string text) =>
        text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);

    // Over JSON they cost another connection, so they are asked for where the code does not say it all.
    private static async Task<IReadOnlyList<string>> ReadDetailsAsync(
        MaccorSession session, int channel, int? code, CancellationToken cancellation)
    {
        var details = new List<string>();
        if (session.Protocol == LinkKind.Json && code is not (CheckStartResult.CompileError or CheckStartResult.Other or null))
            return details;
        try
        {
            var request = new ChannelRequest { Channel = channel };
            while (details.Count < MostDetails)
            {
                var reply = await session.AskAsync(Functions.CheckDetails, request, cancellation).ConfigureAwait(false);
                if (reply.Text.Length == 0)
                    break;
                details.AddRange(Lines(reply.Text));
            }
        }
        catch (MaccorException problem)
        {
            // The check itself has its answer.
            details.Add($"No details: {problem.What}");
        }

        return details;
    }
}
