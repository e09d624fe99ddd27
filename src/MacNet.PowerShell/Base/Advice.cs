using System.Net.Sockets;
using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Wire;

namespace MacNet.PowerShell;

/// <summary>What to do now about an error of the library, in the prompt's words: the library tells what happened, and no more.</summary>
public static class Advice
{
    private const string Nothing = " Nothing was sent.";
    private const string CheckTheCell =
        "Look at the channel at once (Get-MaccorChannelStatus); if current flows, stop it with Reset-MaccorChannel or at the tester.";

    private const string CheckNetwork =
        "Check that MacTest32 is running with MacNet enabled, and that the firewall of its PC lets the port through.";

    private const string CheckBus = "Check the battery's connection, its address and the position's setup (Get-MaccorSmartBatterySetup).";

    private const string CountsOtherwise =
        "See whether somebody else selects channels on this tester, then select again; over JSON the tester may count the channels of this "
        + "function otherwise: then select with -Bitmap, or connect with -Protocol Binary.";

    private const string OtherName = "Give another one, without \\ / : * ? \" < > |." + Nothing;

    private static readonly Dictionary<string, string> ById = new()
    {
        // The connection
        ["ConnectionFailed"] = CheckNetwork,
        ["ConnectTimeout"] = CheckNetwork,
        ["ConnectionLost"] = "See whether MacTest32 is running; the session connects again by itself with the next command.",
        ["AnotherTester"] = "If that is the tester you mean, connect again with Connect-Maccor; else see who has its address.",
        ["SessionClosed"] = "Connect again with Connect-Maccor.",
        ["ProcessEnding"] = "Give the command in another process.",
        ["LoginFailed"] = "Connect again with the right -Credential.",

        // The conversation
        ["Timeout"] =
            "See whether the tester's PC is busy or restarting, then try again; raise Connect-Maccor's -TimeoutSeconds if it is slow.",
        ["WaitTimeout"] = "Wait again, with a longer -TimeoutSeconds, or see what the channel is doing with Get-MaccorChannelStatus.",
        ["BrokenReply"] = "Try again; if it happens again, record it with Connect-Maccor -TracePath.",
        ["ErrorReply"] = "Look at the tester's screen: it may be starting, or busy. Then ask again.",
        ["Refused"] = "Look at the channel's state with Get-MaccorChannelStatus.",
        ["OutcomeUnknown"] = "Read the channel's state (Get-MaccorChannelStatus) before you give the command again.",
        ["Overtaken"] = "See the channel's state (Get-MaccorChannelStatus); give the command again if the cell is to be driven.",
        ["InvalidInput"] = "Correct the value; nothing was sent.",
        ["NotOverJson"] = "Ask in the binary form, with -Binary and -Data.",
        ["NoSuchChannel"] = "Give the number of one of the tester's channels, as its screen shows it.",

        // Tests
        ["ChannelBusy"] = "Wait for its test to end (Wait-MaccorChannel), or stop it with Reset-MaccorChannel; then start again.",
        ["ChannelUnavailable"] = "See to the channel at the tester, or take another one.",
        ["ChannelProblem"] =
            "See why with Get-MaccorChannelStatus (Reason) and check the cell; then Reset-MaccorChannel, or start with -Force.",
        ["ArchivedTestNotKnown"] =
            "Give what it ran with, as its batch file or the log tells: -CapacityAh (1 where the procedure has no C-rates), and -VoltageMin, "
            + "-VoltageMax, -ChargeCurrentMax and -DischargeCurrentMax, or -SafetyLimit, or -KeepSafetyLimit for those that the channel has.",
        ["WrongState"] = "Look at the channel (Get-MaccorChannelStatus), and bring it into that state first.",
        ["ChannelNotFreed"] = "Look at the channel at the tester.",
        ["TestOnChannel"] = "Archive it with Clear-MaccorChannel; then start again.",
        ["TestInterrupted"] =
            "Go on with it (Get-MaccorInterruptedTest | Restart-MaccorTest), or archive it with Clear-MaccorChannel; then start again.",
        ["TestRunning"] = "Wait for its end (Wait-MaccorChannel), or stop it with Reset-MaccorChannel; then archive it.",
        ["ChannelNotSelectable"] = "Wait for its test to end and clear it (Clear-MaccorChannel); then select again.",
        ["SelectionNotTaken"] = CountsOtherwise,
        ["WrongChannelSelected"] = CountsOtherwise,
        ["SelectionNotUnderstood"] = CountsOtherwise,
        ["OthersSelected"] = "Unselect them with Select-MaccorChannel -Clear, or wait for who selected them; then start again.",
        ["DifferentPlans"] = "Start them without -Together, or one test at a time." + Nothing,
        ["NameForEachTogether"] = "Give one name, or start without -Together." + Nothing,
        ["RegimeTogether"] = "Start without -Together." + Nothing,
        ["TestNameForSeveral"] = "Put {channel} into the name, or let the tester make names up (Random), or start one test on all of "
            + "them (-Together)." + Nothing,
        ["InvalidTestName"] = "Give another one, without \\ / : * ? \" < > |, short enough, or 'Random'." + Nothing,
        ["InvalidProcedure"] = OtherName,
        ["InvalidArchivedTest"] = OtherName,
        ["IllegalStartOption"] = "Correct the options; nothing was sent.",
        ["IncompleteLimits"] = "Give -VoltageMax, -VoltageMin, -ChargeCurrentMax and -DischargeCurrentMax, or -SafetyLimit alone, "
            + "or none of them." + Nothing,

        // Steering
        ["NoSuchVariable"] = "Give a number from 1 to 15, or a name from VAR1 to VAR15; nothing was sent.",
        ["VariableNotFinite"] = "Give a finite number; nothing was sent.",
        ["FlagsNotTaken"] = "See whether a running procedure or another client sets flags too; then set them again.",
        ["LimitBeyondSpecification"] = "Give a limit within the channel's specification; Get-MaccorChannel shows it." + Nothing,
        ["SpecificationUnknown"] = "See what the tester tells with Get-MaccorChannel, NaN where it tells nothing, and what its screen shows. It is "
            + "asked again the next time." + Nothing,
        ["VoltageLimitsSwapped"] = "Swap -VoltageMin and -VoltageMax, or correct them." + Nothing,
        ["LimitsNotConfirmed"] = "Do not run a cell on this channel before you have seen its limits on the tester's screen. Over JSON a "
            + "tester tells them: connect with -Protocol Json.",
        ["LimitsNotTaken"] = "Do not run a cell on this channel before its limits are as you want them; see whether the running "
            + "procedure sets its own.",

        // Direct control
        ["NoDirectMode"] = "Use a procedure with variables (Set-MaccorVariable).",
        ["LimitsMissing"] = "Give all four limits, a little beyond what the cell will be driven to.",
        ["TooManyQuantities"] = "Give a power or a resistance." + Nothing,
        ["NotReady"] = "No current flows. See why with Get-MaccorChannelStatus, and free the channel with Reset-MaccorChannel.",
        ["InvalidOutput"] = "Correct the value; nothing was sent.",
        ["OutputBeyondSpecification"] = "Give a value within the channel's specification; Get-MaccorChannel shows it." + Nothing,
        ["OutputBeyondLimits"] = "Give a smaller output, or start direct control with other safety limits." + Nothing,
        ["QuantityNotActive"] = "Start direct control with -Power or -Resistance to have it active." + Nothing,
        ["VoltageRequired"] = "Give -Voltage: the upper limit when charging, the lower one when discharging." + Nothing,
        ["DirectControlEnded"] = "See whether a safety limit tripped (Get-MaccorChannelStatus); free the channel with "
            + "Reset-MaccorChannel, then start direct control with Start-MaccorDirectControl.",
        ["AlreadyDriven"] = "Wait for that control loop to end, or take the channel over with -Force.",
        ["TakenOver"] = "See who drives the channel now; the loop that ended had set it to rest.",
        ["SetToRestByOther"] = "See who set it to rest, and why, before you drive the cell again.",
        ["NoDecision"] =
            "The channel has been made safe. See what holds the script block, the pipeline or the tester up, or give a longer -PatienceSeconds.",
        ["LoopAbsent"] =
            "The channel has been made safe. Look at the cell, then start the loop again; let the computer not sleep meanwhile.",
        ["InvalidLoopOutput"] =
            "Let the script block give a current in A, a hashtable with Current, or nothing; for a variable its value. The channel has been made safe.",
        ["CurrentLimitMissing"] = "Give -CurrentLimit, the current in A that is not to be passed." + Nothing,
        ["TestNotActive"] = "See the channel's state and reason with Get-MaccorChannelStatus. Start a test first, or go on with Resume-MaccorTest.",
        ["TestReplaced"] = "Start a loop for the test that is on the channel now; it was not touched.",
        ["VariableNotTaken"] = "See whether the procedure or somebody else sets the variable too (Get-MaccorVariable).",
        ["SafeValueNotConfirmed"] = CheckTheCell,
        ["SuspendedForSafeValue"] =
            "The cell is safe. See why the variable could not be set, set it (Set-MaccorVariable), then go on with Resume-MaccorTest.",
        ["RestNotConfirmed"] = CheckTheCell,
        ["SuspendedForRest"] =
            "The cell is safe. See why rest did not get through, then stop direct control with Stop-MaccorDirectControl -Reset.",
        ["StillFlowing"] = CheckTheCell,
        ["StillActive"] = "Stop it with Reset-MaccorChannel.",

        // Files
        ["UnsafeFileName"] = "Give the name of a file without a folder, in ASCII letters; one that is called otherwise can be copied at the tester's PC.",
        ["FileTypeNotSent"] = "Send a file of another type.",
        ["FileExtension"] = "Give the type that fits the file, or another -Name.",
        ["FileExists"] = "Replace it with -Force, or give another name or another folder.",
        ["LocalFile"] = "See to the file on this computer: that it can be read, or written where it is received; then try again.",
        ["ListingChanged"] = "Try again when nobody else lists files of this tester.",
        ["TransferRefused"] = "See what files there are with Get-MaccorFile.",
        ["TransferFailed"] = "Receive the file again.",
        ["TransferBroken"] = "Receive the file again.",

        // Smart batteries
        ["RegisterNotPolled"] =
            "See what is polled with Get-MaccorSmartBatteryRegister, or read the battery itself with Read-MaccorSmartBatteryData.",
        ["SmartBatteryReadFailed"] = CheckBus,
        ["WriteNotVerified"] = "See whether the register can be written, and whether the battery has to be unsealed first.",
    };

