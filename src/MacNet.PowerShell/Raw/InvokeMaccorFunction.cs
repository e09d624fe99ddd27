using System.Collections;
using System.Management.Automation;
using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;

namespace MacNet.PowerShell.Raw;

/// <summary>Asks any function of MacNet by its numbers and gives the reply as it stands.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "MaccorFunction", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = "Json")]
[OutputType(typeof(PSObject), ParameterSetName = ["Json"])]
[OutputType(typeof(byte[]), ParameterSetName = ["Binary"])]
public sealed class InvokeMaccorFunction : SessionCmdlet
{
    /// <summary>The function class, FClass.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Number(Whole = true)]
    [ValidateRange(0, 65535)]
    [ArgumentCompleter(typeof(FunctionCompleter))]
    public int Class { get; set; }

    /// <summary>The function's number, FNum.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [Number(Whole = true)]
    [ValidateRange(0, 65535)]
    [ArgumentCompleter(typeof(FunctionCompleter))]
    public int Number { get; set; }

    /// <summary>The channels, counted from 1; none, unless given.</summary>
    [Parameter(Position = 2, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ChannelTransformation]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public int[]? Channel { get; set; }

    /// <summary>The request's other fields, by their names in JSON.</summary>
    [Parameter(Position = 3, ParameterSetName = "Json")]
    [NoCompletion]
    public Hashtable Field { get; set; } = [];

    /// <summary>Asks in the binary form; the reply is its data bytes.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Binary")]
    public SwitchParameter Binary { get; set; }

    /// <summary>The request's data bytes.</summary>
    [Parameter(ParameterSetName = "Binary")]
    [Number(Whole = true)]
    [NoCompletion]
    public byte[] Data { get; set; } = [];

    /// <summary>The number of channels asked for, where the function reads several.</summary>
    [Parameter(ParameterSetName = "Binary")]
    [Number(Whole = true)]
    [ValidateRange(0, ChannelsRequest.Most)]
    [NoCompletion]
    public int Count { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var session in Sessions)
        {
            foreach (var channel in Channel?.Select(number => (int?)number) ?? [null])
                Try(() => Invoke(session, channel), new ChannelAddress(session.Name, channel));
        }
    }

    private void Invoke(MaccorSession session, int? channel)
    {
        var function = Functions.Raw(Class, Number, Binary);
        var asked = new Asked(session.Name, function, channel);
        if (channel is { } number)
            session.CheckChannel(number);
        if (!Binary && session.Protocol != LinkKind.Json)
        {
            throw new MaccorInputException(
                asked, "NotOverJson", "the session has no JSON link.");
        }

        CheckFields(asked);
        var request = RequestFor(channel, asked);
        var address = new ChannelAddress(session.Name, channel);
        if (function.Kind != FunctionKind.Read && !ShouldProcess(address.ToString(), $"Invoke function {function}"))
            return;
        var reply = Await(pump => session.AskAsync(function, request, pump.Cancellation));
        WriteObject(reply.Content.Json.ValueKind == System.Text.Json.JsonValueKind.Undefined
            ? reply.Content.Bytes
            : JsonValues.ToObject(reply.Content.Json));
    }

    // A key that stands twice in a request would have the tester take the one that nobody was asked about.
    private void CheckFields(Asked asked)
    {
        string[] taken = asked.Channel is null ? ["FClass", "FNum"] : ["FClass", "FNum", "Chan"];
        var given = Field.Keys.Cast<object>().Select(key => key.ToString()!);
        if (given.FirstOrDefault(key => taken.Contains(key, StringComparer.OrdinalIgnoreCase)) is { } twice)
        {
            throw new MaccorInputException(
                asked, "InvalidInput", $"-Field has {twice}, which the other parameters give.");
        }
    }

    private RawMessage RequestFor(int? channel, Asked asked) => new()
    {
        Channel = channel,
        Count = (ushort)Count,
        Content = new RawContent { Json = JsonValues.FromHashtable(Field, asked), Bytes = Data },
    };
}
