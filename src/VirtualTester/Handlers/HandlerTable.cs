using MacNet.Protocol.Messages;

namespace MacNet.VirtualTester.Handlers;

/// <summary>
/// Who answers which function. A handler runs with the tester to itself; it returns null where there is no answer, and
/// throws HandlerContext.Illegal for a value that the tester does not take.
/// </summary>
internal sealed class HandlerTable
{
    private readonly Dictionary<Function, Func<HandlerContext, Message, Message?>> handlers = [];

    /// <summary>Knows every class of functions, one file each.</summary>
    public HandlerTable()
    {
        Class0Echo.Register(this);
        Class1System.Register(this);
        Class3Channel.Register(this);
        Class4Status.Register(this);
        Class5Flags.Register(this);
        Class6Commands.Register(this);
        Class7SmartBattery.Register(this);
        Class7ScanLists.Register(this);
        Class7Data.Register(this);
        Class8Login.Register(this);
    }

    public void On<TRequest, TReply>(Function<TRequest, TReply> function, Func<HandlerContext, TRequest, TReply?> handler)
        where TRequest : Message, new()
        where TReply : Message, new() =>
        handlers.Add(function, (context, request) => handler(context, (TRequest)request));

    public bool Has(Function function) => handlers.ContainsKey(function);

    public Message? Answer(Function function, HandlerContext context, Message request) => handlers[function](context, request);
}
