using System.Globalization;
using System.Management.Automation;

namespace MacNet.PowerShell;

/// <summary>
/// A time that becomes text as ISO 8601 with its milliseconds, unless a format is given, and is the time itself otherwise.
/// </summary>
internal sealed class WrittenTime(IFormattable time) : PSObject(time), IFormattable
{
    /// <inheritdoc/>
    public override string ToString() => time switch
    {
        DateTimeOffset known => Iso(known),
        DateTime known => known.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF", CultureInfo.InvariantCulture),
        _ => time.ToString(null, CultureInfo.InvariantCulture),
    };

    string IFormattable.ToString(string? format, IFormatProvider? provider) =>
        string.IsNullOrEmpty(format) ? ToString() : time.ToString(format, provider);

    internal static string Iso(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
}
