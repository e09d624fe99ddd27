namespace MacNet.Data.Logging;

/// <summary>Why a log cannot be begun or read.</summary>
public enum LogProblem : long
{
    /// <summary>Another log writes there.</summary>
    InUse,

    /// <summary>What is there is no log.</summary>
    NotALog,

    /// <summary>It was made by a later version.</summary>
    Newer,

    /// <summary>It cannot be opened.</summary>
    CannotOpen,

    /// <summary>This kind of store is not to be had here.</summary>
    NotHere,
}
