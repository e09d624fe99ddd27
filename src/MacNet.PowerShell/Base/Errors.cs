using System.Management.Automation;
using MacNet.Protocol;

namespace MacNet.PowerShell;

/// <summary>Makes error records that say what to do now.</summary>
internal static class Errors
{
    internal static ErrorRecord RecordOf(MaccorException problem, object? target = null)
    {
        var about = target ?? new ChannelAddress(problem.Asked.Tester, problem.Channel);
        return RecordOf(problem, problem.ErrorId, CategoryOf(problem), about, Advice.On(problem));
    }

    internal static ErrorRecord RecordOf(Exception problem, string errorId, ErrorCategory category, object? target, string advice) =>
        new(problem, errorId, category, target)
        {
            ErrorDetails = new ErrorDetails(problem.Message.Shown()) { RecommendedAction = advice.Shown() },
        };

    /// <summary>The error of a script block that ended the loop of one channel among several.</summary>
    internal static ErrorRecord OfLoopBlock(RuntimeException problem, ChannelAddress channel)
    {
        var record = RecordOf(
            problem,
            "LoopScriptFailed",
            ErrorCategory.InvalidOperation,
            channel,
            "The channel has been made safe; the others go on. Correct the script block, then start the channel's loop again.");
        record.ErrorDetails = new ErrorDetails($"The script block failed on {channel}, whose loop has ended: {problem.Message}".Shown())
        {
            RecommendedAction = record.ErrorDetails.RecommendedAction,
        };
        return record;
    }

    internal static ErrorRecord NoSuchSession(string name) => RecordOf(
        new ItemNotFoundException($"There is no session named '{name}'."),
        "NoSuchSession",
        ErrorCategory.ObjectNotFound,
        name,
        "See what sessions there are with Get-MaccorSession; make one with Connect-Maccor.");

    internal static ErrorRecord NoSuchTester(string name) => RecordOf(
        new ItemNotFoundException($"No tester is remembered as '{name}'."),
        "NoSuchTester",
        ErrorCategory.ObjectNotFound,
        name,
        "See what testers are remembered with Get-MaccorTester; remember one with Register-MaccorTester.");

    internal static ErrorRecord NoSuchSimulator(string name) => RecordOf(
        new ItemNotFoundException($"There is no virtual tester named '{name}'."),
        "NoSuchSimulator",
        ErrorCategory.ObjectNotFound,
        name,
        "See which run in this process with Get-MaccorSimulator; start one with Start-MaccorSimulator.");

    private static ErrorCategory CategoryOf(MaccorException problem) => problem switch
    {
        MaccorInputException { ErrorId: "NoSuchChannel" } => ErrorCategory.ObjectNotFound,
        MaccorInputException => ErrorCategory.InvalidArgument,
        MaccorConnectionException => ErrorCategory.ConnectionError,
        MaccorTimeoutException => ErrorCategory.OperationTimeout,
        MaccorProtocolException => ErrorCategory.ProtocolError,
        MaccorErrorReplyException => ErrorCategory.InvalidOperation,
        MaccorRefusedException => ErrorCategory.InvalidOperation,
        MaccorStateException { ErrorId: "ChannelBusy" or "AlreadyDriven" or "TestRunning" } => ErrorCategory.ResourceBusy,
        MaccorStateException { ErrorId: "ChannelUnavailable" } => ErrorCategory.ResourceUnavailable,
        MaccorStateException => ErrorCategory.InvalidOperation,
        MaccorOutcomeUnknownException => ErrorCategory.InvalidResult,
        MaccorLoginException => ErrorCategory.AuthenticationError,
        MaccorSafetyLimitException => ErrorCategory.LimitsExceeded,
        MaccorTransferException { ErrorId: "FileExists" } => ErrorCategory.ResourceExists,
        MaccorTransferException => ErrorCategory.WriteError,
        MaccorSmartBatteryException { ErrorId: "WriteNotVerified" } => ErrorCategory.WriteError,
        MaccorSmartBatteryException => ErrorCategory.ReadError,
        _ => ErrorCategory.NotSpecified,
    };
}
