namespace MacNet.Data.Export;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its header.</param>
/// <param name="Type">What its values are: double, long, string or DateTime (UTC); each may be missing.</param>
public sealed record TableColumn(string Name, Type Type);
