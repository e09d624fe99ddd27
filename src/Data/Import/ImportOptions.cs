namespace MacNet.Data.Import;

/// <summary>The order of day, month and year in a date of numbers.</summary>
public enum DateOrder : long
{
    /// <summary>Month, day, year.</summary>
    MonthFirst,

    /// <summary>Day, month, year.</summary>
    DayFirst,
}

/// <summary>What a column of times without a unit counts.</summary>
public enum TimeUnit : long
{
    /// <summary>Seconds.</summary>
    Second,

    /// <summary>Minutes.</summary>
    Minute,

    /// <summary>Hours.</summary>
    Hour,
}

/// <summary>What a column of voltages without a unit counts.</summary>
public enum VoltageUnit : long
{
    /// <summary>V.</summary>
    Volt,

    /// <summary>mV.</summary>
    Millivolt,
}

/// <summary>What a column of currents without a unit counts.</summary>
public enum CurrentUnit : long
{
    /// <summary>A.</summary>
    Ampere,

    /// <summary>mA.</summary>
    Milliampere,
}

/// <summary>What is known of a file that the file may not say itself. What is not given is found in the file.</summary>
public sealed record ImportOptions
{
    /// <summary>The order in dates.</summary>
    public DateOrder? DateOrder { get; init; }

    /// <summary>The unit of times that have none.</summary>
    public TimeUnit? TimeUnit { get; init; }

    /// <summary>The unit of voltages that have none.</summary>
    public VoltageUnit? VoltageUnit { get; init; }

    /// <summary>The unit of currents that have none.</summary>
    public CurrentUnit? CurrentUnit { get; init; }

    /// <summary>The decimal separator: a point or a comma.</summary>
    public char? DecimalSeparator { get; init; }

    /// <summary>The zone of the tester's clock.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Local;
}
