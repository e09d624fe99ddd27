using System.Management.Automation;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Steering;

/// <summary>Sets a variable of channels, also while a procedure runs that uses it: (6, 9), one message a channel.</summary>
[Cmdlet(VerbsCommon.Set, "MaccorVariable", SupportsShouldProcess = true, DefaultParameterSetName = GivenSet)]
[OutputType(typeof(ChannelVariable))]
public sealed class SetMaccorVariable : ChannelCmdlet
{
    /// <inheritdoc/>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true,
        ParameterSetName = GivenSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PipedSet)]
    [ChannelTransformation(LeavesWords = true)]
    [ArgumentCompleter(typeof(ChannelOrNextCompleter))]
    public override int[] Channel
    {
        get => base.Channel;
        set => base.Channel = value;
    }

    /// <summary>The variable, by name or number: VAR1 to VAR15, 1 to 15.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = GivenSet)]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = PipedSet)]
    [Alias("Name")]
    [VariableTransformation]
    [ArgumentCompleter(typeof(VariableCompleter))]
    public int Number { get; set; }

    /// <summary>Its new value, in the unit that the procedure gives it.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true, ParameterSetName = GivenSet)]
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = PipedSet)]
    [Number]
    [NoCompletion]
    public float Value { get; set; }

    /// <summary>Emits the variable as the tester has it now: (4, 8), one message more.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessChannel(MaccorSession session, int channel)
    {
        session.CheckVariable(channel, Number, Value);
        if (!ShouldChange(session, channel, FormattableString.Invariant($"Set VAR{Number} to {Value}")))
            return;
        Await(pump => session.SetVariableAsync(channel, Number, Value, pump.Cancellation));
        if (PassThru)
            WriteDone(session, Await(pump => session.ReadVariablesAsync(channel, pump.Cancellation))[Number - 1]);
    }
}
