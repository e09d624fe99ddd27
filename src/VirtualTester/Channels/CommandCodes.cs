namespace MacNet.VirtualTester.Channels;

// Results of (6, 2); the commands whose results are not documented answer with the same.
internal enum StartCode
{
    Ok = 0,
    RegimesOnSeveralChannels = 10,
    NoProcedure = 14,
    NotActive = 15,
    NotSelected = 16,
    NotSuspended = 17,
    NameTooLong = 18,
    NameNotUnique = 19,
    ChamberInUse = 21,
    InvalidEntry = 22,
    ChannelInUse = 23,
    NoChannels = 24,
}

// Results of (6, 7).
internal enum DirectStartCode
{
    Ok = 0,
    IllegalSystemType = 1,
    NotAvailable = 2,
    NoPseudoProcedure = 3,
}

// Results of (6, 8).
internal enum DirectOutputCode
{
    Ok = 0,
    IllegalSystemType = 1,
    NotActive = 2,
    TooFast = 3,
    NotDirect = 4,
    NotReady = 5,
    Other = 65535,
}

// Results of (6, 11).
internal enum CheckCode
{
    Ok = 0,
    NotAvailable = 1,
    NoProcedure = 2,
    NoSubroutine = 3,
    NameInArchive = 4,
    InvalidName = 5,
    InvalidChamber = 6,
    CompileError = 7,
    Other = 65535,
}

// Results of (6, 13).
internal enum AdvancedStartCode
{
    Ok = 0,
    InvalidChannel = 1,
    NotAvailable = 2,
    IllegalOptions = 3,
    NoArchivedFile = 4,
    NoArchivedProcedure = 5,
    IllegalStep = 6,
    BlankStep = 7,
    IllegalStepType = 8,
    TooManyRecords = 9,
    Other = 65535,
}
