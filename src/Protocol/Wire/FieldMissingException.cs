namespace MacNet.Protocol.Wire;

/// <summary>A JSON message lacks a field that it must have.</summary>
/// <param name="field">The field's name.</param>
public sealed class FieldMissingException(string field) : FormatException($"{field} is missing.");
