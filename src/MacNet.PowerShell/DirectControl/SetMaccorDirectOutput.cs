using System.Management.Automation;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.DirectControl;

/// <summary>
/// Sets the output of channels in direct control (6, 8), not more often than every 100 ms. Current, voltage, power and resistance
/// limit each other. It does not prompt.
/// </summary>
[Cmdlet(VerbsCommon.Set, "MaccorDirectOutput", SupportsShouldProcess = true, DefaultParameterSetName = GivenSet)]
[OutputType(typeof(ChannelReading))]
public sealed class SetMaccorDirectOutput : ChannelCommandCmdlet
{
    /// <inheritdoc/>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true,
        ParameterSetName = GivenSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PipedSet)]
    [ChannelTransformation(LeavesNumbers = true)]
    [ArgumentCompleter(typeof(ChannelOrNextCompleter))]
    public override int[] Channel
    {
        get => base.Channel;
        set => base.Channel = value;
    }

    /// <summary>Current, A: above 0 charges, below 0 discharges, 0 is rest.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = GivenSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PipedSet)]
    [Number]
    [NoCompletion]
    public float Current { get; set; }

    /// <summary>
    /// The voltage not to be passed, V: an upper limit when charging, a lower one when discharging. The safety limit given at the
    /// start, unless given; needed where another session started direct control.
    /// </summary>
    [Parameter]
    [Number]
    [NoCompletion]
    public float? Voltage { get; set; }

    /// <summary>The power not to be passed, W. Only where it was active from the start.</summary>
    [Parameter]
    [Number]
    [NoCompletion]
    public float? Power { get; set; }

    /// <summary>Resistance, Ω. Only where it was active from the start.</summary>
    [Parameter]
    [Number]
    [NoCompletion]
    public float? Resistance { get; set; }

    /// <summary>The current range, 1 (smallest) to 4; the smallest that holds the current, unless given.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(1, 4)]
    [ArgumentCompleter(typeof(CurrentRangeCompleter))]
    public int? CurrentRange { get; set; }

    /// <summary>Ends a control loop that drives the channel, which sets it to rest first. Without it, the output is refused then.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessChannel(MaccorSession session, int channel)
    {
        var output = new DirectControlOutput
        {
            Current = Current,
            Voltage = Voltage,
            Power = Power,
            Resistance = Resistance,
            CurrentRange = CurrentRange,
            Force = Force,
        };
        // What is asked about must be possible.
        Await(pump => session.CheckDirectOutputAsync(channel, output, pump.Cancellation));
        if (IsDryRun)
            Await(pump => session.CheckUnderDirectControlAsync(channel, force: Force || Current == 0, pump.Cancellation));
        var action = $"Set the direct output: {output}";
        Give(session, channel, action, cancellation => session.SetDirectOutputAsync(channel, output, cancellation));
    }
}
