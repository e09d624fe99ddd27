using System.Collections.ObjectModel;
using System.Globalization;

namespace MacNet.PowerShell;

/// <summary>A list that names what it holds where it becomes text.</summary>
public sealed class NamedList<T> : ReadOnlyCollection<T>
{
    internal NamedList(IEnumerable<T> items)
        : base([.. items])
    {
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join("; ", this.Select(item => Convert.ToString(item, CultureInfo.InvariantCulture)));
}