    private const string OtherTestName = "Give another test name, or 'Random' to let the tester make one up.";
    private const string ChamberInUse = "Another test has the environmental chamber: wait for its end, or start with -Chamber 0 for none.";
    private const string StartFirst =
        "Start direct control on the channel first with Start-MaccorDirectControl; if it has ended, find out why with Get-MaccorChannelStatus.";

    private static readonly Dictionary<(Function Function, int Code), string> ByResult = new()
    {
        [(Functions.StartTest, StartTestResult.NoProcedure)] =
            "Give the procedure's name as it stands in the tester's Procedur folder, without '.000'.",
        [(Functions.StartTest, StartTestResult.NameTooLong)] = "Give a shorter test name.",
        [(Functions.StartTest, StartTestResult.NameNotUnique)] = OtherTestName,
        [(Functions.StartTest, StartTestResult.NameAlsoNotUnique)] = OtherTestName,
        [(Functions.StartTest, StartTestResult.ChamberInUse)] = ChamberInUse,
        [(Functions.StartTest, StartTestResult.ChamberAlsoInUse)] = ChamberInUse,
        [(Functions.StartTest, StartTestResult.ChannelInUse)] =
            "Wait for the test to end, or stop it with Reset-MaccorChannel; then start again.",
        [(Functions.StartTest, StartTestResult.NoChannelsSelected)] = "Select channels first with Select-MaccorChannel.",
        [(Functions.StartDirect, StartDirectResult.IllegalSystemType)] =
            "This kind of tester has no direct mode; use a procedure with variables (Set-MaccorVariable).",
        [(Functions.StartDirect, StartDirectResult.NotAvailable)] =
            "See what is on the channel with Get-MaccorChannelStatus; reset or clear it first.",
        [(Functions.StartDirect, StartDirectResult.NoPseudoProcedure)] =
            "See whether the test name is in use already, or let the tester make one up (Random).",
        [(Functions.SetDirectOutput, DirectOutputResult.NotActive)] = StartFirst,
        [(Functions.SetDirectOutput, DirectOutputResult.TooFast)] =
            "Something else sets this channel's output too; outputs must be 100 ms apart.",
        [(Functions.SetDirectOutput, DirectOutputResult.NotInDirectMode)] = StartFirst,
        [(Functions.SetDirectOutput, DirectOutputResult.NotReady)] =
            "Give the tester a moment after Start-MaccorDirectControl, then set the output again.",
        [(Functions.CheckStart, CheckStartResult.NoProcedure)] = "List the procedures with Get-MaccorFile -Type Procedure.",
        [(Functions.CheckStart, CheckStartResult.NameInArchive)] = OtherTestName,
        [(Functions.CheckStart, CheckStartResult.InvalidChamber)] = "Give the number of a chamber that the tester has, or 0 for none.",
        [(Functions.CheckStart, CheckStartResult.CompileError)] =
            "See what is wrong in the procedure with Test-MaccorTestStart, which lists the errors in its Details.",
        [(Functions.AdvancedStart, AdvancedStartResult.NoArchivedFile)] =
            "List the archived tests with Get-MaccorFile -Type Archive; the name has the channel's number as its extension.",
        [(Functions.AdvancedStart, AdvancedStartResult.NoArchivedProcedure)] =
            "Give the procedure to go on by, or send the archived test's own to the tester with Send-MaccorFile.",
    };

