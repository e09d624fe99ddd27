using MacNet.Protocol.Messages;

namespace MacNet.Protocol.Session;

/// <summary>What to do about a refusal.</summary>
internal static class Refusals
{
    private static readonly Dictionary<(Function Function, int Code), string> Advice = new()
    {
        [(Functions.StartTest, 14)] = "Give the procedure's name as it stands in the tester's Procedur folder, without '.000'.",
        [(Functions.StartTest, 18)] = "Give a shorter test name.",
        [(Functions.StartTest, 19)] = NameAdvice,
        [(Functions.StartTest, 20)] = NameAdvice,
        [(Functions.StartTest, 21)] = ChamberAdvice,
        [(Functions.StartTest, 25)] = ChamberAdvice,
        [(Functions.StartTest, 23)] = "Wait for the test to end, or stop it with Reset-MaccorChannel; then start again.",
        [(Functions.StartTest, 24)] = "Select channels first with Select-MaccorChannel.",
        [(Functions.StartDirect, 1)] = "This kind of tester has no direct mode; use a procedure with variables (Set-MaccorVariable).",
        [(Functions.StartDirect, 2)] = "See what is on the channel with Get-MaccorChannelStatus; reset or clear it first.",
        [(Functions.StartDirect, 3)] = "See whether the test name is in use already, or let the tester make one up (Random).",
        [(Functions.SetDirectOutput, 2)] = StartDirectAdvice,
        [(Functions.SetDirectOutput, 3)] = "Something else sets this channel's output too; outputs must be 100 ms apart.",
        [(Functions.SetDirectOutput, 4)] = StartDirectAdvice,
        [(Functions.SetDirectOutput, 5)] = "Give the tester a moment after Start-MaccorDirectControl, then set the output again.",
        [(Functions.CheckStart, 2)] = "List the procedures with Get-MaccorFile -Type Procedure.",
        [(Functions.CheckStart, 4)] = NameAdvice,
        [(Functions.CheckStart, 6)] = "Give the number of a chamber that the tester has, or 0 for none.",
        [(Functions.CheckStart, 7)] = "See what is wrong in the procedure with Test-MaccorTestStart, which lists the errors in its Details.",
        [(Functions.AdvancedStart, 4)] = "List the archived tests with Get-MaccorFile -Type Archive; the name has the channel's number as its extension.",
        [(Functions.AdvancedStart, 5)] = "Give the procedure to go on by, or send the archived test's own to the tester with Send-MaccorFile.",
    };

    private const string NameAdvice = "Give another test name, or 'Random' to let the tester make one up.";
    private const string ChamberAdvice = "Another test has the environmental chamber: wait for its end, or start with -Chamber 0 for none.";
    private const string StartDirectAdvice = "Start direct control on the channel first with Start-MaccorDirectControl; if it has ended, find out why with Get-MaccorChannelStatus.";

    /// <summary>What to do about an error of JSON-RPC.</summary>
    internal static string AdviceOn(int errorCode) => errorCode switch
    {
        MaccorErrorReplyException.MethodNotFound => "Check that the tester's software has this function.",
        MaccorErrorReplyException.InvalidParams => "Check that the tester's software has this function, and the values given.",
        _ => "Look at the tester's screen: it may be starting, or busy. Then ask again.",
    };

    internal static string AdviceOn(Asked asked, CommandResult result) =>
        asked.Function is { } function && result.Code is { } code && Advice.TryGetValue((function, code), out var advice)
            ? advice
            : "Look at the channel's state with Get-MaccorChannelStatus.";
}
