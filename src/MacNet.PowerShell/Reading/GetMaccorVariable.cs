using System.Management.Automation;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Reading;

/// <summary>Reads the variables of channels: (4, 8), one message a channel.</summary>
[Cmdlet(VerbsCommon.Get, "MaccorVariable", DefaultParameterSetName = GivenSet)]
[OutputType(typeof(ChannelVariable))]
public sealed class GetMaccorVariable : ChannelByChannelCmdlet<IReadOnlyList<ChannelVariable>>
{
    /// <inheritdoc/>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = GivenSet)]
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PipedSet)]
    [ValidateNotNull]
    [ChannelTransformation(LeavesWords = true)]
    [ArgumentCompleter(typeof(ChannelOrNextCompleter))]
    public override int[]? Channel
    {
        get => base.Channel;
        set => base.Channel = value;
    }

    /// <summary>
    /// The variables wanted, by name or number: VAR1 to VAR15, 1 to 15; wildcards are allowed in names. All, unless given.
    /// </summary>
    [Parameter(Position = 1, ParameterSetName = GivenSet)]
    [Parameter(Position = 0, ParameterSetName = PipedSet)]
    [Alias("Number")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VariableCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void Begin()
    {
        base.Begin();
        Name = [.. Name.Select(NameOf).Where(Exists)];
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Name.Length > 0)
            base.ProcessRecord();
    }

    /// <inheritdoc/>
    protected override Task<IReadOnlyList<ChannelVariable>> ReadChannelAsync(
        MaccorSession session, int channel, CancellationToken cancellation) =>
        session.ReadVariablesAsync(channel, cancellation);

    /// <inheritdoc/>
    protected override void Write(IReadOnlyList<ChannelVariable> item)
    {
        foreach (var variable in item.NamedByAny(Name, variable => variable.Name))
            Emit(variable);
    }

    // As in Set-MaccorVariable, 3 stands for VAR3.
    private static string NameOf(string name) => int.TryParse(name, out var number) ? ChannelVariable.NameOf(number) : name;

    private bool Exists(string name)
    {
        if (!ChannelVariable.Names.Lacks(name, known => known))
            return true;
        WriteError(Errors.RecordOf(
            new ArgumentException($"There is no variable '{name}': a channel has VAR1 to VAR15."),
            "NoSuchVariable",
            ErrorCategory.InvalidArgument,
            name,
            "Give names from VAR1 to VAR15, or numbers from 1 to 15."));
        return false;
    }
}
