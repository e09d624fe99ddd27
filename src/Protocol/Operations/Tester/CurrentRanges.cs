using System.Collections.ObjectModel;
using System.Globalization;

namespace MacNet.Protocol.Operations;

/// <summary>The largest current of each of a channel's ranges, A; range 1 first.</summary>
/// <param name="largest">The currents.</param>
public sealed class CurrentRanges(IList<float> largest) : ReadOnlyCollection<float>(largest)
{
    /// <summary>As a table, or a cell of a CSV file, has them.</summary>
    public override string ToString() => string.Join("; ", this.Select(current => current.ToString(CultureInfo.InvariantCulture)));
}
