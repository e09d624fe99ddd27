using System.Management.Automation;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Reading;

/// <summary>Reads auxiliary inputs with their units: (4, 4) and (4, 5), two messages a channel.</summary>
[Cmdlet(VerbsCommon.Get, "MaccorAuxiliary")]
[OutputType(typeof(AuxiliaryReading))]
public sealed class GetMaccorAuxiliary : ChannelByChannelCmdlet<IReadOnlyList<AuxiliaryReading>>
{
    /// <summary>Only inputs in these units: C (or °C), V, and so on. All, unless given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(UnitCompleter))]
    public string[]? Unit { get; set; }

    /// <inheritdoc/>
    protected override Task<IReadOnlyList<AuxiliaryReading>> ReadChannelAsync(
        MaccorSession session, int channel, CancellationToken cancellation) =>
        session.ReadAuxiliariesAsync(channel, cancellation);

    /// <inheritdoc/>
    protected override void Write(IReadOnlyList<AuxiliaryReading> item)
    {
        foreach (var reading in item.Where(IsWanted))
            Emit(reading);
    }

    private bool IsWanted(AuxiliaryReading reading) => Unit is null || Unit.Any(unit => IsSame(unit.Trim(), reading.Unit));

    private static bool IsSame(string one, string other) =>
        AuxiliaryReading.IsCelsius(one.ToUpperInvariant())
            ? AuxiliaryReading.IsCelsius(other)
            : string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