    /// <summary>The ids of the errors that there is advice on.</summary>
    public static IReadOnlyCollection<string> Ids => ById.Keys;

    /// <summary>What to do about an error: what its circumstances tell, else what its id does.</summary>
    public static string On(MaccorException problem) =>
        Special(problem)
            ?? (ById.TryGetValue(problem.ErrorId, out var advice) ? advice : "Look at the channel's state with Get-MaccorChannelStatus.");

    private static string? Special(MaccorException problem) => problem switch
    {
        MaccorRefusedException { Result.Code: { } code, Asked.Function: { } function } => AdviceOn(function, code),
        MaccorErrorReplyException { Code: JsonRpcError.MethodNotFound } =>
            "Check that the tester's software has this function.",
        MaccorErrorReplyException { Code: JsonRpcError.InvalidParams } =>
            "Check that the tester's software has this function, and the values given.",
        MaccorConnectionException { InnerException: SocketException socket } when IsUnknownName(socket) =>
            "Check the name, or give the address of the tester's PC.",
        MaccorTimeoutException { ErrorId: "Timeout", InnerException: null, Asked.Function.Class: 7 } => CheckBus,
        MaccorProtocolException { InnerException: null, Asked.Function.Class: 7 } =>
            "Read again; something else may be reading the same battery, or its scan list was changed.",
        MaccorInputException { InnerException: MaccorInputException, Asked.Function: { } set } when set == Functions.SetVariable =>
            "Correct what decides the value. The loop has ended, and the test has been made safe.",
        // An output that a loop decided on: what is sent is rest.
        MaccorInputException { InnerException: MaccorInputException } =>
            "Correct what decides the output. The loop has ended, and the channel is set to rest.",
        MaccorInputException { ErrorId: "IllegalStartOption", Asked.Function: { } start } when start == Functions.AdvancedStart =>
            "Correct the options; give -ArchivedTest to go on with, or -Procedure for a new test." + Nothing,
        MaccorStateException { ErrorId: "ChannelBusy", State: ChannelState.Suspended } =>
            "Let its test go on with Resume-MaccorTest, or end it with Reset-MaccorChannel; then start again.",
        MaccorStateException { ErrorId: "OthersSelected", OtherChannels: { Count: > 0 } others } =>
            $"Unselect with Select-MaccorChannel {string.Join(",", others)} -Clear, or wait for who selected them; then start again.",
        MaccorTransferException { ErrorId: "TransferFailed" or "TransferBroken", Asked.Function: { } sending } when sending == Functions.SendFile =>
            "The tester may hold a part of the file; send it again with -Force.",
        _ => null,
    };

    private static string? AdviceOn(Function function, int code) => ByResult.TryGetValue((function, code), out var advice) ? advice : null;

    private static bool IsUnknownName(SocketException problem) =>
        problem.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain;
}
