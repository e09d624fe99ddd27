using System.Management.Automation;
using MacNet.Protocol.Messages;
using MacNet.VirtualTester.Channels;

namespace MacNet.PowerShell.Simulator;

/// <summary>Changes the cell on a virtual tester's channel, or makes the channel fail, so that what follows can be rehearsed.</summary>
[Cmdlet(VerbsCommon.Set, "MaccorSimulatorChannel", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
public sealed class SetMaccorSimulatorChannel : SimulatorCmdlet
{
    /// <summary>The channels, from 1: numbers or spans.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ChannelTransformation]
    [NoCompletion]
    public int[] Channel { get; set; } = [];

    /// <summary>The virtual testers, or their names; wildcards are allowed. All that run in this process, unless given.</summary>
    [Parameter]
    [ValidateNotNull]
    [SupportsWildcards]
    [SimulatorTransformation]
    [ArgumentCompleter(typeof(SimulatorCompleter))]
    public SimulatorArgument[]? Simulator { get; set; }

    /// <summary>The temperature of the cell and around it, °C.</summary>
    [Parameter]
    [Number]
    [ValidateRange(-273.15, 1000.0)]
    [NoCompletion]
    public double? Temperature { get; set; }

    /// <summary>
    /// Takes the cell's thermometer off: its input gives -2500 °C, as where nothing is connected. -NoThermometer:$false puts it on again.
    /// </summary>
    [Parameter]
    public SwitchParameter NoThermometer { get; set; }

    /// <summary>The charge in the cell: 0 empty, 1 full.</summary>
    [Parameter]
    [Number]
    [ValidateRange(0.0, 1.0)]
    [NoCompletion]
    public double? StateOfCharge { get; set; }

    /// <summary>A fault that ends the channel's test as a problem.</summary>
    [Parameter]
    [ValidateSet(
        nameof(RecordReason.TimeoutFault),
        nameof(RecordReason.OverchargeSafety),
        nameof(RecordReason.VoltageSafety),
        nameof(RecordReason.SlaveError))]
    public RecordReason? Fault { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var simulator in Found(Simulator))
        {
            foreach (var number in Channel)
            {
                if (number < 1 || number > simulator.ChannelCount)
                    WriteError(NotFound(simulator, number));
                else if (ShouldProcess($"{simulator.Name}, channel {number}", Change()))
                    Set(simulator.Tester.Channels[number]);
            }
        }
    }

    private bool SetsThermometer => MyInvocation.BoundParameters.ContainsKey(nameof(NoThermometer));

    private void Set(Channel channel)
    {
        if (Temperature is { } temperature)
            channel.Cell.AmbientTemperature = channel.Cell.Temperature = temperature;
        if (SetsThermometer)
            channel.Thermometer.Forced = NoThermometer ? AuxiliaryInput.NotConnected : null;
        if (StateOfCharge is { } charge)
            channel.Cell.StateOfCharge = charge;
        if (Fault is { } fault)
            channel.Fail(fault);
    }

    private string Change() => string.Join(", ", new[]
    {
        Temperature is { } temperature ? FormattableString.Invariant($"bring the cell to {temperature} °C") : null,
        SetsThermometer ? NoThermometer ? "take its thermometer off" : "put its thermometer on" : null,
        StateOfCharge is { } charge ? FormattableString.Invariant($"set its state of charge to {charge}") : null,
        Fault is { } fault ? $"fail with {fault}" : null,
    }.Where(change => change is not null));

    private static ErrorRecord NotFound(MaccorSimulator simulator, int number) => Errors.RecordOf(
        new ItemNotFoundException($"The virtual tester '{simulator.Name}' has channels 1 to {simulator.ChannelCount}, not {number}."),
        "NoSuchSimulatorChannel",
        ErrorCategory.ObjectNotFound,
        number,
        "Give a channel that it has, or another virtual tester with -Simulator.");
}
