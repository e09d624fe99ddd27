namespace MacNet.Protocol.Messages;

/// <summary>Result codes of (6, 2); commands whose results the help does not document answer with the same. 0 is OK.</summary>
public static class StartTestResult
{
    /// <summary>Regimes start on one channel only.</summary>
    public const int RegimesOnSeveralChannels = 10;

    /// <summary>An advanced start has no regimes.</summary>
    public const int AdvancedStartWithRegimes = 12;

    /// <summary>There is no such test procedure.</summary>
    public const int NoProcedure = 14;

    /// <summary>The channel is not active.</summary>
    public const int NotActive = 15;

    /// <summary>The channel is not selected.</summary>
    public const int NotSelected = 16;

    /// <summary>The channel is not suspended.</summary>
    public const int NotSuspended = 17;

    /// <summary>The data file's name would be longer than 256 characters.</summary>
    public const int NameTooLong = 18;

    /// <summary>There is a test of this name.</summary>
    public const int NameNotUnique = 19;

    /// <summary>There is a test of this name, in the tester's other code for it.</summary>
    public const int NameAlsoNotUnique = 20;

    /// <summary>Another test has the environmental chamber.</summary>
    public const int ChamberInUse = 21;

    /// <summary>A value is none that can be taken.</summary>
    public const int InvalidEntry = 22;

    /// <summary>The channel has a test.</summary>
    public const int ChannelInUse = 23;

    /// <summary>No channel is selected.</summary>
    public const int NoChannelsSelected = 24;

    /// <summary>Another test has the environmental chamber, in the tester's other code for it.</summary>
    public const int ChamberAlsoInUse = 25;
}

/// <summary>Result codes of (6, 7). 0 is OK.</summary>
public static class StartDirectResult
{
    /// <summary>Only testers of type 0 have direct mode.</summary>
    public const int IllegalSystemType = 1;

    /// <summary>The channel is not available.</summary>
    public const int NotAvailable = 2;

    /// <summary>The procedure behind direct mode could not be made.</summary>
    public const int NoPseudoProcedure = 3;
}

/// <summary>Result codes of (6, 8). 0 is OK.</summary>
public static class DirectOutputResult
{
    /// <summary>Only testers of type 0 have direct mode.</summary>
    public const int IllegalSystemType = 1;

    /// <summary>The channel is not active.</summary>
    public const int NotActive = 2;

    /// <summary>Less than 100 ms after the last output.</summary>
    public const int TooFast = 3;

    /// <summary>The channel is not in direct mode.</summary>
    public const int NotInDirectMode = 4;

    /// <summary>Direct mode has started and does not take outputs yet.</summary>
    public const int NotReady = 5;
}

/// <summary>Result codes of (6, 11). 0 is OK.</summary>
public static class CheckStartResult
{
    /// <summary>The channel is neither available nor selected.</summary>
    public const int NotAvailable = 1;

    /// <summary>There is no such procedure.</summary>
    public const int NoProcedure = 2;

    /// <summary>The procedure calls one that is not there.</summary>
    public const int NoSubroutine = 3;

    /// <summary>An archived test has the name.</summary>
    public const int NameInArchive = 4;

    /// <summary>The name cannot be a file's.</summary>
    public const int InvalidName = 5;

    /// <summary>There is no such environmental chamber.</summary>
    public const int InvalidChamber = 6;

    /// <summary>The procedure has errors; (6, 12) tells them.</summary>
    public const int CompileError = 7;

    /// <summary>Something else.</summary>
    public const int Other = CommandResult.OtherCode;
}

/// <summary>Result codes of (6, 13). 0 is OK.</summary>
public static class AdvancedStartResult
{
    /// <summary>There is no such channel.</summary>
    public const int InvalidChannel = 1;

    /// <summary>The channel is neither available nor selected.</summary>
    public const int NotAvailable = 2;

    /// <summary>The options do not go together.</summary>
    public const int IllegalOptions = 3;

    /// <summary>There is no such archived test.</summary>
    public const int NoArchivedFile = 4;

    /// <summary>The archived test's procedure is gone.</summary>
    public const int NoArchivedProcedure = 5;

    /// <summary>The procedure has no such step.</summary>
    public const int IllegalStep = 6;

    /// <summary>A blank step cannot be started at.</summary>
    public const int BlankStep = 7;

    /// <summary>A step of this kind cannot be started at.</summary>
    public const int IllegalStepType = 8;

    /// <summary>So many records cannot be removed.</summary>
    public const int TooManyRecords = 9;

    /// <summary>Something else.</summary>
    public const int Other = CommandResult.OtherCode;
}
